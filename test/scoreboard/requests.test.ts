/** Marketing's side: the moment by which a request counts, and its times. */
import { expect, test } from 'vitest';
import type { Told } from '../../src/requests/figures.ts';
import { contentRequests, requestHistory } from '../../src/requests/table.ts';
import type { RequestKey } from '../../src/scoreboard/requests.ts';
import { requestKeys, requestLists } from '../../src/scoreboard/requests.ts';
import type { BoardView } from '../../src/scoreboard/scope.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { minutesAfter, MONDAY_9 as NOW, SALES, salesTeam } from '../leads/world.ts';
import { requestIn } from '../requests/requests.ts';

const DAY = 24 * 60;
const at = (minutes: number) => minutesAfter(NOW, minutes);

async function marketing() {
  const { db, write } = await salesTeam();
  const form = { ...SALES, kind: 'marketing' as const, name: 'Marketing', channelId: 'CMARKETING' };
  const { id: teamId } = await write((tx) => saveTeam(tx, form, { id: null, by: 'test' }, NOW));
  const request = (dueAt: number, told: [kind: Told['kind'], minutes: number][]) => {
    const { id: _, ...row } = requestIn('new', { teamId, dueAt: at(dueAt), requestedAt: at(-5) });
    const { id: requestId } = db.insert(contentRequests).values(row).returning().get();
    for (const [kind, minutes] of told)
      db.insert(requestHistory)
        .values({ requestId, kind, at: at(minutes), statusAfter: 'new' })
        .run();
    return requestId;
  };
  const lists = (view: BoardView, from: number, to: number, now = 90 * DAY) => {
    const found = requestLists(db, { view, from: at(from), to: at(to) }, at(now));
    return Object.fromEntries(requestKeys.map((key) => [key, found[key].map((one) => one.request.id)]));
  };
  const story = (key: RequestKey = 'requested') =>
    requestLists(db, { view: 'activity', from: at(-9 * DAY), to: at(90 * DAY) }, at(90 * DAY))[key][0];
  return { request, lists, story };
}

test('each request counts by its moments, in the period that has them', async () => {
  const { request, lists } = await marketing();
  const id = request(5 * DAY, [
    ['asked', 0],
    ['claimed', DAY],
    ['released', DAY + 1],
    ['claimed', 2 * DAY],
    ['delivered', 3 * DAY],
    ['reopened', 4 * DAY],
    ['delivered', 6 * DAY],
  ]);
  const none = { requested: [], claimed: [], delivered: [], delivered_kept: [], delivered_missed: [] };
  expect(lists('activity', 0, DAY)).toEqual({ ...none, requested: [id] });
  expect(lists('activity', DAY, DAY + 1)).toEqual({ ...none, claimed: [id] });
  expect(lists('activity', DAY + 1, 3 * DAY)).toEqual(none);
  expect(lists('activity', 3 * DAY, 9 * DAY)).toEqual({ ...none, delivered: [id], delivered_kept: [id] });
  // The outcome so far of what was asked in the period.
  expect(lists('cohort', 0, 1)).toEqual({
    ...none,
    requested: [id],
    claimed: [id],
    delivered: [id],
    delivered_kept: [id],
  });
  expect(lists('cohort', 1, 9 * DAY)).toEqual(none);
});

test.each<[string, [kind: Told['kind'], minutes: number][], Partial<Record<RequestKey, number>>]>([
  ['is open', [['asked', 0]], { delivered_missed: 1 }],
  [
    'was delivered at that moment',
    [
      ['asked', 0],
      ['delivered', DAY],
    ],
    { delivered: 1, claimed: 1, delivered_kept: 1 },
  ],
  [
    'was delivered after it',
    [
      ['asked', 0],
      ['delivered', DAY + 1],
    ],
    { delivered: 1, claimed: 1, delivered_missed: 1 },
  ],
  [
    'was declined before',
    [
      ['asked', 0],
      ['declined', DAY - 1],
    ],
    {},
  ],
  [
    'was cancelled before',
    [
      ['asked', 0],
      ['cancelled', DAY - 1],
    ],
    {},
  ],
  [
    'was declined after it',
    [
      ['asked', 0],
      ['declined', DAY + 1],
    ],
    { delivered_missed: 1 },
  ],
])('a request that %s keeps or misses its day', async (_, told, expected) => {
  const { request, lists } = await marketing();
  request(DAY, told);
  const counts = Object.entries(lists('activity', 0, 9 * DAY)).map(([key, ids]) => [key, ids.length]);
  const missing = { claimed: 0, delivered: 0, delivered_kept: 0, delivered_missed: 0 };
  expect(Object.fromEntries(counts)).toEqual({ requested: 1, ...missing, ...expected });
});

test('a day that is not over yet is not missed', async () => {
  const { request, lists } = await marketing();
  const id = request(DAY, [['asked', 0]]);
  expect(lists('activity', 0, 9 * DAY, DAY).delivered_missed).toEqual([]);
  expect(lists('activity', 0, 9 * DAY, DAY + 1).delivered_missed).toEqual([id]);
  expect(lists('activity', DAY + 1, 9 * DAY).delivered_missed).toEqual([]);
  expect(lists('activity', DAY, DAY + 1).delivered_missed).toEqual([id]);
  expect(lists('activity', 0, DAY).delivered_missed).toEqual([]);
});

test('times are working time until the first claim and delivery, without the wait for an answer', async () => {
  const { request, story } = await marketing();
  request(9 * DAY, [
    ['asked', 0],
    ['handed_over', 30],
    ['asked_back', 40],
    ['answered', 60],
    ['delivered', DAY + 30],
  ]);
  expect(story()).toMatchObject({
    ...{ askedAt: at(0), claimedAt: at(30), deliveredAt: at(DAY + 30), endedAt: at(DAY + 30), dueAt: at(9 * DAY) },
    // A day of 8 hours and half an hour, without 20 minutes: 490, as two digits.
    ...{ claimMinutes: 30, deliverMinutes: 490 },
  });
});

test('a request of an earlier version counts from its own date, and an open one has no times', async () => {
  const { request, story } = await marketing();
  request(DAY, []);
  expect(story()).toMatchObject({ askedAt: at(-5), claimedAt: undefined, claimMinutes: undefined, endedAt: undefined });
});
