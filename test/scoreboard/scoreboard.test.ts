import { describe, expect, test } from 'vitest';
import { keepBlocked, takeInBlocked } from '../../src/leads/blocked.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { leadsBehind } from '../../src/scoreboard/behind.ts';
import { catchUp, countSome, uncounted } from '../../src/scoreboard/catch-up.ts';
import { keepTallies } from '../../src/scoreboard/keep-tallies.ts';
import { percentile, roundedMinutes } from '../../src/scoreboard/minutes.ts';
import { periodOf, readPeriod } from '../../src/scoreboard/periods.ts';
import { type BoardChoice, readBoard } from '../../src/scoreboard/read.ts';
import { scoreboardLeads } from '../../src/scoreboard/table.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { createWorld, play, type Turn, type World } from './world.ts';

const DAY = 24 * 60;
const choice: BoardChoice = { view: 'activity', period: { first: '2026-03-01', last: '2026-03-31' } };

async function played(...acts: [act: Turn['act'], waitMinutes?: number, n?: number][]): Promise<World> {
  const world = await createWorld();
  await go(world, ...acts);
  return world;
}

async function go(world: World, ...acts: [act: Turn['act'], waitMinutes?: number, n?: number][]) {
  for (const [act, waitMinutes = 30, n = 1] of acts) await play(world, { act, waitMinutes, lead: 0, who: 0, n });
  await catchUp(world);
}

const only = ({ db }: World) => db.select().from(scoreboardLeads).where(eq(scoreboardLeads.leadId, 1)).get();

describe('a lead counts', () => {
  test('as recycled until that acceptance is released', async () => {
    const world = await played(['handOff'], ['decline'], ['handBack'], ['accept']);
    expect(only(world)?.recycledAt).toEqual(world.now);
    await go(world, ['release']);
    expect(only(world)).toMatchObject({ recycledAt: null, acceptedAt: null });
  });

  test('as influenced by content only if it was used before the win, and the first use counts', async () => {
    const influenced = (world: World) => leadsIn(readBoard(world.db, choice, world.now).figures.influenced);
    const won = ['touch', 'qualify', 'win'].map((act): [Turn['act']] => [act as Turn['act']]);
    expect(influenced(await played(['handOff'], ...won, ['useContent']))).toBe(0);
    expect(influenced(await played(['handOff'], ['useContent'], ...won, ['useContent']))).toBe(1);
    const pipeline = (world: World) => leadsIn(readBoard(world.db, choice, world.now).figures.pipeline_influenced);
    expect(pipeline(await played(['handOff'], ['touch'], ['qualify'], ['useContent']))).toBe(1);
    expect(pipeline(await played(['handOff'], ...won, ['useContent']))).toBe(0);
  });

  test('with the last value that was entered: with the win, or after it', async () => {
    const value = (world: World) => [only(world)?.cents, only(world)?.currency];
    const world = await played(['handOff'], ['touch'], ['qualify', 30, 3]);
    expect(value(world)).toEqual([300_030, 'EUR']);
    await go(world, ['win', 30, 1]);
    expect(value(world)).toEqual([200_020, 'JPY']);
    await go(world, ['value', 30, 4]);
    expect(value(world)).toEqual([1_500_150, 'EUR']);
    await go(world, ['reopen']);
    expect(value(world)).toEqual([null, null]);
  });

  test('by its first return, whatever comes later', async () => {
    const world = await played(['handOff'], ['decline', 30, 2], ['handBack', 60], ['decline', 30, 3]);
    expect(only(world)).toMatchObject({ returnReason: 'Wrong contact', answerMinutes: 60, answerClockMinutes: 60 });
  });

  test('in the working time that its team had then, also after new hours', async () => {
    // Handed off on Monday at 9:30 in Berlin, accepted on Tuesday at 9:30.
    const world = await played(['handOff'], ['accept', DAY]);
    expect(only(world)).toMatchObject({ acceptMinutes: 480, acceptClockMinutes: 1_500 });
    await go(world, ['editTeam', 1, 2], ['touch', 1]);
    expect(only(world)?.acceptMinutes).toBe(480);
  });

  test('when it is counted in steps, or all over again', async () => {
    const world = await played(['handOff'], ['touch'], ['qualify', 30, 4], ['win']);
    const counted = only(world);
    world.db.$client.exec('delete from scoreboard_leads; delete from scoreboard_progress');
    expect(uncounted(world.db)).toBeGreaterThan(4);
    await world.write(countSome);
    await world.write(countSome);
    expect(uncounted(world.db)).toBe(0);
    expect(only(world)).toEqual(counted);
  });
});

