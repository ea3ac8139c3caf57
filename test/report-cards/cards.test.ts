/** Marks, needs and curves, without Slack. */
import { beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '../../src/platform/audit/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { changeNeeds, currentVersion, needsOf } from '../../src/report-cards/needs.ts';
import { curvesOf, shownCardsOf } from '../../src/report-cards/shown.ts';
import { reportCards } from '../../src/report-cards/table.ts';
import { averageOf, isWeak, type Marks, overallOf } from '../../src/report-cards/types.ts';
import { ritualCycles } from '../../src/rituals/table.ts';
import { letterOf } from '../../views/report-cards/words.ts';
import { memoryDatabase } from '../support/temp-database.ts';

describe('marks', () => {
  test.each([
    [[3, 0, 0, 0], 4, 'A', false],
    [[2, 2, 1, 0], 3.2, 'B+', false],
    [[2, 2, 2, 0], 3, 'B', true],
    [[0, 3, 0, 3], 1.5, 'C−', true],
    [[0, 0, 0, 5], 0, 'F', true],
    [[0, 2, 1, 0], 8 / 3, 'B−', true],
  ])('%j have the average %f, %s; weak: %s', (given, average, letter, weak) => {
    expect(averageOf(given)).toBeCloseTo(average);
    expect(letterOf(averageOf(given) ?? Number.NaN)).toBe(letter);
    expect(isWeak(given)).toBe(weak);
  });

  test('of no one have no average, and are not weak', () => {
    expect(averageOf([0, 0, 0, 0])).toBeUndefined();
    expect(isWeak([0, 0, 0, 0])).toBe(false);
  });
});

let db: Db;
let write: Write;
beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

test('needs have versions: equal ones change nothing, and each change is on record', async () => {
  const before = needsOf(db, 'sales');
  expect(before).toHaveLength(6);
  const change = (needs: string[]) =>
    write((tx) => changeNeeds(tx, { side: 'sales', needs, by: 'UMAX' }, new Date('2027-01-01')));
  await change(before);
  expect(currentVersion(db, 'sales')).toBeUndefined();
  const after = ['One', ...before.slice(1)];
  await change(after);
  await change(after);
  expect(needsOf(db, 'sales')).toEqual(after);
  expect(needsOf(db, 'marketing')[0]).toBe('Leads are contacted in time');
  const entries = db.select().from(auditLog).all();
  expect(entries.map(({ kind, details }) => [kind, details])).toEqual([
    ['ritual.changed', { act: 'needs', side: 'sales', from: before, to: after }],
  ]);
});

/** A card of sales with these marks by need; null where too few answered. */
async function card(at: string, marks: Record<string, Marks> | null): Promise<number> {
  const day = new Date(at);
  return write((tx) => {
    const cycle = { ritual: 'report_card', status: 'published', dueAt: day } as const;
    const { id: cycleId } = tx.insert(ritualCycles).values(cycle).returning().get();
    const needs = Object.keys(marks ?? { Pace: [] });
    const outcome = marks ? ('shown' as const) : ('too_few_answers' as const);
    const counted = { asked: 12, answered: marks ? 6 : null, marks: marks && Object.values(marks) };
    tx.insert(reportCards)
      .values({ cycleId, side: 'sales', needs, outcome, ...counted, publishedAt: day })
      .run();
    return cycleId;
  });
}
const A: Marks = [6, 0, 0, 0];
const B: Marks = [0, 6, 0, 0];
const F: Marks = [0, 0, 0, 6];

test('the average of a card changes by the needs that were on the last card too', () => {
  const needs = ['Pace', 'Leads', 'Words'];
  const overall = (marks: Marks[] | null, before: (number | undefined)[]) =>
    overallOf({ card: { needs, marks }, before });
  expect(overall([A, B, F], [3, 3, undefined])).toEqual({ average: 7 / 3, change: 0.5 });
  expect(overall([A, B, F], [undefined, undefined, undefined])).toEqual({ average: 7 / 3, change: undefined });
  expect(overall(null, [3, 3, 3])).toBeUndefined();
});

describe('the history', () => {
  test('has a curve for each need, over the cards that have marks', async () => {
    await card('2026-03-17', { Pace: A, Leads: F });
    await card('2026-09-15', null);
    const id = await card('2027-03-16', { Pace: B, Leads: A });
    expect(curvesOf(db, 'sales').curves).toEqual([
      { need: 'Pace', averages: [4, 3] },
      { need: 'Leads', averages: [0, 4] },
    ]);
    expect(shownCardsOf(db, id)[0]?.before).toEqual([4, 0]);
    expect(curvesOf(db, 'marketing').curves).toEqual([]);
  });

  test('a need with other words begins a curve of its own, with its second card', async () => {
    await card('2026-03-17', { Pace: A, Leads: F });
    await card('2026-09-15', { Pace: A, Words: F });
    expect(curvesOf(db, 'sales').curves).toEqual([{ need: 'Pace', averages: [4, 4] }]);
    const id = await card('2027-03-16', { Pace: B, Words: A });
    expect(curvesOf(db, 'sales').dates).toHaveLength(2);
    expect(curvesOf(db, 'sales').curves).toEqual([
      { need: 'Pace', averages: [4, 3] },
      { need: 'Words', averages: [0, 4] },
    ]);
    expect(shownCardsOf(db, id)[0]?.before).toEqual([4, 0]);
  });
});
