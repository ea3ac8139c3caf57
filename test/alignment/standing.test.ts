/** Ride-alongs of a quarter, and the deadlines of both sides. */
import { beforeEach, expect, test } from 'vitest';
import { readDeadlines } from '../../src/alignment/deadlines.ts';
import { readAlignment } from '../../src/alignment/read.ts';
import { readRides } from '../../src/alignment/rides.ts';
import { readStanding } from '../../src/alignment/standing.ts';
import { mindsetAgreements, mindsetChecks, mindsetGroups } from '../../src/mindset/table.ts';
import { agreeAction } from '../../src/reviews/actions.ts';
import { claimSeat } from '../../src/ride-alongs/claim.ts';
import { endRideAlongs } from '../../src/ride-alongs/clock.ts';
import { saveDebrief, saveMissed } from '../../src/ride-alongs/debrief.ts';
import { callOffRide, offerRide } from '../../src/ride-alongs/offer.ts';
import { ritualCycles } from '../../src/rituals/table.ts';
import { newWorld, type World } from '../reviews/world.ts';

// A Thursday, 10:00 in Berlin.
const START = new Date('2026-11-19T09:00:00Z');
const LATER = new Date('2026-12-01T09:00:00Z');
const QUARTER = { from: new Date('2026-09-30T22:00:00Z'), to: new Date('2026-12-31T23:00:00Z') };

let world: World;
beforeEach(async () => {
  world = await newWorld(START);
});

async function ride(day: string, ...riders: string[]): Promise<number> {
  const meeting = {
    ...{ kind: 'call' as const, title: 'First call', leadId: null, minutes: 30, seats: 2, place: null, words: null },
    startsAt: new Date(`${day}T13:00:00Z`),
  };
  return world.write((tx) => {
    const { id } = offerRide(tx, { meeting, hostId: 'UHOST', teamId: 1, side: 'marketing' }, START);
    for (const rider of riders) claimSeat(tx, { rideId: id, rider: { id: rider, sides: ['marketing'] } }, START);
    return id;
  });
}
const answers = { asked: 'The price', missing: null, surprised: null };

test('counts the meetings of the quarter that were held, and those to come', async () => {
  const held = await ride('2026-11-20', 'UA', 'UB');
  const missed = await ride('2026-11-23', 'UA');
  await ride('2026-11-24');
  const calledOff = await ride('2026-12-03', 'UA');
  await ride('2026-12-04', 'UA');
  await ride('2026-12-07');
  await ride('2027-01-11', 'UA');
  await world.write((tx) => callOffRide(tx, { rideId: calledOff, by: 'UHOST', reason: null }, START));
  await world.write((tx) => endRideAlongs(tx, LATER));
  await world.write((tx) => saveDebrief(tx, { rideId: held, userId: 'UA', ...answers }, LATER));
  await world.write((tx) => saveDebrief(tx, { rideId: held, userId: 'UB', ...answers }, LATER));
  await world.write((tx) => saveMissed(tx, { rideId: missed, userId: 'UA', isMissed: true }, LATER));
  expect(readRides(world.db, QUARTER, LATER)).toEqual({ held: 1, planned: 1, offered: 1, debriefs: 2 });
  expect(readStanding(world.db, LATER).period).toMatchObject(QUARTER);
});

test('has the match of the last mindset check, and the three only once both sides agreed', async () => {
  const check = (agreedAt: Date | null) =>
    world.write((tx) => {
      const cycle = { ritual: 'mindset', status: 'published', dueAt: START, publishedAt: START } as const;
      const { id: cycleId } = tx.insert(ritualCycles).values(cycle).returning().get();
      tx.insert(mindsetChecks).values({ cycleId, minimum: 5, outcome: 'published', answered: 10 }).run();
      for (const [name, counted] of [
        ['Support', 9],
        ['Vans', 6],
        ['Prices', 3],
        ['Design', 2],
      ] as const)
        tx.insert(mindsetGroups).values({ cycleId, name, counted }).run();
      tx.insert(mindsetAgreements)
        .values({ cycleId, advantages: ['Support', 'Vans', 'Prices'], agreedAt })
        .run();
    });
  await check(START);
  expect(readAlignment(world.db, LATER)).toMatchObject({
    mindset: { at: START, match: { share: 0.9, isShared: true } },
    three: ['Support', 'Vans', 'Prices'],
  });
  await check(null);
  expect(readAlignment(world.db, LATER).three).toBeUndefined();
});

test('lists overdue actions first, and counts all', async () => {
  for (const dueOn of ['2026-12-20', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'])
    await world.write((tx) => agreeAction(tx, { what: `By ${dueOn}`, ownerId: 'UA', dueOn, by: 'UMAX' }, START));
  const { actions, shownActions, today } = readAlignment(world.db, LATER);
  expect(actions).toEqual({ total: 6, overdue: 2 });
  expect(today).toBe('2026-12-01');
  expect(shownActions.map(({ dueOn }) => dueOn)).toEqual([
    '2026-11-27',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
  ]);
});

test('without anything, nothing is counted and nothing is planned', async () => {
  const { cards, mindset, three, roleQuestions, plan } = readAlignment(world.db, LATER);
  expect({ cards, mindset, three, roleQuestions, plan }).toEqual({
    cards: [],
    mindset: undefined,
    three: undefined,
    roleQuestions: 0,
    plan: { entries: 0, questions: 0 },
  });
  const none = { kept: 0, missed: 0 };
  expect(readDeadlines(world.db, QUARTER)).toEqual({ accepted: none, answered: none });
});
