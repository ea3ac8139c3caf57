import { expect, test } from 'vitest';
import type { Tx } from '../../../src/platform/db/write.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { insertMessage } from '../../../src/platform/outbox/enqueue.ts';
import { markSending, requeue } from '../../../src/platform/outbox/queries.ts';
import { type OutboxRow, outbox } from '../../../src/platform/outbox/table.ts';
import { memoryDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-06-01T09:00Z');

function messages() {
  const db = memoryDatabase();
  const write = createWriter(db);
  const enqueue = (tx: Tx, ids: number[], userId = 'U1') =>
    insertMessage(
      tx,
      { kind: 'news', payload: { userId, ids }, orderingKey: userId, dedupeKey: `news:${userId}` },
      NOW,
    );
  const rows = () => db.select().from(outbox).all();
  return { write, enqueue, rows, payloads: () => rows().map(({ payload }) => payload) };
}

test('waiting messages with one key become one, with all of their lists', async () => {
  const { write, enqueue, payloads } = messages();
  await write((tx) => {
    enqueue(tx, [1]);
    enqueue(tx, [2, 3]);
    enqueue(tx, [3]);
    enqueue(tx, [4], 'U2');
  });
  expect(payloads()).toEqual([
    { userId: 'U1', ids: [1, 2, 3] },
    { userId: 'U2', ids: [4] },
  ]);
});

test('a message that is being sent keeps its payload, and the next one waits behind it', async () => {
  const { write, enqueue, rows, payloads } = messages();
  await write((tx) => enqueue(tx, [1]));
  await write((tx) => markSending(tx, rows()[0] as OutboxRow));
  await write((tx) => enqueue(tx, [2]));
  expect(payloads()).toEqual([
    { userId: 'U1', ids: [1] },
    { userId: 'U1', ids: [2] },
  ]);
});

test('a message that waits again takes in one that came meanwhile', async () => {
  const { write, enqueue, rows, payloads } = messages();
  await write((tx) => enqueue(tx, [1]));
  const [row] = rows() as [OutboxRow];
  await write((tx) => markSending(tx, row));
  await write((tx) => enqueue(tx, [2]));
  await write((tx) => requeue(tx, row, 'ratelimited'));
  expect(payloads()).toEqual([{ userId: 'U1', ids: [1, 2] }]);
});

test('payloads without lists stay unchanged', async () => {
  const { write, rows } = messages();
  const card = (words: string) => ({ kind: 'card', payload: { words }, orderingKey: 'C1', dedupeKey: 'card:1' });
  await write((tx) => {
    insertMessage(tx, card('first'), NOW);
    insertMessage(tx, card('second'), NOW);
  });
  expect(rows().map(({ payload }) => payload)).toEqual([{ words: 'first' }]);
});
