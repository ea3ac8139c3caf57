import { memo, useState } from 'react';
import type { Message } from '../../src/protocol.ts';
import { Avatar } from '../avatar.tsx';
import { isNextStep } from '../controls/follow-task.ts';
import { clock, formatDate } from '../date-format.ts';
import { EyeIcon } from '../icons.tsx';
import { EmojiGlyph } from '../mrkdwn/leaves.tsx';
import { openThread, useStore } from '../store.ts';
import { EditMessage } from './edit-message.tsx';
import { MessageBody } from './message-body.tsx';
import { isNote } from './message-rows.ts';
import { Reactions } from './reactions.tsx';
import { ThreadLink } from './thread-link.tsx';
import { Toolbar } from './toolbar.tsx';

interface MessageProps {
  message: Message;
  /** Follows another message of the same person, so it has no head. */
  isGrouped: boolean;
  inThread: boolean;
  isActive: boolean;
  isTabStop: boolean;
  onActive(ts: string | undefined): void;
}

export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message, isGrouped, inThread, isActive, isTabStop, onActive } = props;
  const [editing, setEditing] = useState(false);
  const isThreadOpen = useStore((state) => !inThread && state.thread?.ts === message.ts);
  const name = useAuthorName(message);
  const isNext = useStore((state) => !inThread && isNextStep(state, message));
  const classes = [
    'message',
    isGrouped && 'grouped',
    message.ephemeral && 'ephemeral',
    isThreadOpen && 'in-thread',
    isNext && 'next-step',
  ];

  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      data-ts={message.ts}
      // A tab stop from which the toolbar is reached.
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}, ${spokenTime(message)}`}
      onMouseEnter={() => onActive(message.ts)}
      onFocus={() => onActive(message.ts)}
      onClick={() => onActive(message.ts)}
      onKeyDown={undefined}
    >
      {message.ephemeral && (
        <div className="ephemeral-note">
          <EyeIcon /> Only visible to you
        </div>
      )}
      {isNext && <p className="next-step-note">Next step</p>}
      <div className="message-gutter">
        {isGrouped ? <MessageTime message={message} short /> : <AuthorAvatar message={message} />}
      </div>
      <div className="message-main">
        {!isGrouped && <MessageHead message={message} />}
        {editing ? (
          <EditMessage message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} isNote={isNote(message)} />
        )}
        <Reactions message={message} />
        {!inThread && message.replyCount > 0 && <ThreadLink message={message} />}
        {!inThread && message.threadTs && message.threadTs !== message.ts && (
          <button
            type="button"
            className="thread-of quiet"
            onClick={() => openThread(message.channel, message.threadTs ?? '')}
          >
            {message.ephemeral ? 'In a thread' : 'Replied to a thread'}
          </button>
        )}
      </div>
      {isActive && !editing && <Toolbar message={message} inThread={inThread} onEdit={() => setEditing(true)} />}
    </li>
  );
});

function AuthorAvatar({ message }: { message: Message }) {
  const person = useStore((state) => state.people[message.user]);
  return <Avatar person={person} />;
}

function useAuthorName(message: Message): string {
  return useStore(({ people, apps }) => {
    const person = people[message.user];
    return (
      message.username ||
      person?.realName ||
      person?.name ||
      apps.find(({ botUserId }) => botUserId === message.user)?.name ||
      (message.user === 'USLACKBOT' ? 'Slackbot' : 'Someone')
    );
  });
}

function MessageHead({ message }: { message: Message }) {
  const person = useStore((state) => state.people[message.user]);
  const name = useAuthorName(message);
  const isApp = person?.isBot || message.botId !== undefined;
  return (
    <div className="message-head">
      <strong>{name}</strong>
      {isApp && <span className="badge">APP</span>}
      {person?.isGuest && <span className="badge">GUEST</span>}
      {person?.isStranger && <span className="badge">EXTERNAL</span>}
      {person?.statusEmoji && (
        <span title={person.statusText}>
          <EmojiGlyph name={person.statusEmoji.replaceAll(':', '')} />
        </span>
      )}
      <MessageTime message={message} />
    </div>
  );
}

function MessageTime({ message, short = false }: { message: Message; short?: boolean }) {
  const timeZone = useStore((state) => state.me?.tz ?? 'UTC');
  const atS = Math.floor(Number(message.ts));
  const text = clock(atS * 1000, timeZone);
  const full = formatDate(atS, '{date_long} at {time_secs}', { timeZone, nowMs: 0 });
  return (
    <time className="message-time" dateTime={new Date(atS * 1000).toISOString()} title={full}>
      {short ? text.replace(/ [AP]M$/, '') : text}
    </time>
  );
}

function spokenTime(message: Message): string {
  return new Date(Number(message.ts) * 1000).toISOString().slice(11, 16);
}
