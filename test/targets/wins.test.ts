/** Revenue against targets, with wins in several currencies; and targets at their limits. */
import { beforeEach, describe, expect, test } from 'vitest';
import { enterRate } from '../../src/currency/enter.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { scoreboardLeads } from '../../src/scoreboard/table.ts';
import { readCount } from '../../src/targets/amount.ts';
import { approveTarget } from '../../src/targets/approve.ts';
import { enterTopDown } from '../../src/targets/enter.ts';
import { readGroups } from '../../src/targets/groups.ts';
import { requirePeriod } from '../../src/targets/periods.ts';
import { progressOfTargets } from '../../src/targets/progress.ts';
import { requireTarget } from '../../src/targets/queries.ts';
import { targetRows } from '../../src/targets/rows.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
/** The first moment after November. */
const AFTER = new Date('2026-12-01T00:00:00Z');
let db: Db;
let write: Write;
const run = <T>(act: (tx: Tx) => T) => write(act);
const team = (name: string): Promise<number> =>
  run((tx) => saveTeam(tx, { ...SALES, name, channelId: `C${name}` }, { id: null, by: 'x' }, NOW).id);
const target = (teamId: number, more: object = {}, period = '2026-11', by = 'MEG') =>
  run((tx) =>
    enterTopDown(
      tx,
      { teamId, period, by },
      { currency: 'EUR', topCents: 100_000, topHandedOff: null, topQualified: null, ...more },
      NOW,
    ),
  );
/** A win of the scoreboard; null is without a value. */
const win = (teamId: number, currency: string | null, cents: number | null) =>
  run((tx) => {
    const person = { name: 'Jane', company: 'Acme', email: null, phone: null, role: null, source: null };
    const form = { ...person, stage: null, temperature: 'warm' as const, need: 'A demo' };
    const where = { teamId, assigneeId: null, marketerId: 'MIA', messageLink: null, earlierLeadId: null };
    const { id } = handOff(tx, { form, ...where }, NOW);
    const row = { leadId: id, entryId: 1, teamId, source: '', campaign: '', marketerId: 'MIA' };
    tx.insert(scoreboardLeads)
      .values({ ...row, handedOffAt: NOW, lastAt: NOW, wonAt: NOW, currency, cents })
      .run();
  });
const rate = (value: number, appliesFrom: string) =>
  run((tx) => enterRate(tx, { currency: 'USD', base: 'EUR', rate: value, appliesFrom, by: 'MAX' }, NOW));
const read = (now = NOW) => progressOfTargets(db, { at: NOW }, now);

beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

