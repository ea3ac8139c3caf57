import { useMemo } from 'react';
import type { Message } from '../../src/protocol.ts';
import { Avatar } from '../avatar.tsx';
import { formatDate } from '../date-format.ts';
import { openThread, useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';

const FACES = 3;

export function ThreadLink({ message }: { message: Message }) {
  const viewer = useViewer();
  const all = useStore((state) => state.conversations[message.channel]?.messages);
  const people = useStore((state) => state.people);
  const faces = useMemo(() => {
    const replies = (all ?? []).filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts);
    return [...new Set(replies.map(({ user }) => user))].slice(-FACES);
  }, [all, message.ts]);
  const latest = message.latestReply ? formatDate(Math.floor(Number(message.latestReply)), '{ago}', viewer) : undefined;
  return (
    <button type="button" className="thread-link" onClick={() => openThread(message.channel, message.ts)}>
      {faces.map((id) => (
        <Avatar key={id} person={people[id]} size="s" />
      ))}
      <strong>
        {message.replyCount} {message.replyCount === 1 ? 'reply' : 'replies'}
      </strong>
      {latest && <span className="quiet">Last reply {latest}</span>}
    </button>
  );
}
