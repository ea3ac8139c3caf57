/** People who join a team meet a colleague of the other side. */
import { describe, expect, test } from 'vitest';
import { chooseCounterpart, minutesTogether } from '../../src/introductions/choose.ts';
import { headsOf, nextPairs, pairHeads } from '../../src/introductions/heads.ts';
import { headPairs } from '../../src/introductions/table.ts';
import { goAway } from '../../src/leads/routing/away.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { watch } from '../../src/teams/watchers.ts';
import { HOURS, newWorld, type World } from './world.ts';

// A Monday.
const START = new Date('2026-11-16T08:00:00Z');
const day = (count: number) => new Date(START.getTime() + count * 86_400_000);
const join = (world: World, channel: 'C1' | 'C2', ...ids: string[]) => void world.members[channel]?.push(...ids);

describe('a newcomer', () => {
  test('meets the person of the other side with the fewest introductions lately, and each gets a message', async () => {
    const world = await newWorld({ sales: 2, marketing: 3 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW1');
    await world.morning(day(1));
    expect(world.met()).toEqual(['UNEW1 meets UM1']);
    join(world, 'C1', 'UNEW2');
    await world.morning(day(2));
    join(world, 'C1', 'UNEW3');
    await world.morning(day(3));
    expect(world.met()).toEqual(['UNEW1 meets UM1', 'UNEW2 meets UM2', 'UNEW3 meets UM3']);
    const told = world.db.select().from(outbox).all();
    expect(told.map(({ orderingKey }) => orderingKey)).toEqual(['UNEW1', 'UM1', 'UNEW2', 'UM2', 'UNEW3', 'UM3']);
  });

  test('is met by a counterpart once a week, waits for that, and is forgotten after four weeks', async () => {
    const world = await newWorld({ sales: 2, marketing: 1 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW1', 'UNEW2');
    await world.morning(day(1));
    await world.morning(day(2));
    expect(world.met()).toEqual(['UNEW1 meets UM1']);
    await world.morning(day(8));
    expect(world.met()).toEqual(['UNEW1 meets UM1', 'UNEW2 meets UM1']);
    world.members.C2 = [];
    join(world, 'C1', 'UNEW3');
    await world.morning(day(9));
    world.members.C2 = ['UM1'];
    await world.morning(day(39));
    expect(world.met()).toHaveLength(2);
  });

  test('does not meet people who are away, are guests, opted out or only watch, and managers only where there is no one else', async () => {
    const world = await newWorld({ sales: 1, marketing: 5 }, START);
    join(world, 'C2', 'UHEAD');
    world.people.UM1 = { isMember: false };
    world.people.UM2 = { statusEmoji: 'palm_tree' };
    const marketing = allTeams(world.db).find(({ kind }) => kind === 'marketing');
    await world.write((tx) => {
      goAway(tx, 'UM3', { until: null }, START);
      savePreferences(tx, 'UM4', { introductions: 'off' }, START);
      watch(tx, { team: requireTeam(tx, marketing?.id ?? 0), userId: 'UM5' }, START);
    });
    world.members.C2 = world.members.C2?.filter((id) => id !== 'UM5') ?? [];
    await world.morning(START);
    join(world, 'C1', 'UNEW1');
    await world.morning(day(1));
    expect(world.met()).toEqual(['UNEW1 meets UHEAD']);
  });

  test('is not introduced as a guest, without wanting it, or after leaving; and waits while away', async () => {
    const world = await newWorld({ sales: 1, marketing: 6 }, START);
    await world.morning(START);
    world.people.UGUEST = { isMember: false };
    await world.write((tx) => savePreferences(tx, 'UQUIET', { introductions: 'off' }, START));
    world.people.UAWAY = { statusEmoji: 'palm_tree' };
    join(world, 'C1', 'UGUEST', 'UQUIET', 'UAWAY');
    await world.morning(day(1));
    expect(world.met()).toEqual([]);
    world.people = Object.assign(world.people, { UGUEST: {}, UAWAY: {} });
    await world.morning(day(2));
    expect(world.met()).toEqual(['UAWAY meets UM1']);
  });

  test('floods no one: the first members of a team, a regrouped team, and people who change teams are not new', async () => {
    const world = await newWorld({ sales: 12, marketing: 12 }, START);
    await world.morning(START);
    await world.morning(day(1));
    join(world, 'C1', ...Array.from({ length: 12 }, (_, n) => `UMANY${n}`));
    await world.morning(day(2));
    await world.write((tx) => {
      const form = { ...HOURS, userGroupId: null, digestCron: null, holidays: [], routing: 'pool' as const };
      const north = { ...form, kind: 'sales' as const, name: 'North', channelId: 'C3', managerId: 'UNORTH' };
      saveTeam(tx, north, { id: null, by: 'test' }, START);
    });
    expect(world.met()).toEqual([]);
    world.members.C1 = world.members.C1?.filter((id) => id !== 'US1') ?? [];
    await world.morning(day(3));
    join(world, 'C1', 'US1');
    await world.morning(day(4));
    expect(world.met()).toEqual([]);
  });

  test('from the other side meets someone new, and no pair comes twice', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW1');
    await world.morning(day(1));
    world.members.C1 = ['US1', 'UM1'];
    world.members.C2 = ['UNEW1'];
    await world.morning(day(30));
    await world.morning(day(31));
    expect(world.met()).toEqual(['UNEW1 meets UM1', 'UNEW1 meets US1']);
  });
});

test('a counterpart who works at the same hours comes first among equals', async () => {
  const one = { isManager: false, lately: 0, lastAt: 0, together: 60 };
  const chosen = chooseCounterpart([
    { ...one, userId: 'A' },
    { ...one, userId: 'B', together: 480 },
    { ...one, userId: 'C', together: 480, lately: 1 },
  ]);
  expect(chosen?.userId).toBe('B');
  const world = await newWorld({ sales: 0, marketing: 0 }, START);
  const [berlin] = allTeams(world.db);
  if (!berlin) throw new Error('There is no team.');
  expect(minutesTogether(berlin, { ...berlin, zone: 'America/New_York' }, START)).toBe(120);
});

describe('managers of both sides', () => {
  const manager = (world: World, kind: 'sales' | 'marketing', managerId: string) =>
    world.write((tx) => {
      const form = { ...HOURS, userGroupId: null, digestCron: null, holidays: [], routing: 'pool' as const };
      saveTeam(
        tx,
        { ...form, kind, name: managerId, channelId: `C${managerId}`, managerId },
        { id: null, by: 'x' },
        START,
      );
    });
  const meet = async (world: World, at: Date) => {
    await world.write((tx) => pairHeads(tx, at));
    return world.db.select().from(headPairs).all().at(-1)?.salesId;
  };

  test('meet each other in turn, once a month', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    await manager(world, 'sales', 'UNORTH');
    await manager(world, 'sales', 'USOUTH');
    const months = [await meet(world, day(0)), await meet(world, day(31)), await meet(world, day(61))];
    expect(new Set(months).size).toBe(3);
    expect(await meet(world, day(92))).toBe(months[0]);
    await meet(world, day(93));
    expect(world.db.select().from(headPairs).all()).toHaveLength(4);
    const last = world.db.select().from(outbox).all().slice(-2);
    expect(last.map(({ orderingKey }) => orderingKey)).toEqual([months[0], 'UHEAD']);
  });

  test('meet everyone of the other side before they meet again', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    await manager(world, 'sales', 'UNORTH');
    await manager(world, 'marketing', 'UEVENTS');
    for (const month of [0, 31]) await world.write((tx) => pairHeads(tx, day(month)));
    const met = world.db.select().from(headPairs).all();
    expect(new Set(met.map(({ salesId, marketingId }) => `${salesId} ${marketingId}`)).size).toBe(4);
  });

  test('are not paired while away or opted out, nor with themselves', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    expect(nextPairs(world.db, START)).toEqual([{ salesId: 'UBOSS', marketingId: 'UHEAD' }]);
    await world.write((tx) => goAway(tx, 'UHEAD', { until: null }, START));
    expect(nextPairs(world.db, START)).toEqual([]);
    await manager(world, 'marketing', 'UBOSS');
    expect(headsOf(world.db, 'sales')).toEqual([]);
  });
});
