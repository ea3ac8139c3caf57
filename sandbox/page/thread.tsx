import { useEffect, useMemo, useRef } from 'react';
import { Button } from 'react-aria-components';
import { MessageList } from './channel/message-list.tsx';
import { Composer } from './composer.tsx';
import { CloseIcon } from './icons.tsx';
import { closeThread, useStore } from './store.ts';

const NONE: never[] = [];

/** A message and its replies, next to the channel (on top of it on a phone). */
export function Thread({ channel, ts }: { channel: string; ts: string }) {
  const all = useStore((state) => state.conversations[channel]?.messages ?? NONE);
  const name = useStore((state) => state.channels.find(({ id }) => id === channel)?.name ?? '');
  const messages = useMemo(() => all.filter((message) => message.ts === ts || message.threadTs === ts), [all, ts]);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread triggers the move, it is not an input
  useEffect(() => heading.current?.focus(), [ts]);

  return (
    <aside
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) closeThread();
      }}
    >
      <header className="place-header">
        <h2 ref={heading} tabIndex={-1}>
          Thread <span className="quiet">{name}</span>
        </h2>
        <Button className="ghost" aria-label="Close thread" onPress={closeThread}>
          <CloseIcon />
        </Button>
      </header>
      <MessageList key={ts} messages={messages} label="Replies" inThread />
      <Composer key={`${channel} ${ts}`} channel={channel} threadTs={ts} placeholder="Reply in thread" />
    </aside>
  );
}
