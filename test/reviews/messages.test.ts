/** The messages of reviews, decisions and actions, and the homes that show them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { addAgendaPoint } from '../../src/agenda/points.ts';
import { countPoints } from '../../src/agenda/queries.ts';
import { changesSince, newestChange } from '../../src/platform/changes/changes.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import {
  addAction,
  agreeAction,
  changeAction,
  dueFault,
  reopenAction,
  settleAction,
  usualDueDate,
} from '../../src/reviews/actions.ts';
import { close, dayFault, postpone, requireCurrent, skip, usualNewDay } from '../../src/reviews/acts.ts';
import { reviewKey } from '../../src/reviews/announce.ts';
import { decide } from '../../src/reviews/decide.ts';
import { actionById, openReview, requireReview, updateReview } from '../../src/reviews/queries.ts';
import { reviewDay } from '../../src/reviews/settings.ts';
import { readReview, todayOf } from '../../src/reviews/shown.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { newWorld, openReviewOf, type World } from './world.ts';

/** A Monday. */
const NOW = new Date('2026-12-07T10:00:00Z');
const LATER = new Date('2026-12-09T10:00:00Z');
const ALL = { limit: 50, offset: 0 };
const AGREED = { what: 'Call the list', ownerId: 'USAM', dueOn: '2026-12-18', by: 'UMAX' };

let world: World;
let reviewId: number;
beforeEach(async () => {
  world = await newWorld(NOW);
  reviewId = await openReviewOf(world, '2026-11', NOW);
});

/** The messages of reviews that an act sends: kind and channel. Each message is forgotten. */
async function sent(act: Parameters<World['write']>[0]): Promise<string[]> {
  world.db.delete(outbox).run();
  await world.write(act);
  const rows = world.db.select().from(outbox).all();
  return rows.filter(({ kind }) => kind.startsWith('review')).map(({ kind, orderingKey }) => `${kind} ${orderingKey}`);
}
/** The people whose homes are drawn again. */
async function redrawn(act: Parameters<World['write']>[0]): Promise<string[]> {
  const seen = newestChange(world.db);
  await world.write(act);
  return [...changesSince(world.db, seen).people];
}
const setChannel = (value: string | null) =>
  world.write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, NOW));

