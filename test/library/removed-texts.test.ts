/** The text of a document that was replaced does not stay in the file of the search. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { indexText } from '../../src/library/search/index-item.ts';
import { createTextRemoval } from '../../src/library/search/removed-texts.ts';
import { truncateWal } from '../../src/platform/db/truncate-wal.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { NOW, stock } from './stock.ts';

test('a replaced text is gone from the file within an hour, and the others are still found', async () => {
  const { db, write, add, titles } = stock(tempDatabase().db);
  const inFile = () => {
    truncateWal(db);
    return readFileSync(db.$client.name, 'latin1').includes('kangarooz');
  };
  let at = NOW;
  const remove = createTextRemoval({ db, write, now: () => at });
  const plan = await add({ title: 'Plan' });
  for (let number = 1; number <= 50; number += 1) await add({ title: `Deck ${number}`, summary: 'wombats' });
  await remove(AbortSignal.timeout(5_000));
  await write((tx) => indexText(tx, plan, 'the kangarooz strategy'));
  expect([titles('kangarooz'), inFile()]).toEqual([['Plan'], true]);
  await write((tx) => indexText(tx, plan, 'another strategy'));
  expect([titles('kangarooz'), inFile()]).toEqual([[], true]);
  await remove(AbortSignal.timeout(5_000));
  expect(inFile()).toBe(true);
  at = new Date(NOW.getTime() + 3_600_000);
  await remove(AbortSignal.timeout(5_000));
  expect(inFile()).toBe(false);
  expect(titles('strategy')).toEqual(['Plan']);
  expect(titles('wombats')).toHaveLength(10);
});
