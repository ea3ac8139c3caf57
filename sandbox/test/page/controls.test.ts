import { describe, expect, test } from 'vitest';
import { destinationsFrom } from '../../page/controls/destinations.ts';
import { jsonLines, lineOfFault } from '../../page/controls/json-lines.ts';
import { merged } from '../../page/controls/traffic-log.ts';
import type { TrafficEntry } from '../../src/protocol.ts';

const ZONE = 'Europe/Berlin';
const to = (from: string, id: string, zone = ZONE): string => {
  const found = destinationsFrom(Date.parse(from), zone).find((each) => each.id === id);
  return new Date(found?.toMs ?? 0).toISOString();
};

describe('destinations of the clock', () => {
  test.each([
    ['quarter', '2026-11-19T10:15:00.000Z'],
    ['hour', '2026-11-19T11:00:00.000Z'],
    ['day', '2026-11-20T10:00:00.000Z'],
    ['month', '2026-12-19T10:00:00.000Z'],
  ])('%s is relative to the clock of the sandbox', (id, expected) => {
    expect(to('2026-11-19T10:00:00Z', id)).toBe(expected);
  });

  test.each([
    ['an afternoon', '2026-11-19T15:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['the night before', '2026-11-19T05:00:00Z', '2026-11-19T08:00:00.000Z'],
    ['nine o’clock itself', '2026-11-19T08:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['a Friday', '2026-11-20T15:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['a Sunday, when it is Monday elsewhere', '2026-11-22T22:30:00Z', '2026-11-23T08:00:00.000Z'],
    ['the Friday before the clocks go forward', '2027-03-26T15:00:00Z', '2027-03-29T07:00:00.000Z'],
  ])('from %s, the next working morning is at nine in the viewer’s zone', (_when, from, expected) => {
    expect(to(from, 'morning')).toBe(expected);
  });

  test('a day and a month keep the time of day when the clocks change', () => {
    expect(to('2027-03-27T15:00:00Z', 'day')).toBe('2027-03-28T14:00:00.000Z');
    expect(to('2027-01-31T15:00:00Z', 'month')).toBe('2027-02-28T15:00:00.000Z');
  });
});

describe('JSON view', () => {
  const sent = { channel: 'C1', blocks: [{ type: 'divider' }, { type: 'section', 'a/b~c': [], text: { text: '{' } }] };
  const lines = jsonLines(JSON.stringify(sent, null, 2));
  const lineAt = (pointer: string) => lines[lineOfFault(lines, pointer)]?.text.trim();

  test('each line has the pointer of the value that starts on it', () => {
    expect(lines.filter((line) => line.pointer !== undefined).map((line) => line.pointer)).toEqual([
      '',
      '/channel',
      '/blocks',
      '/blocks/0',
      '/blocks/0/type',
      '/blocks/1',
      '/blocks/1/type',
      '/blocks/1/a~1b~0c',
      '/blocks/1/text',
      '/blocks/1/text/text',
    ]);
  });

  test('a fault is marked at its value, or at the object that lacks the value', () => {
    expect(lineAt('/blocks/1/text/text')).toBe('"text": "{"');
    expect(lineAt('/blocks/0/label/text')).toBe('{');
    expect(lineOfFault(lines, '/blocks/0/label/text')).toBe(3);
    expect(lineOfFault(lines, '/view')).toBe(0);
  });
});

describe('the traffic log', () => {
  const entry = (id: number, outcome = ''): TrafficEntry => ({
    id,
    kind: 'call',
    atMs: 0,
    name: 'auth.test',
    detail: '',
    state: 'ok',
    outcome,
    attempt: 0,
    invalid: 0,
  });

  test('an update replaces its entry, and the entries stay in the order of their ids', () => {
    const log = merged([entry(1), entry(3)], [entry(3, 'ok'), entry(2)]);
    expect(log.map(({ id, outcome }) => `${id}${outcome}`)).toEqual(['1', '2', '3ok']);
  });

  test('the newest five hundred are kept', () => {
    const log = merged(
      Array.from({ length: 500 }, (_, at) => entry(at)),
      [entry(500), entry(501)],
    );
    expect(log).toHaveLength(500);
    expect(log[0]?.id).toBe(2);
  });
});
