import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enterRate } from '../../src/currency/enter.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { enterTopDown } from '../../src/targets/enter.ts';
import { progressOfBoard } from '../../src/targets/of-board.ts';
import { paceOf } from '../../src/targets/pace.ts';
import { periodAt } from '../../src/targets/periods.ts';
import { progressOfTargets, timeShareOf } from '../../src/targets/progress.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { isWorking } from '../../src/teams/working-time.ts';
import { inScope, naiveFigures } from '../scoreboard/naive.ts';
import { createWorld, play, START, turns, type World } from '../scoreboard/world.ts';

const DAY_MS = 86_400_000;
const CURRENCIES = ['EUR', 'USD', 'JPY'];

/** A target for each team: quarters and months, of several currencies. */
function setTargets(world: World, kinds: readonly { currency: string; isMonth: boolean }[]) {
  return world.write((tx) =>
    world.teamIds.map((teamId, at) => {
      const { currency = 'EUR', isMonth = false } = kinds[at] ?? {};
      const { key } = periodAt(isMonth ? 'month' : 'quarter', requireTeam(tx, teamId).zone, world.now);
      const figures = { topCents: 1_000_000 * (at + 1), topHandedOff: 5 + at, topQualified: at === 0 ? 3 : null };
      return enterTopDown(tx, { teamId, period: key, by: 'MIA' }, { currency, ...figures }, world.now);
    }),
  );
}

