import type { Option } from '@slack/types';
import { useEffect, useMemo, useState } from 'react';
import { type Place, useSurface } from '../forms/surface.tsx';
import { ask, useStore } from '../store.ts';
import { type ChoiceSection, channelChoices, filterSections, optionSections, peopleChoices } from './options.ts';

const TYPING_PAUSE_MS = 250;
/** Slack's own default of `min_query_length`. */
const MIN_QUERY = 3;

interface Choices {
  sections: ChoiceSection[];
  /** Shown in place of the choices. */
  note: string;
}

/** The choices of the select for the typed words; `words` is empty until a person types. */
export function useChoices(place: Place, words: string, isOpen: boolean): Choices {
  const isExternal = place.element.type.includes('external');
  const local = useLocalSections(place);
  const remote = useSuggestions(place, words, isExternal && isOpen);
  if (isExternal) return remote;
  const sections = filterSections(local, words);
  return { sections, note: sections.length === 0 ? 'Nothing found' : '' };
}

function useLocalSections({ element }: Place): ChoiceSection[] {
  const people = useStore((state) => state.people);
  const channels = useStore((state) => state.channels);
  return useMemo(() => {
    const { type, options = [], option_groups: groups = [] } = element;
    if (type.includes('users')) return [{ label: '', choices: peopleChoices(Object.values(people)) }];
    if (type.includes('conversations') || type.includes('channels')) {
      return [{ label: '', choices: channelChoices(element, channels, people) }];
    }
    return optionSections(options, groups);
  }, [element, people, channels]);
}

function useSuggestions(place: Place, words: string, isWanted: boolean): Choices {
  const { container } = useSurface();
  const { actionId, blockId, element } = place;
  const [found, setFound] = useState<Choices>({ sections: [], note: 'Loading…' });
  const short = words.length < (element.min_query_length ?? MIN_QUERY);

  useEffect(() => {
    if (!isWanted || short) return;
    let current = true;
    setFound((old) => ({ sections: old.sections, note: 'Loading…' }));
    const timer = setTimeout(async () => {
      const answer = await ask({ act: 'suggest', container, actionId, blockId, value: words }, { quiet: true });
      // A later letter has sent another request, so this answer is outdated.
      if (!current) return;
      if (!answer.ok) return setFound({ sections: [], note: 'The app did not answer with options. Try again.' });
      const sections = optionSections(
        (answer.options ?? []) as Option[],
        (answer.groups ?? []).map(({ label, options }) => ({ label, options: options as Option[] })),
      );
      const isEmpty = sections.every(({ choices }) => choices.length === 0);
      setFound({ sections, note: isEmpty ? 'Nothing found' : '' });
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [isWanted, short, words, container, actionId, blockId]);

  const min = element.min_query_length ?? MIN_QUERY;
  return short ? { sections: [], note: `Type at least ${min} ${min === 1 ? 'character' : 'characters'}` } : found;
}