describe('an action', () => {
  const add = () => world.write((tx) => agreeAction(tx, AGREED, NOW));

  test('of a review has a line in its thread, and the review shows it', async () => {
    expect(await sent((tx) => addAction(tx, { reviewId, ...AGREED }, NOW))).toEqual(['review_action C9', 'review C9']);
    expect(await sent((tx) => settleAction(tx, { actionId: 1, by: 'USAM', as: 'done' }, LATER))).toHaveLength(2);
    // A second press changes nothing.
    expect(await sent((tx) => settleAction(tx, { actionId: 1, by: 'USAM', as: 'done' }, LATER))).toEqual([]);
    expect(await sent((tx) => reopenAction(tx, 1, LATER))).toHaveLength(2);
    expect(await sent((tx) => reopenAction(tx, 1, LATER))).toEqual([]);
  });

  test('from outside of a review shows in the one that is open, if there is one', async () => {
    expect(await sent((tx) => agreeAction(tx, AGREED, NOW))).toEqual(['review C9']);
    await world.write((tx) => close(tx, { reviewId, by: 'UMAX' }, NOW));
    expect(await sent((tx) => agreeAction(tx, AGREED, NOW))).toEqual([]);
  });

  test('of an earlier review shows there and in the open one', async () => {
    await world.write((tx) => addAction(tx, { reviewId, ...AGREED }, NOW));
    await world.write((tx) => close(tx, { reviewId, by: 'UMAX' }, NOW));
    await openReviewOf(world, '2026-12', LATER);
    const again = await sent((tx) => settleAction(tx, { actionId: 1, by: 'USAM', as: 'done' }, LATER));
    expect(again).toEqual(['review_action C9', 'review C9', 'review C9']);
  });

  test('follows a review to the channel in which it was posted', async () => {
    await world.write((tx) => savePosted(tx, reviewKey(reviewId), { channel: 'CFORMER', ts: '1.1' }));
    expect(await sent((tx) => addAction(tx, { reviewId, ...AGREED }, NOW))).toEqual([
      'review_action CFORMER',
      'review CFORMER',
    ]);
    await setChannel(null);
    expect(await sent((tx) => reopenAction(tx, 1, NOW))).toEqual([]);
    expect(await sent((tx) => changeAction(tx, { actionId: 1, ...AGREED }, NOW))).toHaveLength(2);
  });

  test('has no message where no one could read it', async () => {
    await setChannel(null);
    expect(await sent((tx) => addAction(tx, { reviewId, ...AGREED }, NOW))).toEqual([]);
    expect(await sent((tx) => decide(tx, { reviewId, what: 'Yes', by: 'UMAX' }, NOW))).toEqual([]);
  });

  test('is on the homes of its owners', async () => {
    expect(await redrawn((tx) => agreeAction(tx, AGREED, NOW))).toContain('USAM');
    const change = { actionId: 1, what: 'Call', ownerId: 'USUE', dueOn: '2026-12-18' };
    expect(await redrawn((tx) => changeAction(tx, change, NOW))).toEqual(
      expect.arrayContaining(['USAM', 'USUE', 'UMAX']),
    );
  });

  test('keeps its reminder with another owner, who is told like a first one', async () => {
    await add();
    world.db.$client.exec("update review_actions set told_of = 'USAM', remind_at = 5");
    await world.write((tx) => changeAction(tx, { actionId: 1, ...AGREED, what: 'Mail' }, NOW));
    expect(actionById(world.db, 1)).toMatchObject({ what: 'Mail', toldOf: 'USAM', remindAt: new Date(5) });
    await world.write((tx) => changeAction(tx, { actionId: 1, ...AGREED, ownerId: 'USUE' }, NOW));
    expect(actionById(world.db, 1)).toMatchObject({ ownerId: 'USUE', toldOf: null, remindAt: new Date(5) });
    await world.write((tx) => settleAction(tx, { actionId: 1, by: 'USAM', as: 'done' }, LATER));
    expect(actionById(world.db, 1)).toMatchObject({
      status: 'done',
      reason: null,
      settledBy: 'USAM',
      settledAt: LATER,
    });
    const changed = world.write((tx) => changeAction(tx, { actionId: 1, ...AGREED }, NOW));
    await expect(changed).rejects.toThrow('This action is done already.');
  });

  test('is due in a week of work, also without a sales team', () => {
    expect(usualDueDate(world.db, NOW)).toBe('2026-12-14');
    const empty = memoryDatabase();
    expect([usualDueDate(empty, NOW), dueFault(empty, '2020-01-01', NOW), todayOf(empty, NOW)]).toEqual([
      '2026-12-07',
      undefined,
      '2026-12-07',
    ]);
    expect(todayOf(world.db, new Date('2026-12-07T23:30:00Z'))).toBe('2026-12-08');
  });

  test('without a sales team has no reminder', async () => {
    const db = memoryDatabase();
    const action = await createWriter(db)((tx) => agreeAction(tx, AGREED, NOW));
    expect(action.remindAt).toBeNull();
  });
});

test('a decision has a line, and the review shows it', async () => {
  expect(await sent((tx) => decide(tx, { reviewId, what: 'Yes', by: 'UMAX' }, NOW))).toEqual([
    'review_decision C9',
    'review C9',
  ]);
});

