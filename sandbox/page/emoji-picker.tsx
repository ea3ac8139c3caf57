import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  GridLayout,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  Size,
  Virtualizer,
} from 'react-aria-components';
import { quickEmoji, searchEmoji } from './emoji.ts';
import { SmileIcon } from './icons.tsx';

const CELL = new Size(36, 36);
const LAYOUT = { minItemSize: CELL, maxItemSize: CELL, minSpace: new Size(1, 1), preserveAspectRatio: true };

interface PickerProps {
  label: string;
  className?: string;
  onPick(name: string): void;
  onOpenChange?(open: boolean): void;
}

/** A button that opens the picker. */
export function EmojiButton({ label, className = 'ghost', onPick, onOpenChange }: PickerProps) {
  return (
    <DialogTrigger onOpenChange={onOpenChange}>
      <Button className={className} aria-label={label}>
        <SmileIcon />
      </Button>
      <Popover className="popover" placement="top end">
        <Dialog className="emoji-dialog" aria-label="Emoji">
          {({ close }) => (
            <Picker
              onPick={(name) => {
                close();
                onPick(name);
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Picker({ onPick }: { onPick(name: string): void }) {
  const [words, setWords] = useState('');
  const [pointed, setPointed] = useState('');
  const found = useMemo(() => {
    // The quick emoji are already shown above.
    const shown = words ? searchEmoji(words) : searchEmoji('').slice(quickEmoji.length);
    return shown.map((emoji) => ({ ...emoji, id: emoji.name }));
  }, [words]);
  return (
    <>
      <div className="emoji-quick">
        {quickEmoji.map(({ name, unicode }) => (
          <Button
            key={name}
            className="emoji-cell"
            aria-label={spoken(name)}
            onPress={() => onPick(name)}
            onHoverStart={() => setPointed(name)}
          >
            {unicode}
          </Button>
        ))}
      </div>
      <Autocomplete inputValue={words} onInputChange={setWords}>
        <SearchField className="field" aria-label="Search emoji" autoFocus>
          <Input className="input" placeholder="Search all emoji" />
        </SearchField>
        <Virtualizer layout={GridLayout} layoutOptions={LAYOUT}>
          <ListBox
            className="emoji-grid"
            aria-label="All emoji"
            layout="grid"
            items={found}
            onAction={(key) => onPick(String(key))}
            renderEmptyState={() => <div className="choice-note">No emoji by that name.</div>}
          >
            {({ name, unicode }) => (
              <ListBoxItem
                id={name}
                textValue={name}
                className="emoji-cell"
                aria-label={spoken(name)}
                onHoverStart={() => setPointed(name)}
              >
                {unicode}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Autocomplete>
      <div className="emoji-name quiet" aria-hidden="true">
        {pointed ? `:${pointed}:` : 'Search by any Slack emoji name'}
      </div>
    </>
  );
}

const spoken = (name: string): string => name.replaceAll('_', ' ');
