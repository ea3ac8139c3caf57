import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { approveTarget } from '../../src/targets/approve.ts';
import { type BottomUp, enterBottomUp, enterTopDown, type TopDown } from '../../src/targets/enter.ts';
import { approvalOf, gapOf, isReady, stepOf } from '../../src/targets/gap.ts';
import { changesOfTarget, requireTarget, targetOf } from '../../src/targets/queries.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

let db: Db;
let write: Write;
let teamId: number;
const place = (by = 'MIA') => ({ teamId, period: '2026-Q4', by });
const top = (more: Partial<TopDown> = {}): TopDown => ({
  ...{ currency: 'EUR', topCents: 120_000_000, topHandedOff: 900, topQualified: null },
  ...more,
});
const bottom = (more: Partial<BottomUp> = {}): BottomUp => ({
  ...{ currency: 'EUR', bottomCents: 100_000_000, groups: [], openReason: null },
  ...more,
});
const run = <T>(act: (tx: Tx) => T) => write(act);
const current = () => {
  const target = targetOf(db, teamId, '2026-Q4');
  if (!target) throw new Error('There is no target.');
  return target;
};
const steps = () => [stepOf(current(), 'marketing'), stepOf(current(), 'sales')];
const approve = (side: 'marketing' | 'sales', by: string, version = current().version) =>
  run((tx) => approveTarget(tx, { targetId: current().id, side, version, by }, NOW));

beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  const form = {
    ...{ kind: 'sales' as const, name: 'Berlin', channelId: 'C1', managerId: 'MAX', zone: 'Europe/Berlin' },
    ...{ workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [], digestCron: null },
    routing: 'pool' as const,
  };
  teamId = (await run((tx) => saveTeam(tx, form, { id: null, by: 'test' }, NOW))).id;
});

