/** The rows that each figure counts, in a period, for some of the leads, and by their parts. */
import { expect, test } from 'vitest';
import { leadsBehind } from '../../src/scoreboard/behind.ts';
import { catchUp, uncounted } from '../../src/scoreboard/catch-up.ts';
import { countForScoreboard } from '../../src/scoreboard/count.ts';
import { countRows } from '../../src/scoreboard/count-rows.ts';
import { leadsCsv } from '../../src/scoreboard/csv.ts';
import { type FigureKey, figureKeys } from '../../src/scoreboard/figures.ts';
import { leadsOf, talliesOf } from '../../src/scoreboard/kept-tallies.ts';
import type { Scope } from '../../src/scoreboard/scope.ts';
import { partsIn } from '../../src/scoreboard/tallies.ts';
import { partsByOrigin, partsOf } from '../../src/scoreboard/tally.ts';
import { createWorld, play, type World } from './world.ts';

const at = (minute: number) => Date.UTC(2026, 2, 10, 9, minute);
const PERIOD = { from: new Date(at(10)), to: new Date(at(20)) };

/** The sources come in turn: Webinar, Trade fair, none. Leads 2 and 5 are of the second team. */
const STORIES = [
  {
    handed_off_at: 10,
    accepted_at: 12,
    accept_minutes: 5,
    content_at: 15,
    won_at: 15,
    qualified_at: 14,
    cents: 100,
    currency: 'EUR',
  },
  {
    handed_off_at: 9,
    accepted_at: 19,
    accept_minutes: 5,
    accept_missed_at: 11,
    content_at: 16,
    won_at: 15,
    qualified_at: 14,
    cents: 50,
    currency: 'EUR',
  },
  { handed_off_at: 19, accepted_at: 20, accept_minutes: 7, returned_at: 19, return_reason: 'No', return_clause_id: 1 },
  { handed_off_at: 20, accepted_at: 21, returned_at: 30, return_reason: 'No', answered_at: 31, answer_minutes: 1 },
  { handed_off_at: 11, accepted_at: 12, content_at: 12, qualified_at: 13, seller_id: 'USAM' },
  {
    handed_off_at: 12,
    returned_at: 13,
    return_reason: 'Why',
    answered_at: 14,
    answer_minutes: 3,
    answer_missed_at: 14,
  },
];

async function counted(): Promise<World> {
  const world = await createWorld();
  for (const n of STORIES.keys())
    await play(world, { act: 'handOff', waitMinutes: 1, lead: n === 1 || n === 4 ? 1 : 0, who: 0, n });
  await catchUp(world);
  for (const [n, story] of STORIES.entries()) {
    const sets = Object.entries(story).map(([column, value]) => {
      const moment = typeof value === 'number' && column.endsWith('_at') ? at(value) : value;
      return `${column} = ${typeof moment === 'string' ? `'${moment}'` : moment}`;
    });
    world.db.$client.exec(`update scoreboard_leads set ${sets.join()}, last_at = ${at(40)} where lead_id = ${n + 1}`);
  }
  world.db.$client.exec('delete from scoreboard_tallies');
  return world;
}

const ids = ({ db }: World, key: FigureKey, scope: Partial<Scope> = {}) =>
  leadsBehind(db, { key }, { view: 'activity', ...PERIOD, ...scope }, { limit: 9, offset: 0 })
    .rows.map(({ id }) => id)
    .sort();

test.each<[FigureKey, number[], number[]]>([
  ['handed_off', [1, 3, 5, 6], [1, 3, 5, 6]],
  ['accepted', [1, 2, 5], [1, 3, 5]],
  ['accept_kept', [1], [1, 3]],
  ['accept_missed', [2], []],
  ['to_accept', [1, 2], [1, 3]],
  ['qualified', [1, 2, 5], [1, 5]],
  ['won', [1, 2], [1]],
  ['pipeline', [1, 2, 5], [1, 5]],
  ['pipeline_influenced', [1, 5], [1, 5]],
  ['influenced', [1], [1]],
  ['returned', [3, 6], [3, 6]],
  ['cited', [3], [3]],
  ['answered', [6], [6]],
  ['answer_kept', [], []],
  ['answer_missed', [6], [6]],
  ['unanswered', [3], [3]],
])('%s counts what happened in the period, and the outcome of its leads', async (key, activity, cohort) => {
  const world = await counted();
  for (const [view, expected] of [
    ['activity', activity],
    ['cohort', cohort],
  ] as const) {
    const scope = { view, ...PERIOD };
    expect(ids(world, key, { view }), view).toEqual(expected);
    expect(leadsOf(world.db, key, scope), view).toBe(expected.length);
    const parts = partsIn(countRows(world.db, scope).figures, key);
    expect(
      parts.reduce((sum, { leads }) => sum + leads, 0),
      view,
    ).toBe(expected.length);
    expect(partsOf(world.db, key, scope), view).toEqual(parts);
    // The same through a filter that fits all.
    expect(partsIn(countRows(world.db, { ...scope, campaign: '' }).figures, key).length, view).toBeLessThanOrEqual(
      parts.length,
    );
  }
});

