import { useMemo, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Channel } from '../../src/protocol.ts';
import { Composer } from '../composer.tsx';
import { HashIcon, LockIcon, PeopleIcon } from '../icons.tsx';
import { Plain } from '../mrkdwn/render.tsx';
import { isTopLevel } from '../state.ts';
import { ask, loadHistory, useStore } from '../store.ts';
import { MessageList } from './message-list.tsx';

const NONE: never[] = [];

export function ChannelView({ id }: { id: string }) {
  const channel = useStore((state) => state.channels.find((one) => one.id === id));
  if (!channel) return <p className="empty">You are not in this conversation.</p>;
  return (
    <>
      <ChannelHeader channel={channel} />
      <Conversation channel={channel} />
    </>
  );
}

function ChannelHeader({ channel }: { channel: Channel }) {
  return (
    <header className="place-header">
      <h1>
        {channel.kind === 'channel' && <HashIcon />}
        {channel.kind === 'private' && <LockIcon />}
        {channel.name}
      </h1>
      {channel.topic && (
        <p className="quiet topic" title={channel.topic}>
          <Plain text={{ text: channel.topic }} />
        </p>
      )}
      {channel.isShared && <span className="badge">SHARED</span>}
      {channel.kind !== 'im' && <Members ids={channel.members} />}
    </header>
  );
}

function Members({ ids }: { ids: string[] }) {
  const people = useStore((state) => state.people);
  const names = ids.map((id) => people[id]?.realName || people[id]?.name || id);
  return (
    <span className="members quiet" title={names.join(', ')}>
      <PeopleIcon /> {ids.length}
      <span className="visually-hidden"> members</span>
    </span>
  );
}

/** Messages and composer of one conversation, without its heading. */
export function Conversation({ channel }: { channel: Channel }) {
  const conversation = useStore((state) => state.conversations[channel.id]);
  const me = useStore((state) => state.me);
  const all = conversation?.messages ?? NONE;
  const messages = useMemo(() => all.filter((message) => isTopLevel(message)), [all]);
  const lastRead = useFirstLastRead(channel);
  const oldest = messages.find(({ ephemeral }) => !ephemeral)?.ts;
  const isMember = channel.kind === 'im' || (me !== undefined && channel.members.includes(me.id));

  return (
    <>
      <MessageList
        key={channel.id}
        messages={messages}
        label={`Messages in ${channel.name}`}
        lastRead={lastRead}
        onOlder={conversation?.more && oldest ? () => loadHistory(channel.id, oldest) : undefined}
      >
        {conversation?.loaded && !conversation.more && <Beginning channel={channel} />}
      </MessageList>
      {channel.isArchived ? (
        <p className="composer-closed">This channel is archived. No one can post in it.</p>
      ) : isMember ? (
        <Composer
          key={channel.id}
          channel={channel.id}
          placeholder={`Message ${channel.kind === 'im' ? channel.name : `#${channel.name}`}`}
        />
      ) : (
        <p className="composer-closed">
          You are not in this channel.{' '}
          <Button className="button small primary" onPress={() => void ask({ act: 'join', channel: channel.id })}>
            Join #{channel.name}
          </Button>
        </p>
      )}
    </>
  );
}

function Beginning({ channel }: { channel: Channel }) {
  return (
    <div className="beginning">
      <strong>{channel.kind === 'im' ? channel.name : `#${channel.name}`}</strong>
      <span className="quiet">
        {channel.kind === 'im' ? ' Only the two of you can read it.' : ' This is where the channel begins.'}
      </span>
    </div>
  );
}

/** The read position on arrival: the line of new messages must not move while the person reads. */
function useFirstLastRead(channel: Channel): string | undefined {
  const first = useRef({ id: channel.id, lastRead: channel.unread > 0 ? channel.lastRead : undefined });
  if (first.current.id !== channel.id) {
    first.current = { id: channel.id, lastRead: channel.unread > 0 ? channel.lastRead : undefined };
  }
  return first.current.lastRead;
}
