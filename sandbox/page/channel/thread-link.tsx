import { useMemo } from 'react';
import type { Message } from '../../src/protocol.ts';
import { Avatar } from '../avatar.tsx';
import { formatDate, type Viewer } from '../date-format.ts';
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
  const latest = message.latestReply ? ago(Number(message.latestReply), viewer) : undefined;
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

/** The viewer's clock ticks twice a minute: newer replies are neither in the future nor seconds old. */
function ago(atS: number, viewer: Viewer): string | undefined {
  return viewer.nowMs / 1000 - atS < 60 ? 'just now' : formatDate(Math.floor(atS), '{ago}', viewer);
}