test('a list is of a figure, or of one part of it', async () => {
  const world = await createWorld();
  const acts: [Turn['act'], number, number][] = [
    ...[0, 1, 2].map((): [Turn['act'], number, number] => ['handOff', 0, 0]),
    ...[0, 1, 2].map((lead): [Turn['act'], number, number] => ['touch', lead, 0]),
    ...[0, 3, 4].map((n, lead): [Turn['act'], number, number] => ['qualify', lead, n]),
  ];
  for (const [act, lead, n] of acts) await play(world, { act, waitMinutes: 1, lead, who: 0, n });
  await catchUp(world);
  const scope = { view: 'activity' as const, from: new Date(0), to: new Date('2027-01-01') };
  const list = (key: 'pipeline' | 'handed_off', part?: string | null, limit = 9) => {
    const { rows, total } = leadsBehind(world.db, { key, ...(part !== undefined && { part }) }, scope, {
      limit,
      offset: 0,
    });
    return [rows.map(({ id }) => id), total];
  };
  expect(list('pipeline')).toEqual([[3, 2, 1], 3]);
  expect(list('pipeline', null)).toEqual([[1], 1]);
  expect(list('pipeline', 'EUR')).toEqual([[2], 1]);
  expect(list('pipeline', 'USD')).toEqual([[3], 1]);
  // A figure without parts is the whole one.
  expect(list('handed_off', 'EUR', 2)).toEqual([[3, 2], 3]);
});

test('a win that is reopened leaves the day in which it was won, also in sums that are kept', async () => {
  const world = await played(['handOff'], ['touch'], ['qualify', 30, 3], ['win']);
  const wonAt = world.now;
  const won = async () => {
    await catchUp(world);
    await keepTallies({ ...world, now: () => new Date(wonAt.getTime() + 9 * DAY * 60_000) });
    return leadsIn(readBoard(world.db, choice, world.now).figures.won);
  };
  expect(await won()).toBe(1);
  await play(world, { act: 'reopen', waitMinutes: 3 * DAY, lead: 0, who: 0, n: 0 });
  expect(await won()).toBe(0);
});

test('a lead of a blocked domain counts once a person takes it in', async () => {
  const world = await createWorld();
  const [teamId = 0] = world.teamIds;
  const form = {
    name: 'Kai',
    company: 'X',
    email: 'kai@x.example',
    phone: null,
    role: null,
    source: null,
    need: 'A demo',
  };
  const handoff = { form: { ...form, stage: null, temperature: 'warm' as const }, teamId, assigneeId: null };
  const lead = await world.write((tx) =>
    keepBlocked(
      tx,
      { ...handoff, marketerId: 'MIA', messageLink: null, earlierLeadId: null, domain: 'x.example' },
      world.now,
    ),
  );
  await catchUp(world);
  expect([only(world), uncounted(world.db)]).toEqual([undefined, 0]);
  await world.write((tx) => takeInBlocked(tx, { leadId: lead.id, by: 'MIA' }, world.now));
  await catchUp(world);
  expect(only(world)).toMatchObject({ leadId: lead.id });
});

test('a list counts a lead that its reader may not see, and does not name it', async () => {
  const world = await played(['handOff'], ['handOff']);
  const scope = { view: 'activity' as const, from: new Date(0), to: new Date('2027-01-01') };
  const rows = (teamIds: number[]) =>
    leadsBehind(world.db, { key: 'handed_off' }, scope, { limit: 9, offset: 0 }, { userId: 'ELSE', teamIds }).rows;
  expect(rows(world.teamIds).map(({ company }) => company)).toEqual(['Acme', 'Acme']);
  expect(rows([]).map(({ name, company }) => [name, company])).toEqual([
    [null, null],
    [null, null],
  ]);
});

