import { beforeEach, describe, expect, test } from 'vitest';
import { addAgendaPoint } from '../../src/agenda/points.ts';
import { countPoints } from '../../src/agenda/queries.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { addAction } from '../../src/reviews/actions.ts';
import { dayFault, postpone, skip } from '../../src/reviews/acts.ts';
import { usualDay } from '../../src/reviews/days.ts';
import { ensurePlanned, missingFor, nextPlan } from '../../src/reviews/plan.ts';
import { openReview, plannedReview, reviewOfMonth } from '../../src/reviews/queries.ts';
import { monthlyReviewJobs } from '../../src/reviews/schedule.ts';
import { reviewDay } from '../../src/reviews/settings.ts';
import type { ReviewDay } from '../../src/reviews/types.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { workingDayBefore } from '../../src/teams/working-days.ts';
import { newWorld, type World } from './world.ts';

const START = new Date('2026-11-19T09:00:00Z');

let world: World;
beforeEach(async () => {
  world = await newWorld(START);
});

/** Runs the job at this time; `late` if Baton was down at the planned one. */
async function morning(at: string, late = false): Promise<void> {
  const [job] = monthlyReviewJobs(world.db);
  const now = new Date(at);
  if (job) await world.write((tx) => job.run(tx, { at: now, late }, now));
}
const point = (words = 'Webinars') =>
  world.write((tx) => addAgendaPoint(tx, { about: { kind: 'typed', words }, by: 'UMAX' }, START));
const set = (value: ReviewDay) =>
  world.write((tx) => changeSetting(tx, { setting: reviewDay, value, by: 'UMAX' }, START));
const planned = () => plannedReview(world.db)?.dueAt.toISOString();
const posted = () =>
  world.db
    .select()
    .from(outbox)
    .all()
    .filter(({ kind }) => kind === 'review');

describe('the day of a review', () => {
  const calendar = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
  test.each([
    ['2026-12', {}, '2026-12-07'],
    ['2026-12', { holidays: ['2026-12-07'] }, '2026-12-14'],
    ['2026-12', { workDays: [2, 4] }, '2026-12-01'],
    ['2026-06', {}, '2026-06-01'],
    [
      '2026-06',
      { holidays: Array.from({ length: 30 }, (_, day) => `2026-06-${String(day + 1).padStart(2, '0')}`) },
      '2026-06-01',
    ],
  ])('of %s with %o is %s', (month, hours, day) => {
    expect(usualDay({ ...calendar, ...hours }, month, 'monday')).toBe(day);
  });

  test('before which an owner is reminded skips days off', () => {
    expect(workingDayBefore({ ...calendar, holidays: ['2026-12-24', '2026-12-25'] }, '2026-12-28')).toBe('2026-12-23');
  });
});

describe('the plan', () => {
  test('is the next first Monday, about the month before it', async () => {
    await morning('2026-11-20T08:00:00Z');
    expect(nextPlan(world.db, START)).toMatchObject({ month: '2026-11', dueAt: new Date('2026-12-07T08:00:00Z') });
    expect(posted()).toEqual([]);
  });

  test('says what is missing, and nothing is posted without it', async () => {
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: null, by: 'UMAX' }, START));
    expect(missingFor(world.db)).toBe('channel');
    expect(monthlyReviewJobs(world.db)).toEqual([]);
    await set('off');
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'UMAX' }, START));
    expect(missingFor(world.db)).toBe('day');
    for (const team of allTeams(world.db)) await world.write((tx) => retireTeam(tx, team, 'UMAX', START));
    expect(missingFor(world.db)).toBe('team');
  });

  test('follows the setting until it is due, and never into the past', async () => {
    await morning('2026-12-03T08:00:00Z');
    // The first Wednesday is over: the next working day.
    await set('wednesday');
    await morning('2026-12-04T08:00:00Z');
    expect(planned()).toBe('2026-12-07T08:00:00.000Z');
    await set('tuesday');
    expect(nextPlan(world.db, new Date('2026-11-20T10:00:00Z'))?.dueAt.toISOString()).toBe('2026-12-01T08:00:00.000Z');
  });

  test('is kept where a manager postponed it, up to the next one', async () => {
    await point();
    await morning('2026-12-03T08:00:00Z');
    const review = plannedReview(world.db);
    if (!review) throw new Error('Nothing is planned.');
    const fault = (day: string) => dayFault(world.db, review, day, new Date('2026-12-03T09:00:00Z'));
    expect(fault('2026-12-03')).toBe('Choose a day after today.');
    expect(fault('2026-12-07')).toBe('The review is on this day already.');
    expect(fault('2026-12-12')).toContain('does not work on this day');
    expect(fault('2027-01-04')).toBe('The next review is on this day or before it. Skip this one.');
    await world.write((tx) => postpone(tx, { reviewId: review.id, day: '2026-12-10', by: 'UMAX' }, START));
    await morning('2026-12-07T08:00:00Z');
    expect(openReview(world.db)).toBeUndefined();
    await morning('2026-12-10T08:00:00Z');
    expect(openReview(world.db)).toMatchObject({ month: '2026-11', movedBy: 'UMAX' });
  });

  test('goes on after one that was skipped, with the same agenda', async () => {
    await point();
    const review = await world.write((tx) => ensurePlanned(tx, START));
    await world.write((tx) => skip(tx, { reviewId: review?.id ?? 0, reason: 'Fair', by: 'UMAX' }, START));
    expect(nextPlan(world.db, START)?.month).toBe('2026-12');
    expect(countPoints(world.db, null)).toBe(1);
  });
});