describe('a review', () => {
  const current = () => requireReview(world.db, reviewId);

  test('is closed once, with its agenda', async () => {
    await world.write((tx) => addAgendaPoint(tx, { about: { kind: 'typed', words: 'Webinars' }, by: 'UMAX' }, NOW));
    expect(readReview(world.db, current(), ALL, NOW)).toMatchObject({ pointsTotal: 1, today: '2026-12-07' });
    expect(await sent((tx) => close(tx, { reviewId, by: 'UMAX' }, NOW))).toEqual(['review C9']);
    expect(current()).toMatchObject({ status: 'closed', endedBy: 'UMAX', endedAt: NOW });
    expect([countPoints(world.db, null), countPoints(world.db, reviewId)]).toEqual([0, 1]);
    expect(readReview(world.db, current(), ALL, NOW)).toMatchObject({ pointsTotal: 1 });
    expect(await sent((tx) => close(tx, { reviewId, by: 'UBEA' }, LATER))).toEqual([]);
    expect(current().endedBy).toBe('UMAX');
    expect(() => requireCurrent(world.db, reviewId)).toThrow('This review is closed.');
  });

  test('is skipped with a reason, and then cannot be postponed', async () => {
    expect(await sent((tx) => skip(tx, { reviewId, reason: 'Fair', by: 'UMAX' }, NOW))).toEqual(['review C9']);
    expect(current()).toMatchObject({ status: 'skipped', reason: 'Fair', endedBy: 'UMAX', endedAt: NOW });
    const later = world.write((tx) => postpone(tx, { reviewId, day: '2026-12-10', by: 'UMAX' }, NOW));
    await expect(later).rejects.toThrow('This review was skipped.');
    expect(openReview(world.db)).toBeUndefined();
  });

  test('is postponed to a working day before the next one', async () => {
    expect(usualNewDay(world.db, current(), LATER)).toBe('2026-12-10');
    expect(usualNewDay(world.db, { ...current(), dueAt: new Date('2026-12-11T08:00:00Z') }, LATER)).toBe('2026-12-14');
    const fault = (day: string) => dayFault(world.db, current(), day, NOW);
    expect([fault('2026-12-08'), fault('2027-01-01')]).toEqual([undefined, undefined]);
    const wrong = world.write((tx) => postpone(tx, { reviewId, day: '2026-12-12', by: 'UMAX' }, NOW));
    await expect(wrong).rejects.toThrow('sales does not work on this day. Choose another one.');
    expect(await sent((tx) => postpone(tx, { reviewId, day: '2026-12-10', by: 'UMAX' }, NOW))).toEqual(['review C9']);
    expect(current()).toMatchObject({ dueAt: new Date('2026-12-10T08:00:00Z'), movedBy: 'UMAX' });
    expect(fault('2027-01-04')).toContain('Skip this one.');
    await world.write((tx) => changeSetting(tx, { setting: reviewDay, value: 'off', by: 'test' }, NOW));
    expect(fault('2027-03-01')).toBeUndefined();
  });

  test('needs a sales team', () => {
    const empty = memoryDatabase();
    expect(dayFault(empty, current(), '2026-12-10', NOW)).toBe('There is no sales team.');
    expect(() => usualNewDay(empty, current(), NOW)).toThrow('There is no sales team.');
  });

  test('that is posted late says since when, unless it was postponed', async () => {
    const late = () => readReview(world.db, current(), ALL, new Date('2026-12-07T10:11:00Z')).lateSince;
    expect(late()).toEqual(NOW);
    await world.write((tx) => void updateReview(tx, current(), { postedAt: NOW }));
    expect(late()).toBeNull();
    await world.write((tx) => void updateReview(tx, current(), { postedAt: LATER }));
    expect(late()).toEqual(NOW);
    await world.write((tx) => void updateReview(tx, current(), { movedBy: 'UMAX' }));
    expect(late()).toBeNull();
  });

  test('has managers see it on their homes', async () => {
    expect(await redrawn((tx) => skip(tx, { reviewId, reason: 'Fair', by: 'UBEA' }, NOW))).toContain('UMAX');
  });
});
