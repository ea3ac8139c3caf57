import { expect, test } from 'vitest';
import { sellers } from '../../../src/leads/routing/table.ts';
import { insertNewRow, insertRow, updateRow } from '../../../src/platform/db/rows.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { teams } from '../../../src/teams/table.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const now = new Date('2026-03-02T09:00:00Z');
const message = {
  kind: 'k',
  payload: { leadId: 7 },
  orderingKey: 'C1',
  idempotencyId: 'm',
  state: 'waiting',
  notBefore: now,
} as const;
const row = { ...message, createdAt: now };

test('a row is read as it was written: dates, JSON, nulls and defaults', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const { id } = await write((tx) => insertRow(tx, outbox, { ...row, dedupeKey: null, lastError: undefined }));
  expect(db.select().from(outbox).all()).toEqual([
    { ...row, id, dedupeKey: null, fileId: null, attempts: 0, lastError: null, settledAt: null },
  ]);
});

test('the same columns with other values, some of them empty', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const settledAt = new Date(now.getTime() + 1);
  await write((tx) => {
    const first = insertRow(tx, outbox, { ...row, settledAt });
    insertRow(tx, outbox, { ...row, settledAt: null });
    updateRow(tx, outbox, first, { lastError: 'one', settledAt: null });
    updateRow(tx, outbox, first, { lastError: null, settledAt });
    updateRow(tx, outbox, first, { lastError: undefined });
    updateRow(tx, outbox, first, {});
  });
  const all = db.select().from(outbox).all();
  expect(all.map((one) => one.settledAt)).toEqual([settledAt, null]);
  expect(all.map((one) => one.lastError)).toEqual([null, null]);
});

test('a row with an existing key changes nothing', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const keyed = (kind: string) => ({ ...row, kind, dedupeKey: 'once' });
  expect(await write((tx) => insertNewRow(tx, outbox, keyed('first')))).toBe(true);
  expect(await write((tx) => insertNewRow(tx, outbox, keyed('second')))).toBe(false);
  expect(db.select().from(outbox).all()).toMatchObject([{ kind: 'first' }]);
});

test('only the row with the whole key is changed', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const calendar = { zone: 'UTC', workDays: [1], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
  const seller = { pass: 0, isPresent: true };
  await write((tx) => {
    const team = { kind: 'sales', name: 'A', channelId: 'C1', managerId: 'U1', ...calendar } as const;
    const { id: teamId } = insertRow(tx, teams, { ...team, updatedAt: now, updatedBy: 'U1' });
    for (const userId of ['U1', 'U2']) insertRow(tx, sellers, { teamId, userId, ...seller });
    updateRow(tx, sellers, { teamId, userId: 'U2' }, { pass: 1.5, isPresent: false });
  });
  expect(db.select().from(sellers).all()).toMatchObject([
    { userId: 'U1', pass: 0, isPresent: true },
    { userId: 'U2', pass: 1.5, isPresent: false },
  ]);
});

test('a change without a key is a bug', async () => {
  const { db } = tempDatabase();
  const write = createWriter(db);
  await expect(write((tx) => updateRow(tx, outbox, {}, { orderingKey: 'C2' }))).rejects.toThrow('there is no key');
});
