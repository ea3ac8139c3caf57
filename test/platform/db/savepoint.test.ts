import { expect, test } from 'vitest';
import { withSavepoint } from '../../../src/platform/db/savepoint.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { savePreferences } from '../../../src/preferences/save.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const AT = new Date('2026-11-19T09:00:00Z');

function fixtures() {
  const { db } = tempDatabase();
  const ids = () => db.$client.prepare('SELECT user_id FROM preferences ORDER BY 1').pluck().all();
  const write = createWriter(db);
  const add = (tx: Parameters<Parameters<typeof write>[0]>[0], id: string) =>
    savePreferences(tx, id, { morning: 'off', reminders: 'off', quality: 'off' }, AT);
  return { write, ids, add };
}

test('a refused part is rolled back, and the others are kept', async () => {
  const { write, ids, add } = fixtures();
  const results = await write((tx) =>
    ['a', 'b', 'c'].map((id) =>
      withSavepoint(tx, () => {
        add(tx, id);
        if (id === 'b') throw new UserError('Not this one.');
        return id;
      }),
    ),
  );
  expect(results.map((result) => (result.ok ? result.value : result.refusal.message))).toEqual([
    'a',
    'Not this one.',
    'c',
  ]);
  expect(ids()).toEqual(['a', 'c']);
});

test('a bug in one part rolls back all of them', async () => {
  const { write, ids, add } = fixtures();
  const change = write((tx) => {
    add(tx, 'a');
    withSavepoint(tx, () => {
      add(tx, 'b');
      throw new TypeError('a bug');
    });
  });
  await expect(change).rejects.toThrow('a bug');
  expect(ids()).toEqual([]);
  await write((tx) => add(tx, 'c'));
  expect(ids()).toEqual(['c']);
});
