import { type ReactNode, useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { Channel, Person } from '../src/protocol.ts';
import { Avatar, roleOf } from './avatar.tsx';
import { TasksCard } from './controls/tasks.tsx';
import { HashIcon, LockIcon, PlusIcon } from './icons.tsx';
import { EmojiGlyph } from './mrkdwn/leaves.tsx';
import { directMessageWith, type Place } from './state.ts';
import { ask, currentState, go, useStore } from './store.ts';

/** Navigation: channels, people and apps. */
export function Sidebar({ onGo }: { onGo(): void }) {
  const workspace = useStore((state) => state.workspace);
  const channels = useStore((state) => state.channels);
  const people = useStore((state) => state.people);
  const apps = useStore((state) => state.apps);
  const me = useStore((state) => state.me);
  const rooms = useMemo(() => channels.filter(({ kind }) => kind !== 'im').toSorted(byName), [channels]);
  const bots = new Set(apps.map(({ botUserId }) => botUserId));
  const direct = channels.filter((channel) => channel.kind === 'im' && !channel.members.some((id) => bots.has(id)));
  const visit = (place: Place) => {
    go(place);
    onGo();
  };

  return (
    <nav className="sidebar" aria-label="Conversations">
      <p className="workspace-name">{workspace.name || 'Sandbox'}</p>
      <Section title="Channels">
        {rooms.map((channel) => (
          <Entry
            key={channel.id}
            place={{ kind: 'channel', id: channel.id }}
            unread={channel.unread}
            isDim={channel.isArchived || !channel.members.includes(me?.id ?? '')}
            onGo={visit}
            lead={channel.kind === 'private' ? <LockIcon /> : <HashIcon />}
          >
            {channel.name}
          </Entry>
        ))}
      </Section>
      <Section title="Direct messages" action={<NewMessage people={Object.values(people)} me={me} onGo={visit} />}>
        {direct.map((channel) => (
          <Entry
            key={channel.id}
            place={{ kind: 'channel', id: channel.id }}
            unread={channel.unread}
            onGo={visit}
            lead={<Avatar person={partnerOf(channel, people, me)} size="s" />}
          >
            {channel.name}
            {partnerOf(channel, people, me)?.id === me?.id && <span className="quiet"> you</span>}
            <Status person={partnerOf(channel, people, me)} />
          </Entry>
        ))}
      </Section>
      <Section title="Apps">
        {apps.map((app) => (
          <Entry
            key={app.id}
            place={{ kind: 'app', id: app.id, tab: app.hasHome ? 'home' : 'messages' }}
            unread={directMessageWith(channels, app.botUserId, me?.id)?.unread ?? 0}
            onGo={(place) =>
              // A click on an app with an unread message opens its messages, not its home.
              visit(
                directMessageWith(channels, app.botUserId, me?.id)?.unread
                  ? { kind: 'app', id: app.id, tab: 'messages' }
                  : place,
              )
            }
            lead={<Avatar person={people[app.botUserId]} size="s" />}
          >
            {app.name}
            <span
              className={app.connected ? 'presence on' : 'presence'}
              role="img"
              aria-label={app.connected ? 'connected' : 'not connected'}
              title={app.connected ? 'Connected' : 'Not connected: it does not receive your actions'}
            />
          </Entry>
        ))}
      </Section>
      <TasksCard onGo={onGo} />
    </nav>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="sidebar-section">
      <div className="sidebar-title">
        <h2>{title}</h2>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

interface EntryProps {
  place: Place;
  unread: number;
  isDim?: boolean;
  lead: ReactNode;
  onGo(place: Place): void;
  children: ReactNode;
}

function Entry({ place, unread, isDim = false, lead, onGo, children }: EntryProps) {
  const isHere = useStore((state) => state.place?.kind === place.kind && state.place.id === place.id);
  const classes = ['entry', unread > 0 && 'unread', isDim && 'dim'];
  return (
    <li>
      <button
        type="button"
        className={classes.filter(Boolean).join(' ')}
        aria-current={isHere ? 'page' : undefined}
        onClick={() => onGo(place)}
      >
        <span className="entry-lead">{lead}</span>
        <span className="entry-name">{children}</span>
        {unread > 0 && (
          <span className="entry-count">
            {unread}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

function NewMessage({ people, me, onGo }: { people: Person[]; me: Person | undefined; onGo(place: Place): void }) {
  const open = async (user: string) => {
    const answer = await ask({ act: 'open_dm', user });
    const channel = answer.ok && directMessageWith(currentState().channels, user, me?.id);
    if (channel) onGo({ kind: 'channel', id: channel.id });
  };
  return (
    <MenuTrigger>
      <Button className="ghost tiny" aria-label="New direct message">
        <PlusIcon />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" onAction={(key) => void open(String(key))}>
          {people
            .filter(({ deleted, isBot }) => !deleted && !isBot)
            .map((person) => (
              <MenuItem key={person.id} id={person.id} className="menu-item" textValue={person.realName || person.name}>
                <Text slot="label">{person.realName || person.name}</Text>
                <Text slot="description">{roleOf(person)}</Text>
              </MenuItem>
            ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Status({ person }: { person: Person | undefined }) {
  if (!person?.statusEmoji) return null;
  return (
    <span title={person.statusText}>
      {' '}
      <EmojiGlyph name={person.statusEmoji.replaceAll(':', '')} />
    </span>
  );
}

function partnerOf(channel: Channel, people: Record<string, Person>, me: Person | undefined): Person | undefined {
  const other = channel.members.find((id) => id !== me?.id) ?? me?.id;
  return people[other ?? ''];
}

const byName = (a: Channel, b: Channel): number =>
  Number(a.isArchived) - Number(b.isArchived) || a.name.localeCompare(b.name);
