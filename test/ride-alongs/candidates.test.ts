/** People whom a month may ask, by what the database knows of them. */
import { beforeEach, expect, test } from 'vitest';
import { goAway } from '../../src/leads/routing/away.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { readCandidates } from '../../src/ride-alongs/candidates.ts';
import { claimSeat, leaveSeat } from '../../src/ride-alongs/claim.ts';
import { endRideAlongs } from '../../src/ride-alongs/clock.ts';
import { saveMissed } from '../../src/ride-alongs/debrief.ts';
import { matchPairs } from '../../src/ride-alongs/match.ts';
import { type Meeting, offerRide } from '../../src/ride-alongs/offer.ts';
import { declinePair, pairsOf, proposePairs } from '../../src/ride-alongs/pairs.ts';
import { rideAlongRitual } from '../../src/ride-alongs/ritual.ts';
import { ridesAMonth } from '../../src/ride-alongs/settings.ts';
import { ritualCycles } from '../../src/rituals/table.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { newWorld, type World } from '../reviews/world.ts';

// A Tuesday, 9:00 in Berlin.
const START = new Date('2026-12-01T08:00:00Z');
const PEOPLE = [
  { userId: 'US1', side: 'sales' as const },
  { userId: 'US2', side: 'sales' as const },
  { userId: 'UM1', side: 'marketing' as const },
];
const meeting: Meeting = {
  ...{ kind: 'call', title: 'Call', leadId: null, minutes: 30, seats: 2, place: null, words: null },
  startsAt: new Date('2026-12-03T13:00:00Z'),
};

let world: World;
beforeEach(async () => {
  world = await newWorld(START);
});

const read = (now = START) => readCandidates(world.db, PEOPLE, now);
const rooms = (now?: Date) => {
  const { sellers, marketers } = read(now);
  return [...sellers, ...marketers].map(({ userId, room }) => `${userId} ${room}`);
};
const ride = (hostId: string, riderId: string) =>
  world.write((tx) => {
    const { id } = offerRide(tx, { meeting, hostId, teamId: 1, side: 'marketing' }, START);
    claimSeat(tx, { rideId: id, rider: { id: riderId, sides: ['marketing'] } }, START);
    return id;
  });
const AFTER = new Date('2026-12-04T08:00:00Z');
const MONTH_LATER = new Date('2027-01-05T08:00:00Z');

test('people out of office for more than a week are not asked; those who are back sooner are', async () => {
  await world.write((tx) => {
    goAway(tx, 'US1', { until: new Date('2026-12-10T08:00:00Z') }, START);
    goAway(tx, 'US2', { until: new Date('2026-12-04T08:00:00Z') }, START);
    goAway(tx, 'UM1', { until: null }, START);
  });
  expect(rooms()).toEqual(['US2 1']);
  expect(read().away).toBe(2);
});

test('people who are back in exactly a week are asked, and the preview counts who is not', async () => {
  const preview = () => rideAlongRitual.preview(world.db, PEOPLE, START);
  expect(preview()).toEqual(['One pair would be asked.']);
  await world.write((tx) => goAway(tx, 'US1', { until: new Date('2026-12-08T08:00:00Z') }, START));
  expect(rooms()).toContain('US1 1');
  await world.write((tx) => goAway(tx, 'UM1', { until: null }, START));
  expect(preview()).toEqual(['0 pairs would be asked.', 'Out of office, so not asked: 1.']);
});

test('the working time of people is that of their teams on their side, from tomorrow on', async () => {
  const south = await world.write((tx) => {
    const [form] = allTeams(tx).filter(({ kind }) => kind === 'sales');
    const other = { ...form, id: undefined, name: 'South', channelId: 'C3', managerId: 'US2', worksFrom: '12:00' };
    const team = saveTeam(tx, other as Parameters<typeof saveTeam>[1], { id: null, by: 'test' }, START);
    saveMembers(tx, team, { userIds: new Set(['US1']), error: null }, START);
    return team;
  });
  const begins = (userId: string) => {
    const { sellers, marketers } = read();
    const { work = [] } = [...sellers, ...marketers].find((one) => one.userId === userId) ?? {};
    return [work.length, new Date(work[0]?.from ?? 0).toISOString()];
  };
  expect(south.managerId).toBe('US2');
  // A member, the manager, and a person of whom nothing is known: with the hours of both teams.
  expect([begins('US1'), begins('US2')]).toEqual(Array(2).fill([10, '2026-12-02T11:00:00.000Z']));
  expect(begins('UM1')).toEqual([10, '2026-12-02T08:00:00.000Z']);
  expect(readCandidates(world.db, [{ userId: 'UNEW', side: 'sales' }], START).sellers[0]?.work).toHaveLength(20);
});

