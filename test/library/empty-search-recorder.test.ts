import { expect, test } from 'vitest';
import { createEmptySearchRecorder } from '../../src/library/empty-search-recorder.ts';
import { emptySearches } from '../../src/library/usage-table.ts';
import { NOW, stock } from './stock.ts';

test('a person’s repeated search counts once a day, in any wording', async () => {
  const { db, write } = stock();
  let at = NOW;
  const record = createEmptySearchRecorder({ db, write, now: () => at });
  const counted = () => db.select().from(emptySearches).all();
  await record('kubernetes hardening guides', 'U1');
  await record('Hardening a kubernetes: guide?', 'U1');
  expect(counted()).toMatchObject([{ words: 'kubernetes hardening guides', day: '2026-11-19', times: 1 }]);
  await record('kubernetes hardening guides', 'U2');
  await record('zebra onboarding', 'U1');
  expect(counted().map(({ times }) => times)).toEqual([2, 1]);
  at = new Date(NOW.getTime() + 24 * 3_600_000);
  await record('kubernetes hardening guides', 'U1');
  expect(counted()).toHaveLength(3);
});

test('a search with a result or without words is not recorded', async () => {
  const { db, write, add } = stock();
  await add({ title: 'Ergonomics of forklifts' });
  const record = createEmptySearchRecorder({ db, write, now: () => NOW });
  await record('forklifts', 'U1');
  await record('  ', 'U1');
  expect(db.select().from(emptySearches).all()).toEqual([]);
});
