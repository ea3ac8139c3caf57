import { useEffect, useRef, useState } from 'react';
import type { Message } from '../src/protocol.ts';
import { asTyped } from './as-typed.ts';
import { isTopLevel } from './state.ts';
import { shownChannel, useStore } from './store.ts';
import { useNames } from './use-names.ts';

/** Reads out new messages of others in the open conversation; older messages are not read. */
export function Announcer() {
  const channel = useStore(shownChannel);
  const conversation = useStore((state) => (channel ? state.conversations[channel] : undefined));
  const me = useStore((state) => state.me?.id);
  const people = useStore((state) => state.people);
  const names = useNames();
  const [said, setSaid] = useState('');
  const seen = useRef<{ channel?: string; ts: string }>({ ts: '' });

  useEffect(() => {
    const newest: Message | undefined = conversation?.messages.findLast((message) => isTopLevel(message));
    if (!newest || !conversation?.loaded) return;
    const isFirstLook = seen.current.channel !== channel;
    const isNews = newest.ts > seen.current.ts && newest.user !== me;
    seen.current = { channel, ts: newest.ts };
    if (isFirstLook || !isNews) return;
    const name = people[newest.user]?.realName || 'An app';
    setSaid(`${name}: ${asTyped(newest.text, names).slice(0, 200)}`);
  }, [conversation, channel, me, people, names]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {said}
    </div>
  );
}
