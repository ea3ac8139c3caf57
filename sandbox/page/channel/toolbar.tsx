import { useState } from 'react';
import {
  Toolbar as Bar,
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components';
import type { Message } from '../../src/protocol.ts';
import { confirmed } from '../confirm.tsx';
import { EmojiButton } from '../emoji-picker.tsx';
import { MoreIcon, ReplyIcon } from '../icons.tsx';
import { EmojiGlyph } from '../mrkdwn/leaves.tsx';
import { ask, change, openThread, useStore } from '../store.ts';
import { toggleReaction } from './reactions.tsx';

const QUICK = ['white_check_mark', 'x', 'telephone_receiver'];

interface ToolbarProps {
  message: Message;
  inThread: boolean;
  onEdit(): void;
}

/** Actions on the message under the pointer or the focus. */
export function Toolbar({ message, inThread, onEdit }: ToolbarProps) {
  // The bar stays while its menu or picker is open, even when the pointer has left the message.
  const [held, setHeld] = useState(false);
  const canAct = !message.ephemeral;
  return (
    <Bar className={held ? 'toolbar held' : 'toolbar'} aria-label="Message actions">
      {canAct && (
        <>
          {QUICK.map((name) => (
            <Button
              key={name}
              className="ghost"
              aria-label={`React with ${name.replaceAll('_', ' ')}`}
              onPress={() => toggleReaction(message, name)}
            >
              <EmojiGlyph name={name} />
            </Button>
          ))}
          <EmojiButton
            label="Find another reaction"
            onPick={(name) => toggleReaction(message, name)}
            onOpenChange={setHeld}
          />
          {!inThread && (
            <Button
              className="ghost"
              aria-label="Reply in thread"
              onPress={() => openThread(message.channel, message.threadTs ?? message.ts)}
            >
              <ReplyIcon />
            </Button>
          )}
        </>
      )}
      <MoreMenu message={message} onEdit={onEdit} onOpenChange={setHeld} />
    </Bar>
  );
}

function MoreMenu({
  message,
  onEdit,
  onOpenChange,
}: {
  message: Message;
  onEdit(): void;
  onOpenChange(open: boolean): void;
}) {
  const apps = useStore((state) => state.apps);
  const me = useStore((state) => state.me);
  const isMine = message.user === me?.id && !message.ephemeral;
  const shortcuts = message.ephemeral
    ? []
    : apps.flatMap((app) =>
        app.shortcuts.filter(({ type }) => type === 'message').map((shortcut) => ({ app, shortcut })),
      );

  const act = (key: string) => {
    const { channel, ts } = message;
    const [kind, appId = '', callbackId = ''] = key.split('\n');
    if (kind === 'shortcut') void ask({ act: 'message_shortcut', appId, callbackId, channel, ts });
    if (kind === 'edit') onEdit();
    if (kind === 'copy') void copy(message.text);
    if (kind === 'dismiss') change({ type: 'message_deleted', channel, ts });
    if (kind === 'delete') {
      const text = { type: 'plain_text' as const, text: 'This message will be deleted for everyone.' };
      const question = {
        title: { text: 'Delete message' },
        text,
        confirm: { text: 'Delete' },
        style: 'danger' as const,
      };
      confirmed(question, () => void ask({ act: 'delete', channel, ts }));
    }
  };

  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      <Button className="ghost" aria-label="More actions">
        <MoreIcon />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" onAction={(key) => act(String(key))}>
          {shortcuts.length > 0 && (
            <MenuSection>
              <Header className="choice-header">Message shortcuts</Header>
              {shortcuts.map(({ app, shortcut }) => (
                <MenuItem
                  key={`${app.id}${shortcut.callbackId}`}
                  id={`shortcut\n${app.id}\n${shortcut.callbackId}`}
                  className="menu-item"
                  textValue={shortcut.name}
                >
                  <Text slot="label">{shortcut.name}</Text>
                  <Text slot="description">{app.name}</Text>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {shortcuts.length > 0 && <Separator />}
          <MenuItem id="copy" className="menu-item">
            Copy text
          </MenuItem>
          {message.ephemeral && (
            <MenuItem id="dismiss" className="menu-item">
              Dismiss message
            </MenuItem>
          )}
          {isMine && (
            <MenuItem id="edit" className="menu-item">
              Edit message
            </MenuItem>
          )}
          {isMine && (
            <MenuItem id="delete" className="menu-item danger">
              Delete message…
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    change({ type: 'toast', text: 'Copied.', level: 'info' });
  } catch {
    change({ type: 'toast', text: 'The browser did not allow copying.', level: 'error' });
  }
}
