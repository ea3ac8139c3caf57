/** A scoreboard as rows, and as a table for spreadsheets. */
import { describe, expect, test } from 'vitest';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { boardCsv, leadsCsv } from '../../src/scoreboard/csv.ts';
import { figureKeys } from '../../src/scoreboard/figures.ts';
import type { Origin } from '../../src/scoreboard/origins.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { readBoard } from '../../src/scoreboard/read.ts';
import { boardRows, partLabel, togetherIn } from '../../src/scoreboard/rows.ts';
import type { Part } from '../../src/scoreboard/tally.ts';
import { createWorld, play, type Turn } from './world.ts';

const part = (name: Part['part'], leads: number, cents = 0): Part => ({ part: name, leads, cents });
const PERIOD = { first: '2026-03-01', last: '2026-03-31' };

/** An empty scoreboard with some of its parts replaced. */
async function board(more: Partial<Board> = {}, figures: Partial<Board['figures']> = {}): Promise<Board> {
  const world = await createWorld();
  const empty = readBoard(world.db, { view: 'activity', period: PERIOD }, world.now);
  return { ...empty, ...more, figures: { ...empty.figures, ...figures } };
}
/** Of one figure: part, count, value, unit and the count before. */
const rowsOf = (given: Board, key: string) =>
  boardRows(given)
    .filter(({ figure }) => figure === key)
    .map(({ part: name, count, value, unit, before }) => [name, count, value, unit, before]);

describe('the rows of a scoreboard', () => {
  test('have each figure, with the count before where the two can be compared', async () => {
    const given = await board({}, { handed_off: [part('', 5)] });
    expect(rowsOf(given, 'handed_off')).toEqual([['', 5, null, '', null]]);
    const before = Object.fromEntries(figureKeys.map((key) => [key, key === 'handed_off' ? 3 : 0]));
    const compared = await board({ before: before as Board['before'] }, { handed_off: [part('', 5)] });
    expect(rowsOf(compared, 'handed_off')).toEqual([['', 5, null, '', 3]]);
    expect(rowsOf(compared, 'won')).toEqual([['', 0, null, '', 0]]);
  });

  test('have the speed of times, and not each minute', async () => {
    const given = await board({}, { to_accept: [part(5, 2), part(9, 1)], to_accept_clock: [part(50, 3)] });
    const fast = {
      ...given,
      speed: { ...given.speed, accept: { median: 5, p90: 9 }, acceptClock: { median: 50, p90: undefined } },
    };
    expect(rowsOf(fast, 'to_accept')).toEqual([
      ['', 3, null, '', null],
      ['median', null, 5, 'working minutes', null],
      ['90th percentile', null, 9, 'working minutes', null],
    ]);
    expect(rowsOf(fast, 'to_accept_clock')).toEqual([
      ['', 3, null, '', null],
      ['median', null, 50, 'minutes', null],
      ['90th percentile', null, null, 'minutes', null],
    ]);
  });

  test('have money by currency, and together by the rates', async () => {
    const parts = [part('EUR', 2, 150_000), part('USD', 1, 50_050), part(null, 4)];
    const rates = [{ currency: 'USD', base: 'EUR', rate: 0.5, appliesFrom: '2026-01-01' }];
    const given = await board(
      { rates, currency: 'EUR' },
      { pipeline: parts, rated: [part('so_so', 2), part(null, 1)] },
    );
    expect(rowsOf(given, 'pipeline')).toEqual([
      ['', 7, null, '', null],
      ['EUR', 2, 1_500, 'EUR', null],
      ['USD', 1, 500.5, 'USD', null],
      ['without a value', 4, null, '', null],
      ['together', null, 1_750.25, 'EUR', null],
    ]);
    expect(rowsOf(given, 'rate')).toEqual([['1 USD from 2026-01-01', null, 0.5, 'EUR', null]]);
    // A reason may be called like a currency.
    const named = await board({ rates, currency: 'EUR' }, { returned: [part('USD', 2, 100)] });
    expect(rowsOf(named, 'returned').map(([name]) => name)).toEqual(['', 'USD']);
    expect(rowsOf(given, 'rated')).toEqual([
      ['', 3, null, '', null],
      ['Fair', 2, null, '', null],
      ['without one', 1, null, '', null],
    ]);
    expect(togetherIn({ rates: [], currency: 'EUR' }, parts)).toBeUndefined();
    expect(togetherIn({ rates, currency: 'EUR' }, [part('EUR', 1, 5), part(null, 1)])).toBeUndefined();
  });

  test('name clauses by their words of today', () => {
    const clauses = new Map([[4, 'A budget']]);
    expect([4, 5, null].map((one) => partLabel({ clauses }, 'cited', one))).toEqual([
      'A budget',
      'clause 5',
      'without one',
    ]);
    expect(partLabel({ clauses }, 'returned', 'No fit')).toBe('No fit');
    expect(partLabel({ clauses }, 'revenue', null)).toBe('without a value');
  });

  test('have sources and campaigns', async () => {
    const origin = (name: string): Origin =>
      ({
        name,
        handed_off: [part('', 3)],
        accepted: [part('', 2)],
        won: [],
        returned: [part('No fit', 1)],
      }) as unknown as Origin;
    const given = await board({ sources: [origin('Fair')], campaigns: [origin('')] });
    const named = (label: string) =>
      boardRows(given)
        .filter((row) => row.part === label)
        .map(({ figure, count }) => [figure, count]);
    const counts = [
      ['handed_off', 3],
      ['accepted', 2],
      ['won', 0],
      ['returned', 1],
    ];
    expect([named('source: Fair'), named('campaign: none')]).toEqual([counts, counts]);
  });

  test('have requests and growth where they belong', async () => {
    const none = await board({ requests: undefined });
    expect([rowsOf(none, 'requested'), rowsOf(none, 'velocity')]).toEqual([[], []]);
    const requests = { requested: 4, claimed: 3, delivered: 2, delivered_kept: 1, delivered_missed: 0 };
    const velocity = { month: '', monthBefore: '', qualified: 6, qualifiedBefore: 5, rate: 0.2 };
    const empty = await board();
    const given = { ...empty, requests, velocity, speed: { ...empty.speed, claim: { median: 7, p90: 8 } } };
    expect(rowsOf(given, 'requested')).toEqual([['', 4, null, '', null]]);
    expect(rowsOf(given, 'claimed')).toEqual([
      ['', 3, null, '', null],
      ['median', null, 7, 'working minutes', null],
      ['90th percentile', null, 8, 'working minutes', null],
    ]);
    expect(
      rowsOf(given, 'delivered')
        .slice(1)
        .map(([, , value]) => value),
    ).toEqual([null, null]);
    expect(rowsOf(given, 'velocity')).toEqual([['', 6, 0.2, 'share', 5]]);
  });
});