test('parts have the sums of their values', async () => {
  const { db } = await counted();
  const scope = { view: 'activity' as const, ...PERIOD };
  expect(partsOf(db, 'pipeline', scope)).toEqual([
    { part: 'EUR', leads: 2, cents: 150 },
    { part: null, leads: 1, cents: 0 },
  ]);
  expect(partsOf(db, 'handed_off', scope)).toEqual([{ part: '', leads: 4, cents: 100 }]);
  const { source, campaign } = countRows(db, scope);
  expect(source).toMatchObject({ Webinar: { won: [['', 1, 100]] }, 'Trade fair: Köln': { won: [['', 1, 50]] } });
  expect(Object.keys(source['Trade fair: Köln'] ?? {}).sort()).toEqual(['accepted', 'handed_off', 'pipeline', 'won']);
  expect(Object.keys(campaign).length).toBeGreaterThan(0);
  const byOrigin = partsByOrigin(db, { key: 'won', by: 'source' }, scope);
  expect(byOrigin.map(({ origin, leads, cents }) => [origin, leads, cents]).sort()).toEqual([
    ['Trade fair: Köln', 1, 50],
    ['Webinar', 1, 100],
  ]);
});

test('a filter leaves the leads of a team, source, campaign or person', async () => {
  const world = await counted();
  const [, second = 0] = world.teamIds;
  const of = (more: Partial<Scope>) => [
    ids(world, 'accepted', more),
    ids(world, 'handed_off', { ...more, view: 'cohort' }),
  ];
  expect(of({ teamId: second })).toEqual([[2, 5], [5]]);
  expect(of({ source: 'Webinar' })).toEqual([[1], [1]]);
  expect(of({ source: '' })).toEqual([[], [3, 6]]);
  expect(of({ person: { id: 'USAM', as: 'seller' } })).toEqual([[5], [5]]);
  expect(of({ person: { id: 'USAM', as: 'marketer' } })).toEqual([[], []]);
  expect(of({ person: { id: 'MIA', as: 'marketer' } })).toEqual([
    [1, 2, 5],
    [1, 3, 5, 6],
  ]);
  for (const more of [{ teamId: second }, { source: '' }, { person: { id: 'USAM', as: 'seller' } }] as Partial<Scope>[])
    for (const view of ['activity', 'cohort'] as const) {
      const scope = { view, ...PERIOD, ...more };
      for (const key of figureKeys) {
        const parts = partsIn(talliesOf(world.db, scope).figures, key);
        expect(parts, key).toEqual(partsOf(world.db, key, scope));
        expect(leadsOf(world.db, key, scope), key).toBe(parts.reduce((sum, { leads }) => sum + leads, 0));
      }
    }
});

test('a task counts what is new, and then its days', async () => {
  const world = await createWorld();
  await play(world, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n: 0 });
  expect(uncounted(world.db)).toBeGreaterThan(0);
  await countForScoreboard({ ...world, now: () => world.now }, new AbortController().signal);
  expect(uncounted(world.db)).toBe(0);
});

test('a file has all leads, however many there are', async () => {
  const { db } = await counted();
  const columns = (table: string) =>
    (db.$client.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[]).map(
      ({ name }) => name,
    );
  const copy = (table: string, id: string) => {
    const names = columns(table);
    const values = names.map((name) => (name === id ? '100 + value' : name));
    return `insert into ${table} (${names}) select ${values} from ${table}, generate where ${id} = 1`;
  };
  const numbers =
    'with recursive generate(value) as (select 1 union all select value + 1 from generate where value < 500)';
  for (const [table, id] of [
    ['leads', 'id'],
    ['scoreboard_leads', 'lead_id'],
  ] as const)
    db.$client.exec(`${numbers} ${copy(table, id)}`);
  const rows = [...leadsCsv(db, { key: 'won' }, { view: 'activity', ...PERIOD })];
  expect([rows.length, new Set(rows.map(([id]) => id)).size]).toEqual([503, 503]);
});
