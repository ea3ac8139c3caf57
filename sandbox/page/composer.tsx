import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { StoredFile } from '../src/protocol.ts';
import type { Suggestion } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { EmojiButton } from './emoji-picker.tsx';
import { ClipIcon, CloseIcon, SendIcon } from './icons.tsx';
import { ShortcutsMenu } from './shortcuts-menu.tsx';
import { ask } from './store.ts';
import { upload } from './upload.ts';
import { useCompletion } from './use-completion.ts';

/** Unsent drafts stay with their conversation while the person looks elsewhere. */
const drafts = new Map<string, string>();

interface ComposerProps {
  channel: string;
  threadTs?: string;
  placeholder: string;
}

export function Composer({ channel, threadTs, placeholder }: ComposerProps) {
  const draftKey = `${channel} ${threadTs ?? ''}`;
  const [text, setText] = useState(() => drafts.get(draftKey) ?? '');
  const [cursor, setCursor] = useState(text.length);
  const [files, setFiles] = useState<StoredFile[]>([]);
  const [refusal, setRefusal] = useState('');
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const completion = useCompletion(text, cursor);
  const listId = useId();

  useLayoutEffect(() => grow(field.current), []);
  useEffect(() => {
    drafts.set(draftKey, text);
  }, [draftKey, text]);

  const write = (next: string, at = next.length) => {
    setText(next);
    setCursor(at);
    setRefusal('');
    // The cursor can only be set in text that is already on the screen.
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(at, at);
      grow(field.current);
    });
  };
  const insert = (piece: string, from = cursor) => {
    const next = `${text.slice(0, from)}${piece} ${text.slice(cursor)}`;
    write(next, from + piece.length + 1);
    field.current?.focus();
  };
  const complete = (suggestion: Suggestion) => insert(suggestion.insert, completion.prompt?.from ?? cursor);

  const send = async () => {
    if (sending || (!text.trim() && files.length === 0)) return;
    setSending(true);
    const answer = await ask(actOf(text, { channel, threadTs, files }), { quiet: true });
    setSending(false);
    if (!answer.ok) return setRefusal(answer.error);
    setFiles([]);
    write('');
  };

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (completion.press(event, complete)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <div className="composer">
      {completion.isOpen && <CompletionList id={listId} completion={completion} onPick={complete} />}
      {refusal && (
        <p className="composer-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={completion.isOpen ? listId : undefined}
          aria-activedescendant={completion.isOpen ? `${listId}-${completion.active}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setCursor(event.target.selectionStart);
            setRefusal('');
            grow(event.target);
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
          onKeyDown={press}
        />
        {files.length > 0 && (
          <div className="tags composer-files">
            {files.map((file) => (
              <span key={file.id} className="tag">
                {file.name}
                <Button
                  aria-label={`Remove ${file.name}`}
                  onPress={() => setFiles(files.filter(({ id }) => id !== file.id))}
                >
                  <CloseIcon />
                </Button>
              </span>
            ))}
          </div>
        )}
        <div className="composer-tools">
          <ShortcutsMenu />
          <FileTrigger allowsMultiple onSelect={(chosen) => void addFiles(chosen, setFiles)}>
            <Button className="ghost" aria-label="Attach files">
              <ClipIcon />
            </Button>
          </FileTrigger>
          <EmojiButton label="Insert emoji" onPick={(name) => insert(`:${name}:`)} />
          <span className="composer-hint">
            <kbd>Enter</kbd> to send · <kbd>/</kbd> for commands
          </span>
          <Button
            className="send"
            aria-label="Send"
            isPending={sending}
            isDisabled={!text.trim() && files.length === 0}
            onPress={() => void send()}
          >
            <SendIcon />
          </Button>
        </div>
      </div>
    </div>
  );
}

interface Outgoing {
  channel: string;
  threadTs?: string;
  files: StoredFile[];
}

/** A slash at the very start is a command, as in Slack; everything else is a message. */
function actOf(text: string, { channel, threadTs, files }: Outgoing): Parameters<typeof ask>[0] {
  const command = files.length === 0 && /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(text);
  if (command) return { act: 'command', channel, command: command[1] ?? '', text: (command[2] ?? '').trim() };
  const fileIds = files.map(({ id }) => id);
  return { act: 'say', channel, text: text.trim(), threadTs, ...(fileIds.length > 0 && { fileIds }) };
}

async function addFiles(
  chosen: FileList | null,
  setFiles: (change: (old: StoredFile[]) => StoredFile[]) => void,
): Promise<void> {
  const stored = await Promise.all([...(chosen ?? [])].map(upload));
  setFiles((old) => [...old, ...stored.filter((file) => file !== undefined)]);
}

/** As tall as its text, up to the style sheet's limit. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
