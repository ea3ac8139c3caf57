import { type KeyboardEvent, useMemo, useState } from 'react';
import { promptAt, type Suggestion, suggestionsFor } from './completion.ts';
import { useStore } from './store.ts';

export interface Completion {
  prompt: ReturnType<typeof promptAt>;
  suggestions: Suggestion[];
  active: number;
  isOpen: boolean;
  setActive(index: number): void;
  /** Whether the list handled the key, so that the composer ignores it. */
  press(event: KeyboardEvent, complete: (suggestion: Suggestion) => void): boolean;
}

/** The completions at the cursor, and the keys that choose one. */
export function useCompletion(text: string, cursor: number): Completion {
  const apps = useStore((state) => state.apps);
  const people = useStore((state) => state.people);
  const channels = useStore((state) => state.channels);
  const userGroups = useStore((state) => state.userGroups);
  const prompt = promptAt(text, cursor);
  const key = prompt ? `${prompt.kind} ${prompt.from} ${prompt.query}` : '';
  const [chosen, setChosen] = useState({ key, active: 0 });
  const [dismissed, setDismissed] = useState('');

  const suggestions = useMemo(() => {
    const [kind, from, query] = key.split(' ');
    if (!kind) return [];
    const asked = { kind, from: Number(from), query: query ?? '' } as NonNullable<typeof prompt>;
    return suggestionsFor(asked, { apps, people: Object.values(people), channels, userGroups });
  }, [key, apps, people, channels, userGroups]);

  const active = chosen.key === key ? Math.min(chosen.active, suggestions.length - 1) : 0;
  const isOpen = suggestions.length > 0 && dismissed !== key;
  const setActive = (index: number) => setChosen({ key, active: (index + suggestions.length) % suggestions.length });

  const press: Completion['press'] = (event, complete) => {
    const suggestion = suggestions[active];
    if (!isOpen || !suggestion) return false;
    if (event.key === 'ArrowDown') setActive(active + 1);
    else if (event.key === 'ArrowUp') setActive(active - 1);
    else if (event.key === 'Escape') setDismissed(key);
    // Enter sends a fully typed command at once; Tab still completes it.
    else if (event.key === 'Enter' && prompt?.kind === 'command' && suggestion.insert === text) return false;
    else if (event.key === 'Enter' || event.key === 'Tab') complete(suggestion);
    else return false;
    event.preventDefault();
    return true;
  };
  return { prompt, suggestions, active, isOpen, setActive, press };
}