describe('revenue', () => {
  test('is counted in the currency of the target; the rest stands apart, without a value last', async () => {
    const id = await team('North');
    await target(id);
    for (const [currency, cents] of [
      [null, null],
      ['USD', 5_000],
      ['EUR', 30_000],
      ['USD', 1_000],
    ] as const)
      await win(id, currency, cents);
    const { targets, sums } = read();
    expect(targets[0]).toMatchObject({ figures: [{ figure: 'revenue', done: 30_000 }], together: undefined });
    const apart = [
      { currency: 'USD', cents: 6_000, leads: 2 },
      { currency: null, cents: 0, leads: 1 },
    ];
    expect([targets[0]?.apart, sums[0]?.apart]).toEqual([apart, apart]);
    expect(targetRows({ targets, sums })[0]).toMatchObject({ target: 1_000, done: 300 });
  });

  test('is together by the rates of today, and after the period by those of its last day', async () => {
    const id = await team('North');
    await target(id);
    await win(id, 'USD', 10_000);
    await win(id, 'EUR', 1_000);
    await rate(0.5, '2026-11-01');
    await rate(0.9, '2026-11-30');
    await rate(2, '2026-12-01');
    const cents = (now: Date) => [read(now).targets[0]?.together?.cents, read(now).sums[0]?.together?.cents];
    expect([cents(NOW), cents(AFTER)]).toEqual([
      [6_000, 6_000],
      [10_000, 10_000],
    ]);
    const other = await team('South');
    await target(other);
    expect(read().sums[0]).toMatchObject({
      teams: ['North', 'South'],
      together: undefined,
      apart: [{ currency: 'USD', cents: 10_000 }],
    });
  });

  test('needs no rate without another currency, and is left out without a target for it', async () => {
    const id = await team('North');
    await target(id, { topCents: null, topHandedOff: 5 });
    await win(id, 'USD', 5_000);
    await rate(0.5, '2026-11-01');
    expect(read().targets[0]).toMatchObject({ apart: [], together: undefined });
    const other = await team('South');
    await target(other);
    await win(other, 'EUR', 100);
    await win(other, null, null);
    expect(read().targets[1]?.together).toBeUndefined();
  });

  test('of several teams is added up by currency, quarters first', async () => {
    const [first, second, third] = [await team('A'), await team('B'), await team('C')];
    await target(first);
    await target(second, {}, '2026-Q4');
    await target(third, { currency: 'USD' });
    for (const id of [first, second, third]) await win(id, 'EUR', 1_000);
    await win(first, 'USD', 7);
    await win(first, 'JPY', 9);
    const { sums } = read();
    expect(sums.map(({ period }) => period.key)).toEqual(['2026-Q4', '2026-11']);
    expect(sums[1]?.figures.map(({ currency, done, target: goal }) => [currency, done, goal])).toEqual([
      ['EUR', 1_000, 100_000],
      ['USD', 0, 100_000],
    ]);
    expect(new Map(sums[1]?.apart.map(({ currency, cents }) => [currency, cents]))).toEqual(
      new Map([
        ['JPY', 9],
        ['USD', 7],
        ['EUR', 1_000],
      ]),
    );
  });
});

test('a period has begun at its first moment', async () => {
  const id = await team('North');
  await target(id, {}, '2026-12');
  const pace = (now: Date) => progressOfTargets(db, { at: AFTER }, now).targets[0]?.figures[0]?.pace;
  expect([pace(new Date(AFTER.getTime() - 1)), pace(AFTER)]).toEqual(['not_begun', 'on_track']);
});

test('a change counts, and redraws homes; an approval is given once, while the period lasts', async () => {
  const id = await team('North');
  db.delete(homeChanges).run();
  const first = await target(id, { topCents: null, topHandedOff: 5 });
  await target(id, { topCents: null, topHandedOff: 5 });
  const second = await target(id, { topCents: null, topHandedOff: 6 }, '2026-11', 'MAX');
  expect([first.version, second.version]).toEqual([1, 2]);
  expect(
    db
      .select()
      .from(homeChanges)
      .all()
      .map(({ people }) => people),
  ).toEqual(['MEG *', 'MAX *']);
  const approve = (by: string, now = NOW) =>
    run((tx) => approveTarget(tx, { targetId: second.id, side: 'sales', version: 2, by }, now));
  await expect(approve('MAX', AFTER)).rejects.toThrow('This period is over.');
  await approve('MAX', new Date(AFTER.getTime() - 1));
  await approve('SUE');
  expect(requireTarget(db, second.id)).toMatchObject({ salesApprovedBy: 'MAX', version: 2 });
});

test('entries have limits', () => {
  expect([readCount('1,000,000'), readCount('1000001')]).toEqual([
    { count: 1_000_000 },
    { fault: 'Enter at most 1,000,000 leads.' },
  ]);
  const groups = (count: number) =>
    readGroups(Array.from({ length: count }, (_, index) => `Group ${index}: 5`).join('\n'), 'EUR');
  expect([groups(20), groups(21)]).toMatchObject([{ groups: { length: 20 } }, { fault: 'At most 20 groups.' }]);
  const named = (length: number) => readGroups(`${'x'.repeat(length)}: 5`, 'EUR');
  expect([named(75), named(76)]).toMatchObject([
    { groups: { length: 1 } },
    { fault: expect.stringContaining('at most 75') },
  ]);
  expect(() => requirePeriod('2026', 'UTC')).toThrow(RangeError);
});