test('people who turned it off are not asked', async () => {
  await world.write((tx) => savePreferences(tx, 'US1', { ...preferencesOf(tx, 'US1'), rideAlongs: 'off' }, START));
  expect(rooms()).toEqual(['US2 1', 'UM1 1']);
  expect(rideAlongRitual.preview(world.db, PEOPLE, START)).toEqual([
    'One pair would be asked.',
    'Want no proposals (/baton me): 1.',
  ]);
});

test('ride-alongs that a person has already count towards the cap of a month, on both sides', async () => {
  const rideId = await ride('US1', 'UM1');
  expect(rooms()).toEqual(['US1 0', 'US2 1', 'UM1 0']);
  await world.write((tx) => changeSetting(tx, { setting: ridesAMonth, value: 2, by: 'test' }, START));
  expect(rooms()).toEqual(['US1 1', 'US2 2', 'UM1 1']);
  await world.write((tx) => leaveSeat(tx, { rideId, userId: 'UM1', by: 'UM1' }, START));
  expect(rooms()).toEqual(['US1 2', 'US2 2', 'UM1 2']);
});

test('only meetings that took place count, for the pair and for each of them', async () => {
  const rideId = await ride('US1', 'UM1');
  await world.write((tx) => endRideAlongs(tx, AFTER));
  const { between, sellers } = read(AFTER);
  expect(between('US1', 'UM1').rodeAt).toBe(meeting.startsAt.getTime());
  expect(sellers.map(({ rides }) => rides)).toEqual([1, 0]);
  await world.write((tx) => saveMissed(tx, { rideId, userId: 'UM1', isMissed: true }, AFTER));
  expect(read(AFTER).between('US1', 'UM1').rodeAt).toBeNull();
});

test('a pair that rode together before is told when', async () => {
  await ride('US1', 'UM1');
  await world.write((tx) => endRideAlongs(tx, AFTER));
  const cycle = { id: 1, ritual: 'ride_alongs', status: 'published', dueAt: START } as const;
  const people = PEOPLE.filter(({ userId }) => userId !== 'US2');
  await world.write((tx) =>
    proposePairs(tx, { cycle: tx.insert(ritualCycles).values(cycle).returning().get(), people, now: AFTER }),
  );
  expect(pairsOf(world.db, 1, 'UM1')[0]?.rodeAt).toEqual(meeting.startsAt);
});

test('teams that never work at the same hour are not paired', async () => {
  const marketing = allTeams(world.db).find(({ kind }) => kind === 'marketing');
  const far = { ...marketing, zone: 'America/Los_Angeles' } as Parameters<typeof saveTeam>[1];
  expect(matchPairs(read())).toHaveLength(1);
  await world.write((tx) => saveTeam(tx, far, { id: marketing?.id ?? 0, by: 'test' }, START));
  expect(matchPairs(read())).toEqual([]);
});

test('a month without an answer is over with the next one, which asks another pair', async () => {
  const cycle = (id: number) =>
    world.write((tx) =>
      tx
        .insert(ritualCycles)
        .values({ id, ritual: 'ride_alongs', status: 'published', dueAt: START })
        .returning()
        .get(),
    );
  const propose = async (id: number, now: Date) => {
    const on = { cycle: await cycle(id), people: PEOPLE, now };
    await world.write((tx) => proposePairs(tx, on));
  };
  await propose(1, START);
  const told = world.db
    .select()
    .from(outbox)
    .all()
    .map(({ kind, orderingKey }) => `${kind} ${orderingKey}`);
  expect(told.toSorted()).toEqual(['ride_along_pairs UM1', 'ride_along_pairs US1']);
  expect(pairsOf(world.db, 1, 'US1')[0]?.rodeAt).toBeNull();
  await propose(2, MONTH_LATER);
  expect(pairsOf(world.db, 1, 'UM1').map(({ sellerId, state }) => `${sellerId} ${state}`)).toEqual(['US1 over']);
  const [second] = pairsOf(world.db, 2, 'UM1');
  expect(second).toMatchObject({ sellerId: 'US2', state: 'proposed' });
  const decline = (by: string) => world.write((tx) => declinePair(tx, { id: second?.id ?? 0, by }, MONTH_LATER));
  await expect(decline('US1')).rejects.toThrow('proposed to other people');
  await decline('UM1');
  await decline('US2');
  expect(pairsOf(world.db, 2, 'US2')[0]).toMatchObject({ state: 'declined', declinedBy: 'UM1' });
});
