import { useMemo, useState } from 'react';
import { Button, ComboBox } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { type Place, type Surface, useSurface } from '../forms/surface.tsx';
import { ChevronIcon, CloseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { ChoiceList } from './choice-list.tsx';
import { ComboInput } from './combo-input.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';
import { keyOf, picked, valueKey } from './options.ts';
import { useChoices } from './use-choices.ts';

export function PickOneElement(props: ElementProps) {
  const { place, naming, input } = props;
  const { element } = place;
  const surface = useSurface();
  const current = usePicked(surface, place);
  /** Undefined when nothing is typed: the field then shows the choice. */
  const [words, setWords] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const { sections, note } = useChoices(place, words ?? '', isOpen);

  const pick = (key: string | null) => {
    setWords(undefined);
    const choice = sections.flatMap(({ choices }) => choices).find((one) => one.key === key);
    if (key !== null && !choice) return;
    if (key === (current?.key ?? null)) return;
    const value = { type: element.type, [valueKey(element.type)]: choice?.sends ?? null };
    confirmed(element.confirm, () => surface.setValue(place, value, dispatches(props)));
  };

  return (
    <ComboBox
      {...named(naming, element, 'Select an item')}
      className="field combo"
      items={sections}
      // Filtered here, because options from an app must not be filtered a second time.
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      value={current?.key ?? null}
      onChange={(key) => pick(key === null ? null : String(key))}
      inputValue={words ?? current?.text ?? ''}
      onInputChange={(typed) => setWords(typed === current?.text ? undefined : typed)}
      // Keeps the typed words when the list closes because the form scrolled; only leaving the field clears them.
      onOpenChange={setOpen}
      onBlur={() => setWords(undefined)}
      validationBehavior="aria"
      autoFocus={element.focus_on_load}
    >
      <div className="combo-row">
        <ComboInput placeholder={element.placeholder?.text ?? 'Select an item'} />
        {input?.optional && current && (
          <Button slot={null} className="combo-clear" aria-label="Clear" onPress={() => pick(null)}>
            <CloseIcon />
          </Button>
        )}
        <Button className="combo-open">
          <ChevronIcon />
        </Button>
      </div>
      <ChoiceList sections={sections} note={note} />
    </ComboBox>
  );
}

/** Key and text of the choice. Names of users and channels are looked up, because the value has only an id. */
function usePicked(surface: Surface, place: Place): { key: string; text: string } | undefined {
  const people = useStore((state) => state.people);
  const channels = useStore((state) => state.channels);
  const [sends] = picked(surface.value(place));
  return useMemo(() => {
    if (!sends) return undefined;
    if (typeof sends !== 'string') return { key: keyOf(sends), text: sends.text.text };
    const channel = channels.find(({ id }) => id === sends);
    const channelName = channel && (channel.kind === 'im' ? channel.name : `#${channel.name}`);
    return { key: sends, text: channelName ?? people[sends]?.realName ?? sends };
  }, [sends, people, channels]);
}
