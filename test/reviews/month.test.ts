/** The month that a review looks back on. */
import { expect, test } from 'vitest';
import { contentRequests, requestHistory } from '../../src/requests/table.ts';
import { readMonth } from '../../src/reviews/month.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { requestIn } from '../requests/requests.ts';
import { createWorld, play, type Turn } from '../scoreboard/world.ts';

async function month(acts: [act: Turn['act'], lead: number, n: number][], { counted = true } = {}) {
  const world = await createWorld();
  for (const [act, lead, n] of acts) await play(world, { act, waitMinutes: 1, lead, who: 0, n });
  if (counted) await catchUp(world);
  return { ...world, read: (of = '2026-03') => readMonth(world.db, of, world.now) };
}
const returns = (clauses: number, others: number): [Turn['act'], number, number][] => {
  const all = Array.from({ length: clauses + others }, (_, at) => at);
  return [
    ...all.map((): [Turn['act'], number, number] => ['handOff', 0, 0]),
    ...all.map((at): [Turn['act'], number, number] => ['decline', at, at < clauses ? 2 : 1]),
  ];
};

test('it has the figures of the month, and is quiet without leads and requests', async () => {
  const { read } = await month([
    ['handOff', 0, 0],
    ['handOff', 0, 0],
    ['touch', 0, 0],
    ['qualify', 0, 1],
    ['win', 0, 0],
    ['decline', 1, 1],
  ]);
  expect(read()).toEqual({ handedOff: 2, accepted: 1, won: 1, returned: 1, isQuiet: false, cited: [] });
  expect(read('2026-02')).toEqual({ handedOff: 0, accepted: 0, won: 0, returned: 0, isQuiet: true, cited: [] });
});

test.each<['asked' | 'delivered', string][]>([
  [['asked', '2026-02-10T09:00:00Z']],
  [
    ['asked', '2026-01-10T09:00:00Z'],
    ['delivered', '2026-02-10T09:00:00Z'],
  ],
  [
    ['asked', '2026-02-10T09:00:00Z'],
    ['delivered', '2026-02-11T09:00:00Z'],
  ],
])('it is not quiet with content requests alone: %j', async (...told) => {
  const { db, marketingId, read } = await month([]);
  const { id: _, ...row } = requestIn('new', { teamId: marketingId });
  const { id: requestId } = db.insert(contentRequests).values(row).returning().get();
  for (const [kind, at] of told)
    db.insert(requestHistory)
      .values({ requestId, kind, at: new Date(at), statusAfter: 'new' })
      .run();
  expect([read('2026-02').isQuiet, read('2026-03').isQuiet]).toEqual([false, true]);
});

test('it is not called quiet before all is counted', async () => {
  const { read } = await month([['handOff', 0, 0]], { counted: false });
  expect(read('2026-02').isQuiet).toBe(false);
});

test.each([
  ['three of fourteen', 3, 11, 1],
  ['a fifth of them', 3, 12, 0],
  ['two of two', 2, 0, 0],
])('it has a clause that %s returns cite: %d and %d others', async (_, cited, others, count) => {
  const { read } = await month(returns(cited, others));
  expect(read().cited).toEqual(count === 1 ? [{ clauseId: 1, leads: cited }] : []);
});
