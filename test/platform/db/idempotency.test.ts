import { expect, test } from 'vitest';
import { idempotencyKeys, idempotently } from '../../../src/platform/db/idempotency.ts';
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
