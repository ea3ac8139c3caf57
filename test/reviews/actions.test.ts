import { beforeEach, describe, expect, test } from 'vitest';
import { addAction, changeAction, dueFault, reopenAction, settleAction } from '../../src/reviews/actions.ts';
import { decide } from '../../src/reviews/decide.ts';
import {
  actionsOf,
  decisionsOf,
  droppedBetween,
  dueReminders,
  earlierActions,
  openActions,
  openReview,
  ownersOfActions,
  requireReview,
  updateReview,
} from '../../src/reviews/queries.ts';
import { newWorld, openReviewOf, type World } from './world.ts';

/** A Monday. */
const NOW = new Date('2026-12-07T10:00:00Z');
const LATER = new Date('2026-12-09T10:00:00Z');
const ALL = { limit: 50, offset: 0 };

let world: World;
let reviewId: number;
beforeEach(async () => {
  world = await newWorld(NOW);
  reviewId = await openReviewOf(world, '2026-11', NOW);
});

const agree = (dueOn: string, ownerId = 'USAM', what = 'Call the list') =>
  world.write((tx) => addAction(tx, { reviewId, what, ownerId, dueOn, by: 'UMAX' }, NOW));
const action = (index = 0) => {
  const found = actionsOf(world.db, reviewId)[index];
  if (!found) throw new Error('There is no such action.');
  return found;
};
const settle = (outcome: { as: 'done' } | { as: 'dropped'; reason: string }, by = 'USAM') =>
  world.write((tx) => settleAction(tx, { actionId: action().id, by, ...outcome }, LATER));
const close = (id: number) =>
  world.write((tx) => void updateReview(tx, requireReview(tx, id), { status: 'closed', endedAt: LATER }));

describe('the reminder of an action', () => {
  test.each([
    ['2026-12-11', '2026-12-10T08:00:00.000Z', 'the day before'],
    ['2026-12-14', '2026-12-11T08:00:00.000Z', 'the Friday before a Monday'],
    ['2027-03-29', '2027-03-26T08:00:00.000Z', 'the last working day, before the clocks change'],
  ])('of %s is at %s: %s', async (dueOn, at) => {
    await agree(dueOn);
    expect(action().remindAt?.toISOString()).toBe(at);
    expect(dueReminders(world.db, new Date(at))).toHaveLength(1);
    expect(dueReminders(world.db, new Date(Date.parse(at) - 1))).toEqual([]);
  });

  test('is left out where the day before is today or over: the owner has just heard of it', async () => {
    await agree('2026-12-07');
    await agree('2026-12-08');
    expect([action(0).remindAt, action(1).remindAt]).toEqual([null, null]);
  });

  test('follows a new date, and ends with the action', async () => {
    await agree('2026-12-11');
    const { id: actionId, what } = action();
    await world.write((tx) => changeAction(tx, { actionId, what, ownerId: 'USUE', dueOn: '2026-12-18' }, NOW));
    expect(action()).toMatchObject({ ownerId: 'USUE', remindAt: new Date('2026-12-17T08:00:00Z') });
    await settle({ as: 'done' });
    expect(action().remindAt).toBeNull();
    await world.write((tx) => reopenAction(tx, actionId, LATER));
    expect(action()).toMatchObject({ status: 'open', settledBy: null, remindAt: new Date('2026-12-17T08:00:00Z') });
  });
});

describe('an action', () => {
  test('is settled once, and keeps its reason', async () => {
    await agree('2026-12-11');
    await settle({ as: 'dropped', reason: 'The event is cancelled' });
    await settle({ as: 'dropped', reason: 'Again' }, 'UMAX');
    expect(action()).toMatchObject({ status: 'dropped', reason: 'The event is cancelled', settledBy: 'USAM' });
    await expect(settle({ as: 'done' })).rejects.toThrow('This action is dropped already.');
    expect(droppedBetween(world.db, { from: NOW, to: LATER })).toEqual([]);
    expect(droppedBetween(world.db, { from: NOW, to: new Date(LATER.getTime() + 1) })).toEqual([action()]);
  });

  test('cannot be due on a day that is over', () => {
    expect(dueFault(world.db, '2026-12-06', NOW)).toBe('This day is over. Choose today or a later day.');
    expect(dueFault(world.db, '2026-12-07', NOW)).toBeUndefined();
  });

  test('is agreed while its review is open', async () => {
    await close(reviewId);
    await expect(agree('2026-12-11')).rejects.toThrow('This review is over.');
    await expect(world.write((tx) => decide(tx, { reviewId, what: 'Yes', by: 'UMAX' }, NOW))).rejects.toThrow('over');
  });
});

test('a decision keeps its words and its author', async () => {
  await world.write((tx) => decide(tx, { reviewId, what: 'One list', by: 'UMAX' }, NOW));
  expect(decisionsOf(world.db, reviewId)).toMatchObject([{ what: 'One list', by: 'UMAX', at: NOW }]);
});

test('open actions come back in each review, and settled ones once', async () => {
  await agree('2026-12-18', 'USAM', 'Late');
  await agree('2026-12-11', 'USUE', 'Early');
  await settle({ as: 'done' });
  await close(reviewId);
  const january = await openReviewOf(world, '2026-12', new Date('2027-01-04T08:00:00Z'));
  const looksAt = (id: number) => earlierActions(world.db, requireReview(world.db, id)).map(({ what }) => what);
  expect(looksAt(january)).toEqual(['Early', 'Late']);
  await close(january);
  const february = await openReviewOf(world, '2027-01', new Date('2027-02-01T08:00:00Z'));
  expect(looksAt(february)).toEqual(['Early']);
  expect(looksAt(reviewId)).toEqual([]);
  expect(openReview(world.db)?.id).toBe(february);
  expect(openActions(world.db, ALL)).toMatchObject({ total: 1, actions: [{ what: 'Early' }] });
  expect(openActions(world.db, ALL, 'USAM').total).toBe(0);
  expect(ownersOfActions(world.db)).toEqual(['USUE']);
});
