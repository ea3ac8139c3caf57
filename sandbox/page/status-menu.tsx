import {
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
import type { Person } from '../src/protocol.ts';
import { Avatar, roleOf } from './avatar.tsx';
import { EmojiGlyph } from './mrkdwn/leaves.tsx';
import { ask } from './store.ts';

/** Slack's default statuses. */
const STATUSES = [
  { text: 'In a meeting', emoji: 'calendar' },
  { text: 'Commuting', emoji: 'bus' },
  { text: 'Out sick', emoji: 'face_with_thermometer' },
  { text: 'Vacationing', emoji: 'palm_tree' },
  { text: 'Working remotely', emoji: 'house_with_garden' },
];

/** The person and their status: apps may treat a person who is away differently. */
export function StatusMenu({ me }: { me: Person }) {
  const set = (key: string) => {
    const status = STATUSES.find(({ emoji }) => emoji === key);
    void ask({ act: 'set_status', text: status?.text ?? '', emoji: status ? `:${status.emoji}:` : '' });
  };
  return (
    <MenuTrigger>
      <Button className="person current" aria-pressed={true}>
        <Avatar person={me} size="s" />
        <span className="person-text">
          <strong>
            {me.realName || me.name} {me.statusEmoji && <EmojiGlyph name={me.statusEmoji.replaceAll(':', '')} />}
          </strong>{' '}
          <span className="quiet">{roleOf(me)}</span>
        </span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" onAction={(key) => set(String(key))}>
          <MenuSection>
            <Header className="choice-header">Set a status</Header>
            {STATUSES.map(({ text, emoji }) => (
              <MenuItem key={emoji} id={emoji} className="menu-item" textValue={text}>
                <Text slot="label">
                  <EmojiGlyph name={emoji} /> {text}
                </Text>
              </MenuItem>
            ))}
          </MenuSection>
          <Separator />
          <MenuItem id="none" className="menu-item" isDisabled={!me.statusText && !me.statusEmoji}>
            Clear status
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
