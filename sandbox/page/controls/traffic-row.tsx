import { memo, useEffect, useRef, useState } from 'react';
import type { TrafficDetail, TrafficEntry } from '../../src/protocol.ts';
import { formatDate } from '../date-format.ts';
import { ask } from '../store.ts';
import { JsonView } from './json-view.tsx';

export const TrafficRow = memo(function TrafficRow({ entry, timeZone }: { entry: TrafficEntry; timeZone: string }) {
  const [isOpen, setOpen] = useState(false);
  const isCall = entry.kind === 'call';
  const direction = isCall ? 'from the app' : 'to the app';
  return (
    <li className={`traffic-row ${entry.state} ${entry.kind}`}>
      <button type="button" className="traffic-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="traffic-way" role="img" aria-label={direction} title={direction}>
          {isCall ? '→' : '←'}
        </span>
        <span className="traffic-name">{entry.name}</span>
        <span className="traffic-outcome">
          {entry.state === 'under_way' ? 'under way' : entry.outcome}
          {entry.tookMs !== undefined && entry.state === 'ok' && <span className="quiet"> {entry.tookMs} ms</span>}
        </span>
        <span className="traffic-detail">
          <time className="traffic-time">
            {formatDate(entry.atMs / 1000, '{time_secs}', { timeZone, nowMs: entry.atMs })}
          </time>
          {entry.fault && <span className="badge warn">SIMULATED</span>}
          {entry.attempt > 0 && <span className="badge warn">RETRY {entry.attempt}</span>}
          {entry.invalid > 0 && (
            <span className="badge invalid-badge">{entry.invalid === 1 ? '1 FAULT' : `${entry.invalid} FAULTS`}</span>
          )}
          <span className="traffic-words">{entry.detail}</span>
        </span>
      </button>
      {isOpen && <Detail entry={entry} />}
    </li>
  );
});

function Detail({ entry }: { entry: TrafficEntry }) {
  const [detail, setDetail] = useState<TrafficDetail | string>();
  const box = useRef<HTMLDivElement>(null);
  // An entry that ends while it is open has an answer to show.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end triggers another request, it is not an input
  useEffect(() => {
    let isWanted = true;
    void ask({ act: 'traffic_detail', entryId: entry.id }, { quiet: true }).then((answer) => {
      if (isWanted) setDetail(answer.ok ? answer.detail : answer.error);
    });
    return () => {
      isWanted = false;
    };
  }, [entry.id, entry.state]);
  // At the end of the list, the details would open out of sight.
  useEffect(() => {
    if (detail) box.current?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, [detail]);
  return (
    <div className="traffic-json" ref={box}>
      {typeof detail === 'string' && <p>{detail}</p>}
      {typeof detail === 'object' && (
        <>
          {detail.faults.map(({ pointer, text }) => (
            <p key={pointer + text} className="traffic-fault">
              {pointer && <code>{pointer}</code>} {text}
            </p>
          ))}
          <JsonView label="Sent" json={detail.sent} faults={detail.faults} />
          {detail.answer !== undefined && <JsonView label="Answer" json={detail.answer} faults={[]} />}
        </>
      )}
    </div>
  );
}
