/** Limits of introductions: who is new, who comes first, and how long someone waits. */
import { describe, expect, test } from 'vitest';
import { type Candidate, chooseCounterpart } from '../../src/introductions/choose.ts';
import { nextPairs, pairHeads } from '../../src/introductions/heads.ts';
import { introduceNewcomers } from '../../src/introductions/introduce.ts';
import { introductionJobs, noticeNewcomers } from '../../src/introductions/notice.ts';
import { headsRitual } from '../../src/introductions/ritual.ts';
import { headPairs, introductions, newcomers } from '../../src/introductions/table.ts';
import { goAway } from '../../src/leads/routing/away.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { HOURS, newWorld, type World } from './world.ts';

// A Monday.
const START = new Date('2026-11-16T08:00:00Z');
const DAY_MS = 86_400_000;
const day = (count: number, ms = 0) => new Date(START.getTime() + count * DAY_MS + ms);
const join = (world: World, channel: 'C1' | 'C2', ...ids: string[]) => void world.members[channel]?.push(...ids);
const waiting = (world: World) =>
  world.db
    .select()
    .from(newcomers)
    .all()
    .flatMap(({ userId, tryAt }) => (tryAt === null ? [] : [userId]));

const plain: Candidate = { userId: 'A', isManager: false, lately: 0, lastAt: 0, together: 60 };
test.each<[string, Partial<Candidate>[]]>([
  [
    'managers come last',
    [
      { userId: 'A', isManager: true },
      { userId: 'B', lately: 5 },
    ],
  ],
  ['fewer introductions lately come first', [{ userId: 'A', lately: 1, together: 480 }, { userId: 'B' }]],
  [
    'then more hours together',
    [
      { userId: 'A', lastAt: 0 },
      { userId: 'B', together: 61, lastAt: 5 },
    ],
  ],
  [
    'then a longer wait',
    [
      { userId: 'A', lastAt: 2 },
      { userId: 'B', lastAt: 1 },
    ],
  ],
  ['then the id', [{ userId: 'C' }, { userId: 'B' }, { userId: 'D' }]],
])('of counterparts, %s', (_, candidates) => {
  const all = candidates.map((one) => ({ ...plain, ...one }));
  expect([chooseCounterpart(all)?.userId, chooseCounterpart(all.toReversed())?.userId]).toEqual(['B', 'B']);
});

test('without candidates no one is chosen', () => expect(chooseCounterpart([])).toBeUndefined());

describe('people who join', () => {
  test.each([
    [5, 5],
    [6, 0],
  ])('wait for an introduction: of %d at once, %d', async (joining, count) => {
    const world = await newWorld({ sales: 1, marketing: 0 }, START);
    await world.morning(START);
    join(world, 'C1', ...Array.from({ length: joining }, (_, n) => `UNEW${n}`));
    await world.morning(day(1));
    expect(waiting(world)).toHaveLength(count);
    // Once seen, they are not new the day after.
    await world.morning(day(2));
    expect(world.db.select().from(newcomers).all()).toHaveLength(joining + 1);
  });

  test('as managers of the team are not new, and may meet no one', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    await world.morning(START);
    join(world, 'C1', 'UBOSS');
    await world.morning(day(1));
    expect([waiting(world), world.met()]).toEqual([[], []]);
  });

  test('are not noticed while a team cannot be read', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    const [team] = allTeams(world.db);
    if (!team) throw new Error('There is no team.');
    const notice = (error: string | null) =>
      world.write((tx) => {
        saveMembers(tx, team, { userIds: new Set(['US1']), error }, START);
        noticeNewcomers(tx, team, START);
      });
    await world.write((tx) => noticeNewcomers(tx, team, START));
    await notice('channel_not_found');
    expect(world.db.select().from(newcomers).all()).toEqual([]);
    await notice(null);
    expect(world.db.select().from(newcomers).all()).toMatchObject([{ userId: 'US1', tryAt: null }]);
  });

  test('are noticed when the working day of their team begins', async () => {
    const world = await newWorld({ sales: 1, marketing: 0 }, START);
    const jobs = introductionJobs(world.db);
    expect(jobs.map(({ name, zone }) => [name, zone])).toEqual([
      ['introductions:2', 'Europe/Berlin'],
      ['introductions:1', 'Europe/Berlin'],
    ]);
    await world.write((tx) => saveMembers(tx, requireTeam(tx, 1), { userIds: new Set(['US1']), error: null }, START));
    const run = (now: Date, late: boolean) => world.write((tx) => jobs[1]?.run(tx, { at: START, late }, now));
    await run(new Date('2026-11-16T20:00:00Z'), true);
    expect(world.db.select().from(newcomers).all()).toEqual([]);
    await run(START, false);
    expect(world.db.select().from(newcomers).all()).toHaveLength(1);
  });
});