describe('progress', () => {
  test('agrees with the raw history, and sums are those of the teams', async () => {
    const kinds = fc.tuple(
      ...[0, 1].map(() => fc.record({ currency: fc.constantFrom(...CURRENCIES), isMonth: fc.boolean() })),
    );
    await fc.assert(
      fc.asyncProperty(turns(60), kinds, async (played, targeted) => {
        const world = await createWorld();
        for (const turn of played) await play(world, turn);
        await catchUp(world);
        await setTargets(world, targeted);
        agree(world);
      }),
      { numRuns: 6 },
    );
  });

  function agree(world: World): void {
    const naive = naiveFigures(world);
    const progress = progressOfTargets(world.db, { at: world.now }, world.now);
    expect(progress.targets.map(({ team }) => team.id).sort()).toEqual(world.teamIds);
    for (const { target, team, period, figures, apart } of progress.targets) {
      const scope = { view: 'activity' as const, teamId: team.id, from: period.from, to: period.to };
      const found = (key: 'revenue' | 'handed_off' | 'qualified') =>
        (naive[key] ?? []).filter((one) => inScope(world, one, one.at, scope));
      const sum = (currency: string | null) =>
        found('revenue')
          .filter(({ part }) => part === currency)
          .reduce((all, { cents }) => all + cents, 0);
      for (const { figure, currency, done } of figures) {
        expect(done, figure).toBe(figure === 'revenue' ? sum(currency) : found(figure).length);
      }
      const others = new Set(found('revenue').flatMap(({ part }) => (part === target.currency ? [] : [part])));
      expect(apart.map(({ currency }) => currency).sort()).toEqual([...others].sort());
      for (const { currency, cents } of apart) expect(cents).toBe(sum(currency));
    }
    for (const { period, figures, teams } of progress.sums) {
      const parts = progress.targets.filter((one) => one.period.key === period.key);
      expect(parts.map(({ team }) => team.name)).toEqual(teams);
      for (const { figure, currency, target, done, expected } of figures) {
        const same = parts.flatMap((one) =>
          one.figures.filter((part) => part.figure === figure && part.currency === currency),
        );
        const add = (of: (part: (typeof same)[number]) => number) => same.reduce((all, part) => all + of(part), 0);
        expect([target, done]).toEqual([add((part) => part.target), add((part) => part.done)]);
        expect(expected).toBeCloseTo(add((part) => part.expected));
      }
    }
    const figuresIn = (all: readonly { figures: readonly { target: number }[] }[]) =>
      all.flatMap(({ figures }) => figures).reduce((sum, { target }) => sum + target, 0);
    expect(figuresIn(progress.sums)).toBe(figuresIn(progress.targets));
  }

  test('counts the revenue in the currency of the target, and shows the rest apart', async () => {
    const world = await createWorld();
    const deals: [lead: number, n: number][] = [
      [0, 3],
      [2, 6],
      [4, 7],
      [6, 0],
    ];
    for (const [lead, n] of deals) {
      const turn = { waitMinutes: 1, lead: 0, who: 0, n };
      await play(world, { ...turn, act: 'handOff' });
      for (const act of ['accept', 'touch', 'qualify', 'win'] as const) {
        await play(world, { ...turn, act, lead: lead / 2 });
      }
    }
    await catchUp(world);
    await setTargets(world, [{ currency: 'EUR', isMonth: false }]);
    const [first] = progressOfTargets(world.db, { at: world.now }, world.now).targets;
    expect(first?.figures).toMatchObject([
      { figure: 'revenue', currency: 'EUR', target: 1_000_000, done: 900_090, pace: 'ahead' },
      { figure: 'handed_off', currency: null, target: 5, done: 4 },
      { figure: 'qualified', currency: null, target: 3, done: 4, pace: 'reached' },
    ]);
    expect(first?.apart).toEqual([
      { currency: 'USD', cents: 700_070, leads: 1 },
      { currency: null, cents: 0, leads: 1 },
    ]);
    const together = () => {
      const { targets, sums } = progressOfTargets(world.db, { at: world.now }, world.now);
      return [targets[0]?.together?.cents, sums[0]?.together, targets[0]?.figures[0]?.done];
    };
    expect(together()).toEqual([undefined, undefined, 900_090]);
    const rate = { currency: 'USD', base: 'EUR', rate: 0.5, appliesFrom: '2026-01-01', by: 'BOSS' };
    await world.write((tx) => enterRate(tx, rate, world.now));
    // Two teams: only each of them has one.
    expect(together()).toEqual([900_090 + 350_035, undefined, 900_090]);
    agree(world);
  });

  test('measures the time in the working time of the team', async () => {
    const { db, teamIds } = await createWorld();
    const team = requireTeam(db, teamIds[0] ?? 0);
    const quarter = periodAt('quarter', team.zone, START);
    expect(timeShareOf(team, quarter, quarter.from)).toBe(0);
    expect(timeShareOf(team, quarter, quarter.to)).toBe(1);
    expect(timeShareOf(team, quarter, new Date(quarter.to.getTime() + DAY_MS))).toBe(1);
    const hours = (to: Date) => {
      let worked = 0;
      for (let at = quarter.from.getTime(); at < to.getTime(); at += 1_800_000) {
        if (isWorking(team, new Date(at))) worked += 1;
      }
      return worked;
    };
    for (const day of [1, 34.5, 70.75]) {
      const now = new Date(quarter.from.getTime() + day * DAY_MS);
      expect(timeShareOf(team, quarter, now)).toBeCloseTo(hours(now) / hours(quarter.to), 10);
    }
  });

  test.each([
    [100, 50, 'reached', { isOver: false, hasBegun: true }],
    [99, 50, 'missed', { isOver: true, hasBegun: true }],
    [0, 0, 'not_begun', { isOver: false, hasBegun: false }],
    [0, 4, 'on_track', { isOver: false, hasBegun: true }],
    [45, 50, 'on_track', { isOver: false, hasBegun: true }],
    [55, 50, 'on_track', { isOver: false, hasBegun: true }],
    [56, 50, 'ahead', { isOver: false, hasBegun: true }],
    [44, 50, 'behind', { isOver: false, hasBegun: true }],
  ] as const)('%i of 100, where %i are expected, is %s', (done, expected, pace, when) => {
    expect(paceOf({ target: 100, done, expected }, when)).toBe(pace);
  });

  test('goes by the usual period of the company, and by the other one without it', async () => {
    const world = await createWorld();
    const [teamId = 0] = world.teamIds;
    const enter = (period: string) =>
      world.write((tx) =>
        enterTopDown(
          tx,
          { teamId, period, by: 'MIA' },
          { currency: 'EUR', topCents: null, topHandedOff: 1, topQualified: null },
          START,
        ),
      );
    const keys = () => progressOfTargets(world.db, { at: START }, START).targets.map(({ period }) => period.key);
    expect(keys()).toEqual([]);
    await enter('2026-03');
    expect(keys()).toEqual(['2026-03']);
    await enter('2026-Q1');
    expect(keys()).toEqual(['2026-Q1']);
    expect(progressOfTargets(world.db, { at: START, teamIds: [teamId + 1] }, START).targets).toEqual([]);
  });

  test('of a scoreboard is that of its last moment, and only of whole teams', async () => {
    const world = await createWorld();
    const [teamId = 0] = world.teamIds;
    const enter = (period: string, topHandedOff: number) =>
      world.write((tx) =>
        enterTopDown(
          tx,
          { teamId, period, by: 'MIA' },
          { currency: 'EUR', topCents: null, topHandedOff, topQualified: null },
          START,
        ),
      );
    await enter('2026-Q1', 1);
    await enter('2026-Q2', 2);
    const period = periodAt('quarter', 'Europe/Berlin', START);
    const board = (choice: Partial<Board['choice']>, now: Date) => {
      const shown = { choice: { view: 'activity', ...choice } as Board['choice'], period };
      return progressOfBoard(world.db, shown, now).targets.map(({ period }) => period.key);
    };
    const later = period.to;
    expect(board({}, START)).toEqual(['2026-Q1']);
    expect(board({}, later)).toEqual(['2026-Q1']);
    expect(board({ teamId }, later)).toEqual(['2026-Q1']);
    expect(board({ teamId: teamId + 1 }, later)).toEqual([]);
    for (const part of [{ source: 'Fair' }, { campaign: 'May' }, { person: 'ANN' }]) {
      expect(board(part as Partial<Board['choice']>, later)).toEqual([]);
    }
    const all = progressOfTargets(world.db, { at: START }, later).targets;
    expect(all.map(({ isOver, timeShare }) => [isOver, timeShare])).toEqual([[true, 1]]);
    const [before] = progressOfTargets(world.db, { at: later }, START).targets;
    expect(before).toMatchObject({ isOver: false, timeShare: 0 });
  });

  test('of a team that retired counts for the periods that were over by then', async () => {
    const world = await createWorld();
    await setTargets(world, []);
    const [teamId = 0] = world.teamIds;
    const asked = { at: START, teamIds: [teamId] };
    const { to } = periodAt('quarter', 'Europe/Berlin', START);
    const retire = (at: Date) => world.write((tx) => retireTeam(tx, requireTeam(tx, teamId), 'ADA', at));
    await retire(new Date(to.getTime() - 1));
    expect(progressOfTargets(world.db, asked, to).targets).toEqual([]);
    await retire(to);
    expect(progressOfTargets(world.db, asked, to).targets).toHaveLength(1);
  });

  test('of a team without any working time goes by the calendar', async () => {
    const world = await createWorld();
    const [teamId = 0] = world.teamIds;
    const { id, updatedAt, updatedBy, ...form } = requireTeam(world.db, teamId);
    const month = periodAt('month', form.zone, START);
    const holidays = Array.from({ length: 31 }, (_, at) => `2026-03-${String(at + 1).padStart(2, '0')}`);
    const idle = await world.write((tx) => saveTeam(tx, { ...form, holidays }, { id, by: 'test' }, START));
    const middle = new Date((month.from.getTime() + month.to.getTime()) / 2);
    expect(timeShareOf(idle, month, middle)).toBeCloseTo(0.5);
  });
});
