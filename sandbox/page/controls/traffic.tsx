import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TrafficEntry } from '../../src/protocol.ts';
import { dayKey, formatDate } from '../date-format.ts';
import { ask, useStore } from '../store.ts';
import { useViewer } from '../viewer.ts';
import { addEntries, useTrafficLog } from './traffic-log.ts';
import { TrafficRow } from './traffic-row.tsx';

/** Closer to the end than this, the person is reading along. */
const NEAR_END_PX = 60;

/** The traffic between Slack and the app, newest at the end. */
export function TrafficPanel() {
  const entries = useTrafficLog();
  const viewer = useViewer();
  const { timeZone } = viewer;
  const isOpen = useStore((state) => state.connection === 'open');
  const [words, setWords] = useState('');
  const [onlyErrors, setOnlyErrors] = useState(false);
  const shown = useMemo(
    () => entries.filter((entry) => (!onlyErrors || isError(entry)) && matches(entry, words)),
    [entries, words, onlyErrors],
  );
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);

  useEffect(() => {
    if (!isOpen) return;
    void ask({ act: 'traffic' }, { quiet: true }).then((answer) => answer.ok && addEntries(answer.traffic ?? []));
  }, [isOpen]);
  const newest = shown.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row triggers the scrolling, it is not an input
  useLayoutEffect(() => {
    const box = list.current;
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight;
  }, [newest]);

  return (
    <div className="traffic">
      <div className="traffic-filter">
        <input
          className="input"
          type="search"
          aria-label="Filter by text"
          placeholder="Filter: method, event, person, error…"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <label className="traffic-errors">
          <input type="checkbox" checked={onlyErrors} onChange={({ target }) => setOnlyErrors(target.checked)} />
          Errors only
        </label>
      </div>
      {shown.length === 0 && <p className="empty">{entries.length === 0 ? 'No traffic yet.' : 'No matches.'}</p>}
      <ol
        className="traffic-list"
        aria-label="Traffic"
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: box }) => {
          isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
        }}
      >
        {shown.map((entry, index) => {
          const day = dayKey(entry.atMs, timeZone);
          const before = shown[index - 1];
          const isNewDay = before === undefined || dayKey(before.atMs, timeZone) !== day;
          return (
            <Fragment key={entry.id}>
              {isNewDay && <li className="traffic-day">{formatDate(entry.atMs / 1000, '{date_long}', viewer)}</li>}
              <TrafficRow entry={entry} timeZone={timeZone} />
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

const isError = (entry: TrafficEntry): boolean => entry.state === 'failed' || entry.attempt > 0 || entry.invalid > 0;

function matches({ name, detail, outcome, fault }: TrafficEntry, words: string): boolean {
  const text = `${name} ${detail} ${outcome} ${fault ?? ''}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