describe('a newcomer who waits', () => {
  /** One newcomer, seen on day 1, without a counterpart until the given morning. */
  async function waitingUntil(at: Date) {
    const world = await newWorld({ sales: 1, marketing: 0 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW');
    await world.morning(day(1));
    expect(waiting(world)).toEqual(['UNEW']);
    world.members.C2 = ['UM1'];
    await world.morning(at);
    return world.met();
  }

  test('is introduced for four weeks, and then left alone', async () => {
    expect(await waitingUntil(day(29))).toEqual(['UNEW meets UM1']);
    expect(await waitingUntil(day(29, 1))).toEqual([]);
  });

  test('tries again when work begins, not before', async () => {
    const world = await newWorld({ sales: 1, marketing: 0 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW');
    await world.morning(day(1));
    const [row] = world.db
      .select()
      .from(newcomers)
      .all()
      .filter(({ userId }) => userId === 'UNEW');
    expect(row?.tryAt).toEqual(day(2));
  });

  test('is left alone when the team is retired', async () => {
    const world = await newWorld({ sales: 1, marketing: 0 }, START);
    await world.morning(START);
    join(world, 'C1', 'UNEW');
    await world.morning(day(1));
    await world.write((tx) => retireTeam(tx, requireTeam(tx, 1), 'UBOSS', START));
    const directory = { person: () => expect.fail('Slack is not asked.') } as unknown as Directory;
    const deps = { ...world, directory, now: () => day(2) };
    const stopped = new AbortController();
    stopped.abort();
    await introduceNewcomers(deps, stopped.signal);
    expect(waiting(world)).toEqual(['UNEW']);
    await introduceNewcomers(deps, new AbortController().signal);
    expect(waiting(world)).toEqual([]);
  });
});

describe('a counterpart', () => {
  /** UM1 had introductions on these days; a newcomer joins on day 1. */
  async function introduced(days: number[], ms = 0) {
    const world = await newWorld({ sales: 1, marketing: 2 }, START);
    for (const [n, ago] of days.entries())
      world.db
        .insert(introductions)
        .values({ newcomerId: `UOLD${n}`, side: 'sales', teamId: 1, counterpartId: 'UM1', at: day(1 - ago, ms) })
        .run();
    await world.morning(START);
    join(world, 'C1', 'UNEW');
    await world.morning(day(1));
    return world.met().at(-1);
  }

  test('rests for a week', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    const met = { newcomerId: 'UOLD', side: 'sales' as const, teamId: 1, counterpartId: 'UM1' };
    world.db
      .insert(introductions)
      .values({ ...met, at: day(-6, 1) })
      .run();
    await world.morning(START);
    join(world, 'C1', 'UNEW');
    await world.morning(day(1));
    expect(world.met()).toHaveLength(1);
    world.db.delete(introductions).run();
    world.db
      .insert(introductions)
      .values({ ...met, at: day(-5) })
      .run();
    await world.morning(day(2));
    expect(world.met()).toEqual(['UOLD meets UM1', 'UNEW meets UM1']);
  });

  test('had the introductions of the last half year', async () => {
    expect(await introduced([10])).toBe('UNEW meets UM2');
    expect(await introduced([183])).toBe('UNEW meets UM1');
    expect(await introduced([182], 1)).toBe('UNEW meets UM2');
  });
});

describe('managers', () => {
  test('are asked to meet in the ritual, which says in advance how many', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    const ritual = headsRitual as unknown as {
      people(deps: { db: World['db'] }): Promise<object[]>;
      begin(tx: World['db'], given: { now: Date }): object | undefined;
      preview(db: World['db'], given: unknown, now: Date): string[];
      publish(tx: World['db'], given: { now: Date }): void;
    };
    expect(await ritual.people(world)).toEqual([
      { userId: 'UBOSS', side: 'sales' },
      { userId: 'UHEAD', side: 'marketing' },
    ]);
    expect(ritual.begin(world.db, { now: START })).toBeUndefined();
    expect(ritual.preview(world.db, undefined, START)).toEqual(['Pairs: 1. Each of them gets one message.']);
    await world.write((tx) => ritual.publish(tx, { now: START }));
    expect(world.db.select().from(headPairs).all()).toMatchObject([
      { salesId: 'UBOSS', marketingId: 'UHEAD', at: START },
    ]);
    await world.write((tx) => goAway(tx, 'UBOSS', { until: null }, START));
    const none = 'One side has no manager who can meet.';
    expect(ritual.begin(world.db, { now: START })).toEqual({ skip: none });
    expect(ritual.preview(world.db, undefined, START)).toEqual([none]);
  });

  test('are paired again after two weeks, not before, and only if they want it', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    const pair = (at: Date) => world.write((tx) => pairHeads(tx, at));
    await pair(START);
    await pair(day(14, -1));
    expect(world.db.select().from(headPairs).all()).toHaveLength(1);
    await pair(day(14));
    expect(world.db.select().from(headPairs).all()).toHaveLength(2);
    await world.write((tx) => savePreferences(tx, 'UHEAD', { introductions: 'off' }, START));
    expect(nextPairs(world.db, day(30))).toEqual([]);
  });

  test('come first if they have not met for longest, and then if they met no one for longest', async () => {
    const world = await newWorld({ sales: 1, marketing: 1 }, START);
    await world.write((tx) => {
      const form = { ...HOURS, userGroupId: null, digestCron: null, holidays: [], routing: 'pool' as const };
      for (const [kind, managerId] of [
        ['sales', 'UNORTH'],
        ['marketing', 'UEVENTS'],
      ] as const)
        saveTeam(
          tx,
          { ...form, kind, name: managerId, channelId: `C${managerId}`, managerId },
          { id: null, by: 'x' },
          START,
        );
    });
    const met = (salesId: string, marketingId: string, days: number) =>
      world.db
        .insert(headPairs)
        .values({ salesId, marketingId, at: day(days) })
        .run();
    met('UBOSS', 'UHEAD', -50);
    expect(nextPairs(world.db, START)).toEqual([
      { salesId: 'UNORTH', marketingId: 'UEVENTS' },
      { salesId: 'UBOSS', marketingId: 'UHEAD' },
    ]);
    met('UBOSS', 'UEVENTS', -40);
    met('UNORTH', 'UHEAD', -30);
    expect(nextPairs(world.db, START)).toEqual([
      { salesId: 'UNORTH', marketingId: 'UEVENTS' },
      { salesId: 'UBOSS', marketingId: 'UHEAD' },
    ]);
    met('UNORTH', 'UEVENTS', -20);
    expect(nextPairs(world.db, START)[0]).toEqual({ salesId: 'UBOSS', marketingId: 'UHEAD' });
    met('UBOSS', 'UHEAD', -10);
    expect(nextPairs(world.db, START)[0]).toEqual({ salesId: 'UBOSS', marketingId: 'UEVENTS' });
  });
});
