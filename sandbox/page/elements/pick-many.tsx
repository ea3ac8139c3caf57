import { useMemo, useState } from 'react';
import { Button, ComboBox, Tag, TagGroup, TagList } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { ChevronIcon, CloseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { ChoiceList } from './choice-list.tsx';
import { ComboInput } from './combo-input.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';
import { keyOf, picked, valueKey } from './options.ts';
import { useChoices } from './use-choices.ts';

export function PickManyElement(props: ElementProps) {
  const { place, naming } = props;
  const { element } = place;
  const surface = useSurface();
  const people = useStore((state) => state.people);
  const channels = useStore((state) => state.channels);
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { sections, note } = useChoices(place, words, isOpen);
  const chosen = picked(surface.value(place));
  const keys = useMemo(() => chosen.map(keyOf), [chosen]);

  const textOf = (sends: (typeof chosen)[number]) => {
    if (typeof sends !== 'string') return sends.text.text;
    const channel = channels.find(({ id }) => id === sends);
    return channel ? (channel.kind === 'im' ? channel.name : `#${channel.name}`) : (people[sends]?.realName ?? sends);
  };
  const set = (next: string[]) => {
    const offered = sections.flatMap(({ choices }) => choices.map(({ sends }) => sends));
    const max = element.max_selected_items ?? Number.POSITIVE_INFINITY;
    const all = next
      .flatMap((key) => [...chosen, ...offered].find((sends) => keyOf(sends) === key) ?? [])
      .slice(0, max);
    const value = { type: element.type, [valueKey(element.type)]: all };
    setWords('');
    confirmed(element.confirm, () => surface.setValue(place, value, dispatches(props)));
  };

  const names = named(naming, element, 'Select items');
  return (
    <div className="field pick-many">
      {chosen.length > 0 && (
        <TagGroup aria-label="Selected" onRemove={(gone) => set(keys.filter((key) => !gone.has(key)))}>
          <TagList className="tags">
            {chosen.map((sends) => (
              <Tag key={keyOf(sends)} id={keyOf(sends)} textValue={textOf(sends)} className="tag">
                {textOf(sends)}
                <Button slot="remove" aria-label={`Remove ${textOf(sends)}`}>
                  <CloseIcon />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      <ComboBox
        {...names}
        className="combo"
        items={sections}
        selectionMode="multiple"
        defaultFilter={() => true}
        allowsEmptyCollection
        menuTrigger="focus"
        value={keys}
        onChange={(next) => set(next.map(String))}
        inputValue={words}
        onInputChange={setWords}
        onOpenChange={setOpen}
        validationBehavior="aria"
        autoFocus={element.focus_on_load}
      >
        <div className="combo-row">
          <ComboInput placeholder={element.placeholder?.text ?? 'Select options'} />
          <Button className="combo-open">
            <ChevronIcon />
          </Button>
        </div>
        <ChoiceList sections={sections} note={note} />
      </ComboBox>
    </div>
  );
}
