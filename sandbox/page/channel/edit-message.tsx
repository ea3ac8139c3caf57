import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Message } from '../../src/protocol.ts';
import { asTyped } from '../as-typed.ts';
import { ask } from '../store.ts';
import { useNames } from '../use-names.ts';

export function EditMessage({ message, onDone }: { message: Message; onDone(): void }) {
  const names = useNames();
  const [text, setText] = useState(() => asTyped(message.text, names));

  const save = async () => {
    const answer = await ask({ act: 'edit', channel: message.channel, ts: message.ts, text });
    if (answer.ok) onDone();
  };

  return (
    <div className="edit-message">
      <textarea
        className="input"
        aria-label="Edit message"
        rows={Math.min(10, text.split('\n').length + 1)}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person just chose to type here
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="edit-buttons">
        <Button className="button small" onPress={onDone}>
          Cancel
        </Button>
        <Button className="button small primary" isDisabled={!text.trim()} onPress={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