describe('a period', () => {
  const at = new Date('2026-04-01T10:00:00Z');

  test.each([
    ['week', '2026-03-30', '2026-04-05', 7],
    ['last_week', '2026-03-23', '2026-03-29', 7],
    ['last_month', '2026-03-01', '2026-03-31', 28],
    ['last_quarter', '2026-01-01', '2026-03-31', 92],
  ] as const)('%s has whole days, also when clocks change', (name, first, last, daysBefore) => {
    const period = periodOf(name, 'Europe/Berlin', at);
    expect(period).toMatchObject({ first, last });
    expect(Math.round((period.before.to.getTime() - period.before.from.getTime()) / 86_400_000)).toBe(daysBefore);
  });

  test('of any days is read as it is written, and nonsense is not', () => {
    expect(readPeriod('2026-03-29..2026-03-29')).toEqual({ first: '2026-03-29', last: '2026-03-29' });
    const summerTime = periodOf({ first: '2026-03-29', last: '2026-03-29' }, 'Europe/Berlin', at);
    expect(summerTime.to.getTime() - summerTime.from.getTime()).toBe(23 * 3_600_000);
    for (const text of ['2026-02-30..2026-03-01', '2026-03-02..2026-03-01', 'yesterday', ''])
      expect(readPeriod(text)).toBeUndefined();
  });
});

describe('a comparison', () => {
  test('needs a period that is over, and one before it with leads throughout', async () => {
    const world = await played(['handOff'], ['handOff', 40 * DAY], ['touch', 60], ['qualify', 60]);
    const compared = (period: BoardChoice['period'], view: BoardChoice['view'] = 'activity') =>
      readBoard(world.db, { view, period }, world.now).before;
    expect(compared('month')).toBeUndefined();
    expect(compared('last_month')).toBeUndefined();
    expect(compared({ first: '2026-03-20', last: '2026-03-31' })).toMatchObject({ handed_off: 0, qualified: 0 });
    expect(compared({ first: '2026-03-20', last: '2026-03-31' }, 'cohort')).toBeUndefined();
    world.now = new Date('2026-08-01T10:00:00Z');
    expect(compared({ first: '2026-03-20', last: '2026-03-31' }, 'cohort')).toMatchObject({ handed_off: 0 });
    expect(compared('last_month', 'cohort')).toBeUndefined();
  });

  test('of qualified leads by month begins after two whole months', async () => {
    const world = await played(['handOff'], ['touch'], ['qualify']);
    const velocity = () => readBoard(world.db, choice, world.now).velocity;
    world.now = new Date('2026-05-02T10:00:00Z');
    expect(velocity()).toBeUndefined();
    await go(world, ['reopen'], ['qualify'], ['qualify', 31 * DAY]);
    await play(world, { act: 'handOff', waitMinutes: 0, lead: 0, who: 0, n: 2 });
    for (const act of ['touch', 'qualify'] as const) await play(world, { act, waitMinutes: 1, lead: 1, who: 0, n: 2 });
    await catchUp(world);
    world.now = new Date('2026-07-01T10:00:00Z');
    expect(velocity()).toEqual({
      ...{ month: '2026-06-01', monthBefore: '2026-05-01', qualified: 1, qualifiedBefore: 1 },
      rate: 0,
    });
  });
});

describe('minutes', () => {
  test('are rounded up, from 100 on to two digits', () => {
    const of = (minutes: number) => roundedMinutes(minutes * 60_000);
    expect([0, 0.1, 59.5, 99, 100, 100.1, 990, 991, 12_345].map(of)).toEqual([
      0, 1, 60, 99, 100, 110, 990, 1_000, 13_000,
    ]);
  });

  test('have a median and a 90th percentile that a lead has', () => {
    const spread = new Map([
      [30, 1],
      [5, 8],
      [600, 1],
    ]);
    expect([percentile(spread, 0.5), percentile(spread, 0.9), percentile(new Map(), 0.5)]).toEqual([5, 30, undefined]);
  });
});
