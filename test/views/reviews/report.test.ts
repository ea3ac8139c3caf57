import { expect, test } from 'vitest';
import type { Part } from '../../../src/platform/drawing/drawing.ts';
import { pagesOf } from '../../../src/platform/drawing/pages.ts';
import { type ReportAction, readReport } from '../../../src/reviews/report/read.ts';
import { sumsOf } from '../../../src/targets/sums.ts';
import { reportDrawing } from '../../../views/reviews/report.ts';
import { createWorld } from '../../scoreboard/world.ts';
import { given } from '../every/given.ts';
import { reportOf } from '../every/scoreboard.ts';
import { progressFor } from '../every/targets.ts';

const NOW = new Date('2026-03-02T09:00:00Z');

const partsOf = (parts: Part[]): Part[] =>
  parts.flatMap((part) => [part, ...(part.kind === 'columns' ? partsOf(part.columns.flat()) : [])]);

async function drawn(period: { first: string; last: string }, status: 'open' | 'done' | 'dropped' = 'open') {
  const { db } = await createWorld();
  const actions = [{ what: 'Talk', ownerId: 'MIA', dueOn: '2026-05-04', status, reason: 'no time' }];
  return reportDrawing(readReport(db, { period, actions }, NOW), new Map([['MIA', 'Mia Torres']]));
}

test('a month has its name, and other days have theirs', async () => {
  expect(await drawn({ first: '2026-02-01', last: '2026-02-28' })).toMatchObject({
    title: 'Monthly review: February 2026',
    subtitle:
      'Sales and marketing · Feb 1 – 28, 2026 · no comparison yet. The first row counts all events of these days.',
  });
  expect(await drawn({ first: '2026-02-01', last: '2026-02-27' })).toMatchObject({ title: 'Review' });
  expect(await drawn({ first: '2026-01-01', last: '2026-02-28' })).toMatchObject({ title: 'Review' });
});

test('both teams have the same measure, and each its own colour', async () => {
  const { pages } = await drawn({ first: '2026-02-01', last: '2026-02-28' });
  const parts = partsOf(pages.flat());
  const colours = parts.flatMap((part) => (part.kind === 'heading' && part.tone ? [[part.text, part.tone]] : []));
  expect(colours).toEqual([
    ['Sales', 'first'],
    ['Marketing', 'second'],
  ]);
  const bars = parts.flatMap((part) => (part.kind === 'bars' ? part.bars : []));
  const toned = (tone: string) => bars.filter((bar) => bar.tone === tone).map(({ label }) => label);
  expect(toned('first')).toEqual(['Accepted in time', 'Contacted in time']);
  expect(toned('second')).toEqual(['Returns answered in time', 'Content delivered on the promised day']);
});

test.each([
  ['open', 'Mia Torres · due May 4, 2026'],
  ['done', 'Mia Torres · done'],
  ['dropped', 'Mia Torres · dropped: no time'],
] as const)('an action that is %s says so', async (status, note) => {
  const { pages } = await drawn({ first: '2026-02-01', last: '2026-02-28' }, status);
  const [list] = partsOf(pages.flat()).filter(({ kind }) => kind === 'list');
  expect(list).toMatchObject({ items: [{ mark: status, text: 'Talk', note }] });
});

test('a large company has four pages', () => {
  const some = given('the usual');
  const [action] = reportOf(some).actions;
  const targets = progressFor(some, 24).targets.filter(({ period }) => period.unit === 'quarter');
  expect(targets).toHaveLength(12);
  const report = {
    ...reportOf(some),
    progress: { targets, sums: sumsOf(targets) },
    holes: Array.from({ length: 8 }, () => ({ words: 'price list for Austria', times: 3 })),
    actions: Array.from({ length: 10 }, () => ({ ...(action as ReportAction), what: 'Write the battle card' })),
  };
  expect(pagesOf(reportDrawing(report, new Map()))).toHaveLength(4);
  expect(pagesOf(reportDrawing({ ...report, progress: progressFor(some, 1) }, new Map())).length).toBeLessThan(4);
});
