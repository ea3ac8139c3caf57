/** The day of the next review at the limits of its rules, and the clock that begins and ends reviews. */
import { beforeEach, describe, expect, test } from 'vitest';
import { addAgendaPoint } from '../../src/agenda/points.ts';
import { pointsOf } from '../../src/agenda/queries.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { reviewKey } from '../../src/reviews/announce.ts';
import { ensurePlanned, missingFor, nextPlan } from '../../src/reviews/plan.ts';
import { openReview, plannedReview, requireReview, reviewOfMonth, updateReview } from '../../src/reviews/queries.ts';
import { monthlyReviewJobs } from '../../src/reviews/schedule.ts';
import { reviewDay } from '../../src/reviews/settings.ts';
import type { ReviewDay } from '../../src/reviews/types.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { createWorld, play } from '../scoreboard/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { newWorld, openReviewOf, type World } from './world.ts';

const START = new Date('2026-11-19T09:00:00Z');
/** The first Monday of December, when work begins. */
const MONDAY = new Date('2026-12-07T08:00:00Z');

let world: World;
beforeEach(async () => {
  world = await newWorld(START);
});

const set = (value: ReviewDay) =>
  world.write((tx) => changeSetting(tx, { setting: reviewDay, value, by: 'UMAX' }, START));
const setChannel = (value: string | null) =>
  world.write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'UMAX' }, START));
const plan = (now: Date) => world.write((tx) => ensurePlanned(tx, now));
const point = () =>
  world.write((tx) => addAgendaPoint(tx, { about: { kind: 'typed', words: 'Webinars' }, by: 'UMAX' }, START));
async function morning(now: Date, { db, write }: Pick<World, 'db' | 'write'> = world): Promise<void> {
  const [job] = monthlyReviewJobs(db);
  await write((tx) => job?.run(tx, { at: now, late: false }, now));
}

describe('the plan', () => {
  test('misses nothing when all is set, and else does not exist', async () => {
    expect([missingFor(world.db), nextPlan(world.db, START)?.month]).toEqual([undefined, '2026-11']);
    await set('off');
    expect(nextPlan(world.db, START)).toBeUndefined();
    await set('monday');
    await setChannel(null);
    expect(nextPlan(world.db, START)).toBeUndefined();
    expect(nextPlan(memoryDatabase(), START)).toBeUndefined();
  });

  test('is taken back when reviews are switched off', async () => {
    expect(await plan(START)).toMatchObject({ month: '2026-11', status: 'planned' });
    await set('off');
    expect(await plan(START)).toBeUndefined();
    expect(plannedReview(world.db)).toBeUndefined();
  });

  test('is today on its day', () => {
    expect(nextPlan(world.db, new Date('2026-12-07T07:00:00Z'))).toMatchObject({ month: '2026-11', dueAt: MONDAY });
    expect(nextPlan(world.db, new Date('2026-12-08T07:00:00Z'))?.month).toBe('2026-12');
  });

  test('that is due does not move with the setting', async () => {
    await plan(START);
    await set('wednesday');
    expect(nextPlan(world.db, MONDAY)?.dueAt).toEqual(MONDAY);
  });

  test('moves to today when the setting names this day', async () => {
    await plan(START);
    await set('wednesday');
    const today = new Date('2026-12-02T10:00:00Z');
    expect(nextPlan(world.db, today)?.dueAt).toEqual(new Date('2026-12-02T08:00:00Z'));
  });

  test('gives way to the next one on its day', async () => {
    await plan(START);
    expect(nextPlan(world.db, new Date('2027-01-03T10:00:00Z'))?.month).toBe('2026-11');
    expect(nextPlan(world.db, new Date('2027-01-04T08:00:00Z'))?.month).toBe('2026-12');
  });
});

describe('an open review', () => {
  const days = () =>
    world.db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'review_day')
      .map(({ orderingKey }) => orderingKey);
  const opened = async (movedBy: string | null, isPosted: boolean) => {
    const id = await openReviewOf(world, '2026-11', MONDAY);
    await world.write((tx) => {
      updateReview(tx, requireReview(tx, id), { dueAt: new Date('2026-12-09T08:00:00Z'), movedBy });
      if (isPosted) savePosted(tx, reviewKey(id), { channel: 'CPOSTED', ts: '1.1' });
    });
  };

  test('that was postponed is told on its day, where it was posted', async () => {
    await opened('UMAX', true);
    await morning(new Date('2026-12-08T08:00:00Z'));
    expect(days()).toEqual([]);
    await morning(new Date('2026-12-09T08:00:00Z'));
    expect(days()).toEqual(['CPOSTED']);
  });

  test.each([
    [null, true],
    ['UMAX', false],
  ])('is not told if it was moved by %s and posted: %s', async (movedBy, isPosted) => {
    await opened(movedBy, isPosted);
    await morning(new Date('2026-12-09T08:00:00Z'));
    expect(days()).toEqual([]);
  });

  test('is closed when the next one begins', async () => {
    const id = await openReviewOf(world, '2026-10', new Date('2026-12-03T08:00:00Z'));
    await point();
    await plan(START);
    await morning(MONDAY);
    expect(requireReview(world.db, id)).toMatchObject({ status: 'closed', endedBy: null, endedAt: MONDAY });
    // The points were those of the review that was open.
    expect(reviewOfMonth(world.db, '2026-11')?.status).toBe('quiet');
    expect(openReview(world.db)).toBeUndefined();
  });
});

test('a clause that many returns of the month cite is a point of its review', async () => {
  const leads = await createWorld();
  for (let n = 0; n < 3; n += 1) await play(leads, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n: 0 });
  for (let n = 0; n < 3; n += 1) await play(leads, { act: 'decline', waitMinutes: 1, lead: n, who: 0, n: 2 });
  await catchUp(leads);
  await leads.write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'test' }, leads.now));
  await leads.write((tx) => ensurePlanned(tx, new Date('2026-03-20T08:00:00Z')));
  await morning(new Date('2026-04-07T07:00:00Z'), leads);
  expect(pointsOf(leads.db, null, { limit: 9, offset: 0 })).toMatchObject([
    { about: { kind: 'clause', clauseId: 1, leads: 3, returned: 3 }, by: null },
  ]);
});
