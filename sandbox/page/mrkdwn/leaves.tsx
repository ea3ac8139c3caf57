import type { ReactNode } from 'react';
import { formatDate } from '../date-format.ts';
import { emojiCharacter } from '../emoji.ts';
import { followed } from '../jump.ts';
import { go, useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';
import { isLinkable } from './inline.ts';

/** Text elements with a meaning of their own, shared by mrkdwn and rich text. */
export function UserMention({ id, label }: { id: string; label?: string }) {
  const name = useStore((state) => state.people[id]?.realName || state.people[id]?.name);
  const isMe = useStore((state) => state.me?.id === id);
  return <span className={isMe ? 'mention mention-me' : 'mention'}>@{name ?? label ?? id}</span>;
}

export function ChannelMention({ id, label }: { id: string; label?: string }) {
  const channel = useStore((state) => state.channels.find((one) => one.id === id));
  if (!channel) return <span className="mention">#{label ?? 'private-channel'}</span>;
  return (
    <button type="button" className="mention mention-link" onClick={() => go({ kind: 'channel', id })}>
      #{channel.name}
    </button>
  );
}

export function GroupMention({ id, label }: { id: string; label?: string }) {
  const group = useStore((state) => state.userGroups.find((one) => one.id === id));
  const hasMe = useStore((state) => state.me !== undefined && group?.users.includes(state.me.id) === true);
  const name = group ? `@${group.handle}` : (label ?? id);
  return <span className={hasMe ? 'mention mention-me' : 'mention'}>{name}</span>;
}

export function BroadcastMention({ range }: { range: string }) {
  return <span className="mention mention-me">@{range}</span>;
}

interface DateTextProps {
  timestamp: number;
  format: string;
  url?: string;
  fallback?: string;
}

export function DateText({ timestamp, format, url, fallback }: DateTextProps) {
  const viewer = useViewer();
  const text = formatDate(timestamp, format, viewer);
  if (text === undefined) return <>{fallback}</>;
  const full = formatDate(timestamp, '{date_long} at {time}', viewer);
  const time = (
    <time className="date" dateTime={new Date(timestamp * 1000).toISOString()} title={full}>
      {text}
    </time>
  );
  return url ? <SafeLink url={url}>{time}</SafeLink> : time;
}

/** The emoji, or the typed text if no emoji has this name. */
export function EmojiGlyph({ name, tone, raw }: { name: string; tone?: number; raw?: string }) {
  const character = emojiCharacter(name, tone);
  if (!character) return <>{raw ?? `:${name}:`}</>;
  return (
    <span className="emoji" role="img" aria-label={`${name.replaceAll('_', ' ')} emoji`} title={`:${name}:`}>
      {character}
    </span>
  );
}

/** A link that cannot run anything in this page: other schemes are shown as text. A link to a message opens it here. */
export function SafeLink({ url, children }: { url: string; children?: ReactNode }) {
  if (!isLinkable(url)) return <>{children ?? url}</>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && followed(url)) event.preventDefault();
      }}
    >
      {children ?? url}
    </a>
  );
}