test('a table for spreadsheets has a definition in each row, and no formula', async () => {
  const rates = [{ currency: 'USD', base: 'EUR', rate: 0.5, appliesFrom: '2026-01-01' }];
  const velocity = { month: '', monthBefore: '', qualified: 6, qualifiedBefore: 5, rate: 0.2 };
  const [header, ...rows] = boardCsv(await board({ rates, velocity }, { returned: [part('=1+1', 2)] }));
  expect(header).toEqual([
    'view',
    'first day',
    'last day',
    'figure',
    'part',
    'count',
    'value',
    'unit',
    'count before',
    'definition',
  ]);
  const find = (title: string, label = '') => rows.find((row) => row[3] === title && row[4] === label) ?? [];
  expect(find('Handed off')).toEqual([
    'activity',
    '2026-03-01',
    '2026-03-31',
    'Handed off',
    '',
    '0',
    '',
    '',
    '',
    expect.stringMatching(/^Leads that .* Dated by the hand-off\. /),
  ]);
  expect(find('Requested').at(-1)).toMatch(/^Content requests to marketing\. Dated by the request\./);
  expect(find('Lead velocity rate').at(-1)).toMatch(/^Growth of qualified leads.* Dated by the qualification\./);
  expect(find('Currency rate', '1 USD from 2026-01-01').at(-1)).toMatch(
    /^A rate that managers set.* Dated by the last day/,
  );
  expect(rows.map((row) => row[4]).filter((one) => one?.startsWith('='))).toEqual([]);
  expect(rows.some((row) => row[4]?.includes('=1+1'))).toBe(true);
});

test('a list of leads has the moment of its figure', async () => {
  const world = await createWorld();
  const acts: Turn['act'][] = ['handOff', 'touch', 'qualify', 'win', 'handOff'];
  for (const act of acts) await play(world, { act, waitMinutes: 30, lead: 0, who: 0, n: 3 });
  await catchUp(world);
  const scope = { view: 'activity' as const, from: new Date(0), to: new Date('2099-01-01') };
  const read = (key: 'won' | 'handed_off', view: 'activity' | 'cohort' = 'activity') => [
    ...leadsCsv(world.db, { key }, { ...scope, view }),
  ];
  const columns = ['lead', 'name', 'company', 'status', 'source', 'campaign', 'value', 'currency'];
  const lead = ['1', 'Person 3', 'Acme', 'won', 'Webinar', '', '3000.3', 'EUR'];
  expect(read('won')).toEqual([
    [...columns, 'win'],
    [...lead, '2026-03-02T10:00:00.000Z'],
  ]);
  expect(read('won', 'cohort')).toEqual([
    [...columns, 'hand-off'],
    [...lead, '2026-03-02T08:30:00.000Z'],
  ]);
  expect(
    read('handed_off')
      .slice(1)
      .map(([id, , , , , , cents]) => [id, cents]),
  ).toEqual([
    ['2', ''],
    ['1', '3000.3'],
  ]);
});