describe('the job', () => {
  test('begins a review once, and closes it a week later', async () => {
    await point();
    for (const at of ['2026-12-04T08:00:00Z', '2026-12-07T08:00:00Z', '2026-12-08T08:00:00Z']) await morning(at);
    expect(openReview(world.db)).toMatchObject({ month: '2026-11' });
    expect(countPoints(world.db, null)).toBe(1);
    await morning('2026-12-14T08:00:00Z');
    expect(reviewOfMonth(world.db, '2026-11')).toMatchObject({ status: 'closed', endedBy: null });
    expect(countPoints(world.db, null)).toBe(0);
  });

  test('begins one late if Baton was down, and no second one', async () => {
    await point();
    await morning('2026-12-04T08:00:00Z');
    await morning('2026-12-09T10:00:00Z', true);
    expect(openReview(world.db)).toMatchObject({ month: '2026-11', dueAt: new Date('2026-12-07T08:00:00Z') });
    // After work it waits for the next morning.
    await morning('2026-12-16T08:00:00Z');
    await point();
    await morning('2027-01-04T18:00:00Z', true);
    expect(openReview(world.db)).toBeUndefined();
    await morning('2027-01-05T08:00:00Z');
    expect(openReview(world.db)?.month).toBe('2026-12');
  });

  test('after months without Baton, only the next one comes', async () => {
    await point();
    await morning('2026-12-04T08:00:00Z');
    await morning('2027-02-10T10:00:00Z', true);
    expect(openReview(world.db)).toBeUndefined();
    expect(planned()).toBe('2027-03-01T08:00:00.000Z');
  });

  test('begins one on its day in summer time too', async () => {
    await point();
    await morning('2027-04-02T07:00:00Z');
    expect(planned()).toBe('2027-04-05T07:00:00.000Z');
    await morning('2027-04-05T07:00:00Z');
    expect(openReview(world.db)?.month).toBe('2027-03');
  });

  test('leaves out a month in which nothing happened, if nothing waits', async () => {
    await morning('2026-12-04T08:00:00Z');
    await morning('2026-12-07T08:00:00Z');
    expect(reviewOfMonth(world.db, '2026-11')?.status).toBe('quiet');
    expect(posted()).toEqual([]);
    expect(nextPlan(world.db, new Date('2026-12-07T09:00:00Z'))?.month).toBe('2026-12');
  });

  test('begins one for open actions alone', async () => {
    await point();
    await morning('2026-12-04T08:00:00Z');
    await morning('2026-12-07T08:00:00Z');
    const agreed = { what: 'Call', ownerId: 'USAM', dueOn: '2027-01-20', by: 'UMAX' };
    const reviewId = openReview(world.db)?.id ?? 0;
    await world.write((tx) => addAction(tx, { reviewId, ...agreed }, START));
    await morning('2026-12-14T08:00:00Z');
    await morning('2027-01-04T08:00:00Z');
    expect(openReview(world.db)?.month).toBe('2026-12');
  });
});