describe('a target', () => {
  test('goes from one side to the other until both have approved it', async () => {
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    expect(steps()).toEqual([undefined, 'enter']);
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom(), NOW));
    expect(gapOf(current())).toEqual({ cents: 20_000_000, allocated: 0, left: 20_000_000 });
    expect(steps()).toEqual([undefined, 'allocate']);
    const groups = [{ name: 'Partners', cents: 15_000_000 }];
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom({ groups }), NOW));
    expect(gapOf(current())).toEqual({ cents: 20_000_000, allocated: 15_000_000, left: 5_000_000 });
    expect(steps()).toEqual([undefined, 'allocate']);
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom({ groups, openReason: 'A new market' }), NOW));
    expect(steps()).toEqual(['approve', 'approve']);
    await approve('sales', 'MAX');
    expect(steps()).toEqual(['approve', undefined]);
    await approve('marketing', 'BEN');
    expect(steps()).toEqual([undefined, undefined]);
    expect(approvalOf(current(), 'marketing')).toEqual({ by: 'BEN', at: NOW });
  });

  test('of leads alone needs no figure of sales, only both approvals', async () => {
    await run((tx) => enterTopDown(tx, place(), top({ topCents: null }), NOW));
    expect(steps()).toEqual(['approve', 'approve']);
  });

  test('begins with either side', async () => {
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom({ currency: 'USD' }), NOW));
    expect(current().currency).toBe('USD');
    expect(steps()).toEqual(['enter', undefined]);
    await run((tx) => enterTopDown(tx, place(), top({ currency: 'USD', topCents: 90_000_000 }), NOW));
    expect(steps()).toEqual(['approve', 'approve']);
    expect(gapOf(current())).toEqual({ cents: -10_000_000, allocated: 0, left: 0 });
  });

  test('is approved as it was seen, and a change undoes both approvals', async () => {
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    await expect(approve('marketing', 'MIA')).rejects.toThrow('This target is not complete yet');
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom({ bottomCents: 120_000_000 }), NOW));
    const seen = current().version;
    await approve('sales', 'MAX', seen);
    await approve('marketing', 'MIA', seen);
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    expect(isReady(current()) && approvalOf(current(), 'sales')).toBeTruthy();
    await run((tx) => enterTopDown(tx, place(), top({ topHandedOff: 901 }), NOW));
    expect(steps()).toEqual(['approve', 'approve']);
    await expect(approve('sales', 'MAX', seen)).rejects.toThrow('This target was changed after you opened it.');
  });

  test('keeps each change on record: who, when, the old and the new', async () => {
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    await run((tx) => enterBottomUp(tx, place('MAX'), bottom({ bottomCents: 120_000_000 }), later(1)));
    await approve('sales', 'MAX');
    await run((tx) => enterTopDown(tx, place('BEN'), top({ currency: 'USD' }), later(2)));
    const { rows, total } = changesOfTarget(db, current().id, { limit: 10, offset: 0 });
    expect(total).toBe(4);
    expect(rows[0]).toMatchObject({
      ...{ by: 'BEN', at: later(2) },
      before: { currency: 'EUR', bottomCents: 120_000_000, salesApprovedBy: 'MAX' },
      after: { currency: 'USD', bottomCents: null, salesApprovedBy: null },
    });
    expect(rows[3]).toMatchObject({ by: 'MIA', before: { topCents: null }, after: { topCents: 120_000_000 } });
    expect(current()).toMatchObject({ currency: 'USD', bottomCents: null });
  });

  test('has one currency', async () => {
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    const other = run((tx) => enterBottomUp(tx, place('MAX'), bottom({ currency: 'USD' }), NOW));
    await expect(other).rejects.toThrow('This target is in EUR.');
  });

  test('needs a figure, and a period that is not over in the zone of the team', async () => {
    const nothing = { topCents: null, topHandedOff: null, topQualified: null };
    await expect(run((tx) => enterTopDown(tx, place(), top(nothing), NOW))).rejects.toThrow('Enter the revenue');
    const newYear = new Date('2026-12-31T23:00:00Z');
    await run((tx) => enterTopDown(tx, place(), top(), new Date(newYear.getTime() - 1)));
    const over = 'This period is over. Its target stays as it was.';
    await expect(run((tx) => enterTopDown(tx, place(), top({ topHandedOff: 1 }), newYear))).rejects.toThrow(over);
    await expect(run((tx) => enterBottomUp(tx, place('MAX'), bottom(), newYear))).rejects.toThrow(over);
    await expect(run((tx) => enterTopDown(tx, { ...place(), period: '2026-Q3' }, top(), NOW))).rejects.toThrow(over);
  });

  test('stays with a team that retires, and is no longer changed', async () => {
    await run((tx) => enterTopDown(tx, place(), top(), NOW));
    await run((tx) => retireTeam(tx, requireTeam(tx, teamId), 'ADA', NOW));
    await expect(run((tx) => enterTopDown(tx, place(), top({ topHandedOff: 1 }), NOW))).rejects.toThrow(
      'Choose another.',
    );
    expect(requireTarget(db, current().id).topHandedOff).toBe(900);
  });

  test('has a gap of top-down minus bottom-up, which its groups and the rest make up', () => {
    const cents = fc.integer({ min: 1, max: 1e14 });
    const groups = fc.array(fc.record({ name: fc.string(), cents }), { maxLength: 20 });
    fc.assert(
      fc.property(cents, cents, groups, (topCents, bottomCents, parts) => {
        const target = { topCents, bottomCents, groups: parts } as Parameters<typeof gapOf>[0];
        const gap = gapOf(target);
        const allocated = parts.reduce((sum, part) => sum + part.cents, 0);
        expect(gap).toEqual({ cents: topCents - bottomCents, allocated, left: gap?.left });
        expect(gap?.left).toBe(topCents - bottomCents > allocated ? topCents - bottomCents - allocated : 0);
        expect(gapOf({ ...target, bottomCents: null })).toBeUndefined();
      }),
    );
  });
});
