/** Targets as people find them: the page of a team, the steps that wait for managers, and the rows of an export. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { enterBottomUp, enterTopDown } from '../../src/targets/enter.ts';
import { approvalOf, gapOf, hasTopDown, isReady, stepOf } from '../../src/targets/gap.ts';
import { progressOfBoard } from '../../src/targets/of-board.ts';
import { paceOf } from '../../src/targets/pace.ts';
import { readTargetPage } from '../../src/targets/page.ts';
import { requirePeriod } from '../../src/targets/periods.ts';
import { progressOfTargets, timeShareOf } from '../../src/targets/progress.ts';
import { targetCsv, targetRows } from '../../src/targets/rows.ts';
import { targetUnit } from '../../src/targets/settings.ts';
import { sumsOf } from '../../src/targets/sums.ts';
import type { Target } from '../../src/targets/table.ts';
import { targetsWaitingFor } from '../../src/targets/waiting.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

// A Thursday.
const NOW = new Date('2026-11-19T09:00:00Z');
let db: Db;
let write: Write;
const run = <T>(act: (tx: Tx) => T) => write(act);
const team = (kind: 'sales' | 'marketing', name: string, managerId: string): Promise<number> =>
  run((tx) => saveTeam(tx, { ...SALES, kind, name, channelId: `C${name}`, managerId }, { id: null, by: 'x' }, NOW).id);
const top = (teamId: number, period: string, more: object = {}, now = NOW) =>
  run((tx) => {
    const form = { currency: 'EUR', topCents: 1_000_000, topHandedOff: null, topQualified: null, ...more };
    return enterTopDown(tx, { teamId, period, by: 'MEG' }, form, now);
  });
const bottom = (teamId: number, period: string, bottomCents = 1_000_000) =>
  run((tx) =>
    enterBottomUp(
      tx,
      { teamId, period, by: 'MAX' },
      { currency: 'EUR', bottomCents, groups: [], openReason: null },
      NOW,
    ),
  );
const retire = (id: number) => run((tx) => retireTeam(tx, requireTeam(tx, id), 'ADA', NOW));
const monthly = () => run((tx) => changeSetting(tx, { setting: targetUnit, value: 'month', by: 'ADA' }, NOW));

beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

describe('the page', () => {
  const page = (teamId?: number, period = '', now = NOW) => readTargetPage(db, { teamId, period }, now);
  const shown = (...given: Parameters<typeof page>) => {
    const found = page(...given);
    return (
      found && `${found.team.name} ${found.period.key}${found.target ? ' set' : ''}${found.isOpen ? '' : ' closed'}`
    );
  };

  test('is that of the chosen team, else of the first one that is not retired', async () => {
    expect(page()).toBeUndefined();
    const [north, south] = [await team('sales', 'North', 'MAX'), await team('sales', 'South', 'SUE')];
    expect([shown(), shown(south), shown(99)]).toEqual(['North 2026-Q4', 'South 2026-Q4', 'North 2026-Q4']);
    await top(north, '2026-Q4');
    await retire(north);
    expect([shown(), shown(north), page()?.teams.map(({ name }) => name)]).toEqual([
      'South 2026-Q4',
      'North 2026-Q4 set closed',
      ['North', 'South'],
    ]);
    await retire(south);
    expect([shown(), page()?.teams.map(({ name }) => name)]).toEqual(['North 2026-Q4 set closed', ['North']]);
  });

  test('has the usual period, unless only the other one has a target', async () => {
    const id = await team('sales', 'North', 'MAX');
    expect(shown()).toBe('North 2026-Q4');
    await top(id, '2026-11');
    expect(shown()).toBe('North 2026-11 set');
    await top(id, '2026-Q4');
    expect(shown()).toBe('North 2026-Q4 set');
    await monthly();
    expect([shown(), shown(id, '2026-Q4'), shown(id, 'gone')]).toEqual([
      'North 2026-11 set',
      'North 2026-Q4 set',
      'North 2026-11 set',
    ]);
  });

  test('offers this and the next month and quarter, and all with a target, the latest first', async () => {
    const id = await team('sales', 'North', 'MAX');
    await top(id, '2026-Q1', {}, new Date('2026-02-01T00:00:00Z'));
    await top(id, '2026-Q4');
    expect(page()?.periods.map(({ key }) => key)).toEqual(['2027-Q1', '2026-12', '2026-11', '2026-Q4', '2026-Q1']);
    expect([shown(id, '2026-Q1'), page(id, '2026-Q1')?.progress?.isOver]).toEqual(['North 2026-Q1 set closed', true]);
    const end = new Date('2027-01-01T00:00:00Z');
    expect([page(id, '2026-Q4', new Date(end.getTime() - 1))?.isOpen, page(id, '2026-Q4', end)?.isOpen]).toEqual([
      true,
      false,
    ]);
    expect(page(id, '2026-12')?.progress).toBeUndefined();
  });
});

describe('a target waits', () => {
  const waiting = (userId: string, now = NOW) =>
    targetsWaitingFor(db, userId, now).map(
      ({ team: { name }, period, side, step }) => `${name} ${period} ${side} ${step}`,
    );
  let id: number;
  beforeEach(async () => {
    id = await team('sales', 'North', 'MAX');
    await team('marketing', 'Marketing', 'MEG');
  });

  test('for the manager of the side that has a step left, of this and the next periods', async () => {
    expect([waiting('MAX'), waiting('MEG')]).toEqual([[], []]);
    await top(id, '2027-Q1');
    expect([waiting('MAX'), waiting('MEG'), waiting('SAM')]).toEqual([['North 2027-Q1 sales enter'], [], []]);
    await bottom(id, '2027-Q1', 400_000);
    expect(waiting('MAX')).toEqual(['North 2027-Q1 sales allocate']);
    await bottom(id, '2027-Q1');
    expect([waiting('MAX'), waiting('MEG')]).toEqual([
      ['North 2027-Q1 sales approve'],
      ['North 2027-Q1 marketing approve'],
    ]);
    expect(targetsWaitingFor(db, 'MAX', NOW)[0]?.since).toEqual(NOW);
  });

  test('for marketing after a period with a target, at the start of the next one', async () => {
    await top(id, '2026-Q4');
    await bottom(id, '2026-Q4');
    const next = new Date('2027-01-04T09:00:00Z');
    expect([waiting('MEG', next), waiting('MAX', next)]).toEqual([['North 2027-Q1 marketing enter'], []]);
    expect(targetsWaitingFor(db, 'MEG', next)[0]?.since).toEqual(new Date('2027-01-01T00:00:00Z'));
    await bottom(id, '2027-Q1');
    expect(waiting('MEG', next)).toEqual(['North 2027-Q1 marketing enter']);
    await monthly();
    expect(waiting('MEG', new Date('2027-04-05T09:00:00Z'))).toEqual([]);
  });

  test('twice for a person who answers for both sides', async () => {
    await team('marketing', 'Other', 'MAX');
    await top(id, '2026-Q4');
    await bottom(id, '2026-Q4');
    expect(waiting('MAX')).toEqual(['North 2026-Q4 marketing approve', 'North 2026-Q4 sales approve']);
  });
});

test('progress is of the teams that are asked for, by the usual period, and of a retired team only for earlier ones', async () => {
  const [north, south] = [await team('sales', 'North', 'MAX'), await team('sales', 'South', 'SUE')];
  for (const id of [north, south]) await top(id, '2026-Q4');
  await top(south, '2026-11', { topCents: null, topHandedOff: 7 });
  const found = (at = NOW, teamIds?: number[]) =>
    progressOfTargets(db, { at, ...(teamIds && { teamIds }) }, NOW).targets.map(
      ({ team: { name }, period }) => `${name} ${period.key}`,
    );
  expect([found(), found(NOW, [south]), found(new Date('2026-09-30T00:00:00Z'))]).toEqual([
    ['North 2026-Q4', 'South 2026-Q4'],
    ['South 2026-Q4'],
    [],
  ]);
  await monthly();
  expect(found()).toEqual(['North 2026-Q4', 'South 2026-11']);
  const { sums } = progressOfTargets(db, { at: NOW }, NOW);
  expect(sums.map(({ period, teams, figures }) => [period.key, teams, figures.length])).toEqual([
    ['2026-Q4', ['North'], 1],
    ['2026-11', ['South'], 1],
  ]);
  await run((tx) => retireTeam(tx, requireTeam(tx, south), 'ADA', new Date('2026-12-01T00:00:00Z')));
  expect(found()).toEqual(['North 2026-Q4', 'South 2026-11']);
  expect(found(new Date('2026-12-01T00:00:00Z'))).toEqual(['North 2026-Q4']);
  const board = (choice: object) =>
    progressOfBoard(
      db,
      { choice, period: { to: new Date('2026-12-01T00:00:00Z') } } as never,
      new Date('2026-12-05T00:00:00Z'),
    ).targets.length;
  expect([
    board({}),
    board({ teamId: north }),
    board({ source: 'Web' }),
    board({ campaign: 'Fair' }),
    board({ person: 'SAM' }),
  ]).toEqual([2, 1, 0, 0, 0]);
});

test('rows have revenue in units of its currency, and counts as they are', async () => {
  const id = await team('sales', 'North', 'MAX');
  await top(id, '2026-Q4', { topHandedOff: 900, topQualified: 90 });
  const progress = progressOfTargets(db, { at: NOW }, NOW);
  const rows = targetRows(progress);
  expect(rows).toMatchObject([
    {
      team: 'North',
      period: '2026-Q4',
      first: '2026-10-01',
      last: '2026-12-31',
      figure: 'revenue',
      currency: 'EUR',
      target: 10_000,
      done: 0,
      pace: 'behind',
    },
    { figure: 'handed_off', currency: null, target: 900 },
    { figure: 'qualified', currency: null, target: 90 },
  ]);
  const share = progress.targets[0]?.timeShare ?? 0;
  expect(rows.map(({ expected }) => expected)).toEqual([
    Math.round(1_000_000 * share) / 100,
    Math.round(900 * share),
    Math.round(90 * share),
  ]);
  expect(targetCsv(progress)[0]?.slice(0, 8)).toEqual([
    'target',
    '2026-10-01',
    '2026-12-31',
    'Revenue against target',
    'North',
    '0',
    '10000',
    'EUR, behind',
  ]);
});

describe('a figure', () => {
  const pace = (done: number, expected: number, when: { isOver?: boolean; hasBegun?: boolean } = {}) =>
    paceOf({ target: 100, done, expected }, { isOver: false, hasBegun: true, ...when });

  test('is on track within a twentieth of its target, ahead above, behind below', () => {
    expect([pace(55, 50), pace(56, 50), pace(45, 50), pace(44, 50)]).toEqual([
      'on_track',
      'ahead',
      'on_track',
      'behind',
    ]);
    expect([pace(100, 50), pace(99, 50, { isOver: true }), pace(0, 0, { hasBegun: false })]).toEqual([
      'reached',
      'missed',
      'not_begun',
    ]);
  });

  test('is measured by working time, and by the calendar where a period has no work', async () => {
    const id = await team('sales', 'North', 'MAX');
    const north = requireTeam(db, id);
    const period = requirePeriod('2026-11', 'UTC');
    const share = (at: string, more: object = {}) => timeShareOf({ ...north, ...more }, period, new Date(at));
    expect(share('2026-10-01T00:00:00Z', { holidays: [] })).toBe(0);
    expect([share('2026-11-01T00:00:00Z'), share('2026-11-02T17:00:00Z'), share('2026-12-05T00:00:00Z')]).toEqual([
      0,
      1 / 21,
      1,
    ]);
    const holidays = Array.from({ length: 30 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
    expect(share('2026-11-16T00:00:00Z', { holidays })).toBe(0.5);
    expect(share('2026-10-16T00:00:00Z', { holidays })).toBe(0);
  });

  test('of a team that has not begun is no reason for the sum to begin', async () => {
    const period = requirePeriod('2026-Q4', 'UTC');
    const of = (timeShare: number, isOver: boolean) =>
      ({
        period,
        team: { name: 'A' },
        timeShare,
        isOver,
        apart: [],
        together: undefined,
        figures: [
          { figure: 'handed_off', currency: null, target: 10, done: 0, expected: 10 * timeShare, pace: 'behind' },
        ],
      }) as never;
    const paces = (...all: never[]) => sumsOf(all)[0]?.figures.map((one) => one.pace);
    expect([
      paces(of(0, false), of(0, false)),
      paces(of(0.5, false), of(0, false)),
      paces(of(0, true), of(0, true)),
      paces(of(1, true), of(0.5, false)),
    ]).toEqual([['not_begun'], ['behind'], ['missed'], ['behind']]);
  });
});

describe('the step of a side', () => {
  const target = (more: Partial<Target>): Target =>
    ({
      topCents: null,
      topHandedOff: null,
      topQualified: null,
      bottomCents: null,
      groups: [],
      openReason: null,
      ...NOBODY,
      ...more,
    }) as Target;
  const NOBODY = { marketingApprovedBy: null, marketingApprovedAt: null, salesApprovedBy: null, salesApprovedAt: null };
  const steps = (more: Partial<Target>) => [stepOf(target(more), 'marketing'), stepOf(target(more), 'sales')];

  test.each<[string, Partial<Target>, ReturnType<typeof steps>]>([
    ['nothing', {}, ['enter', undefined]],
    ['sales alone', { bottomCents: 5 }, ['enter', undefined]],
    ['revenue of marketing', { topCents: 5 }, [undefined, 'enter']],
    ['leads of marketing', { topHandedOff: 5 }, ['approve', 'approve']],
    ['qualified leads of marketing', { topQualified: 5 }, ['approve', 'approve']],
    ['equal figures', { topCents: 5, bottomCents: 5 }, ['approve', 'approve']],
    ['a gap', { topCents: 9, bottomCents: 5 }, [undefined, 'allocate']],
    [
      'a gap that groups cover',
      { topCents: 9, bottomCents: 5, groups: [{ name: 'A', cents: 4 }] },
      ['approve', 'approve'],
    ],
    ['a gap with a reason', { topCents: 9, bottomCents: 5, openReason: 'New' }, ['approve', 'approve']],
    ['more of sales', { topCents: 5, bottomCents: 9 }, ['approve', 'approve']],
    [
      'an approval of marketing',
      { topHandedOff: 5, marketingApprovedBy: 'MEG', marketingApprovedAt: NOW },
      [undefined, 'approve'],
    ],
    ['an approval of sales', { topHandedOff: 5, salesApprovedBy: 'MAX', salesApprovedAt: NOW }, ['approve', undefined]],
  ])('with %s', (_, more, expected) => {
    expect(steps(more)).toEqual(expected);
    expect(isReady(target(more))).toBe(expected.includes('approve'));
    expect(hasTopDown(target(more))).toBe(expected[0] !== 'enter');
  });

  test('has an approval only with its person and time, and a gap only with both figures', () => {
    expect(approvalOf(target({ salesApprovedBy: 'MAX' }), 'sales')).toBeUndefined();
    expect(approvalOf(target({ salesApprovedBy: 'MAX', salesApprovedAt: NOW }), 'sales')).toEqual({
      by: 'MAX',
      at: NOW,
    });
    expect([gapOf(target({ topCents: 5 })), gapOf(target({ bottomCents: 5 }))]).toEqual([undefined, undefined]);
  });
});
