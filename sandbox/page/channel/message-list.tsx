import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Message } from '../../src/protocol.ts';
import { arrived, usePointed } from '../jump.ts';
import { useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';
import { MessageView } from './message.tsx';
import { rowsOf } from './message-rows.ts';

interface MessageListProps {
  messages: readonly Message[];
  label: string;
  inThread?: boolean;
  /** Draws the line above new messages; undefined for no line. */
  lastRead?: string;
  /** Whether older messages can be loaded. */
  onOlder?(): Promise<void>;
  children?: React.ReactNode;
}

/** Closer to the end than this, the person is reading along: new messages scroll into view. */
const NEAR_END_PX = 120;

export function MessageList({ messages, label, inThread = false, lastRead, onOlder, children }: MessageListProps) {
  const viewer = useViewer();
  const me = useStore((state) => state.me?.id ?? '');
  const [active, setActive] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);
  const today = viewer.nowMs - (viewer.nowMs % 3_600_000);
  // An hour is precise enough for "Today"; the half-minute tick of the viewer would rebuild every row.
  const rows = useMemo(
    () => rowsOf(messages, { timeZone: viewer.timeZone, nowMs: today }, lastRead, me),
    [messages, viewer.timeZone, today, lastRead, me],
  );
  // Within one day, a thread needs no date heading.
  const shown = inThread && rows.filter(({ type }) => type === 'day').length === 1 ? rows.slice(1) : rows;
  const atEnd = useStickToEnd(scroller, messages);
  const [loading, setLoading] = useState(false);

  const older = useCallback(async () => {
    const box = scroller.current;
    if (!onOlder || !box) return;
    setLoading(true);
    const fromEnd = box.scrollHeight - box.scrollTop;
    await onOlder();
    setLoading(false);
    // Keeps the visible messages in place while older rows are inserted above them.
    requestAnimationFrame(() => {
      box.scrollTop = box.scrollHeight - fromEnd;
    });
  }, [onOlder]);

  const pointed = usePointed();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the linked message may arrive later
  useEffect(() => {
    const item = pointed && scroller.current?.querySelector<HTMLElement>(`[data-ts="${pointed.ts}"]`);
    if (!item) return;
    setActive(pointed.ts);
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'center' });
    // The class starts an animation and is removed at its end, so that the animation also plays the next time.
    item.classList.add('pointed');
    item.addEventListener('animationend', () => item.classList.remove('pointed'), { once: true });
    arrived();
  }, [pointed, messages]);

  // One tab stop; the arrow keys go from message to message.
  const current = active ?? messages.at(-1)?.ts;
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const target = event.target as HTMLElement;
    if (!target.matches('[data-ts]')) return;
    const at = messages.findIndex(({ ts }) => ts === target.dataset.ts);
    const next = messages[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    setActive(next.ts);
    scroller.current?.querySelector<HTMLElement>(`[data-ts="${next.ts}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the messages inside
    <div className="messages" ref={scroller} onScroll={atEnd.watch} onKeyDown={press}>
      <div className="messages-inner">
        {onOlder && (
          <button type="button" className="button small older" disabled={loading} onClick={() => void older()}>
            {loading ? 'Loading…' : 'Show older messages'}
          </button>
        )}
        {children}
        <ol aria-label={label}>
          {shown.map((row) =>
            row.type === 'message' ? (
              <MessageView
                key={row.key}
                message={row.message}
                isGrouped={row.isGrouped}
                inThread={inThread}
                isActive={active === row.message.ts}
                isTabStop={current === row.message.ts}
                onActive={setActive}
              />
            ) : row.type === 'day' ? (
              <li key={row.key} className="day">
                <span>{row.label}</span>
              </li>
            ) : (
              <li key={row.key} className="new-line">
                <span>New</span>
              </li>
            ),
          )}
        </ol>
      </div>
    </div>
  );
}

/** Keeps the newest message in view unless the person has scrolled up. Answers to what the person did are always shown. */
function useStickToEnd(scroller: React.RefObject<HTMLDivElement | null>, messages: readonly Message[]) {
  const isAtEnd = useRef(true);
  const newest = messages.at(-1);
  const me = useStore((state) => state.me?.id);
  const isMine = newest !== undefined && (newest.user === me || newest.ephemeral);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message triggers this, it is not an input
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && (isAtEnd.current || isMine)) box.scrollTop = box.scrollHeight;
  }, [scroller, newest?.ts, isMine]);

  useEffect(() => {
    const box = scroller.current;
    const inner = box?.firstElementChild;
    if (!box || !inner) return;
    // Images, reactions and edits change heights long after a message arrived.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);

  const watch = useCallback(() => {
    const box = scroller.current;
    if (box) isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
  }, [scroller]);
  return { watch };
}
