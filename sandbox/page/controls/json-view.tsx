import { useMemo } from 'react';
import type { TrafficDetail } from '../../src/protocol.ts';
import { jsonLines, lineOfFault } from './json-lines.ts';

/** JSON with its faulty lines marked. */
export function JsonView({ label, json, faults }: { label: string; json: string; faults: TrafficDetail['faults'] }) {
  const lines = useMemo(() => jsonLines(json), [json]);
  const marks = useMemo(() => {
    const byLine = new Map<number, string[]>();
    for (const { pointer, text } of faults) {
      if (!pointer) continue;
      const line = lineOfFault(lines, pointer);
      byLine.set(line, [...(byLine.get(line) ?? []), text]);
    }
    return byLine;
  }, [lines, faults]);
  return (
    <figure className="json">
      <figcaption>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <pre tabIndex={0}>
        {lines.map(({ text }, index) => {
          const words = marks.get(index);
          return words ? (
            <mark key={index} title={words.join('\n')}>
              {text} <span className="json-fault">⟵ {words.join(' · ')}</span>
              {'\n'}
            </mark>
          ) : (
            `${text}\n`
          );
        })}
      </pre>
    </figure>
  );
}
