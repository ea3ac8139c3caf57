import { expect, test } from 'vitest';
import { idempotencyKeys, idempotently, pruneIdempotencyKeys } from '../../../src/platform/db/idempotency.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const now = new Date('2026-03-02T09:00:00Z');

test('a change with a key runs once', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  let runs = 0;
  const change = () => {
    runs += 1;
    return runs;
  };
  expect(await write((tx) => idempotently(tx, 'view:V1', now, change))).toBe(1);
  expect(await write((tx) => idempotently(tx, 'view:V1', now, change))).toBeUndefined();
  expect(await write((tx) => idempotently(tx, 'view:V2', now, change))).toBe(2);
});

test('two calls in the same turn have one effect', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const both = await Promise.all([1, 2].map((n) => write((tx) => idempotently(tx, 'event:Ev1', now, () => n))));
  expect(both).toEqual([1, undefined]);
});

test('a failed change may run again', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const failing = write((tx) =>
    idempotently(tx, 'view:V1', now, () => {
      throw new Error('not this time');
    }),
  );
  await expect(failing).rejects.toThrow('not this time');
  expect(db.select().from(idempotencyKeys).all()).toEqual([]);
  expect(await write((tx) => idempotently(tx, 'view:V1', now, () => 'done'))).toBe('done');
});

test('keys are kept for thirty days, and the old ones go although nothing is sorted by their time', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const keys = () => db.select({ key: idempotencyKeys.key }).from(idempotencyKeys).orderBy(idempotencyKeys.at).all();
  const prune = (at: Date) => write((tx) => pruneIdempotencyKeys(tx, at));
  await prune(now);
  for (const days of [40, 31, 29, 1]) await write((tx) => idempotently(tx, `view:V${days}`, daysAgo(days), () => {}));
  await prune(now);
  expect(keys()).toEqual([{ key: 'view:V29' }, { key: 'view:V1' }]);
  await prune(daysAgo(-60));
  expect(keys()).toEqual([]);
});
