/** The audit log refuses changes, and its chain shows those that someone made all the same. */
import { expect, test } from 'vitest';
import { pruneAudit } from '../../../src/audit/retention.ts';
import { recordStart } from '../../../src/audit/start.ts';
import { canonical, hashOf, NO_HASH, written } from '../../../src/platform/audit/chain.ts';
import { entriesAfter, lastEntry } from '../../../src/platform/audit/queries.ts';
import { recordAudit } from '../../../src/platform/audit/record.ts';
import { verifyAudit } from '../../../src/platform/audit/verify.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

async function withEntries(count = 5) {
  const { db } = tempDatabase();
  const write = createWriter(db);
  for (let number = 1; number <= count; number += 1) {
    const details = { number, words: 'Grüße, “ok” \n', nested: { b: [1, null], a: true } };
    await write((tx) =>
      recordAudit(tx, { kind: 'setting.changed', actor: 'UADA', subject: `s${number}`, details }, later(number)),
    );
  }
  const sql = (text: string) => db.$client.exec(text);
  return { db, write, sql };
}

/** As the person who runs the machine can: they drop the triggers first. */
const FORCED = 'drop trigger audit_log_no_update; drop trigger audit_log_no_delete; drop trigger audit_log_next_only;';

test.each([
  ['an update', "update audit_log set actor = 'UEVE' where id = 3"],
  ['a deletion', 'delete from audit_log where id = 5'],
  [
    'a replacement',
    "insert or replace into audit_log select 3, at, kind, 'UEVE', subject, details, hash from audit_log where id = 3",
  ],
  [
    'an entry in between',
    "insert into audit_log select 0, at, kind, 'UEVE', subject, details, hash from audit_log where id = 3",
  ],
])('%s is refused by the database', async (_, change) => {
  const { db, sql } = await withEntries();
  expect(() => sql(change)).toThrow('The audit log is append-only.');
  expect(verifyAudit(db)).toMatchObject({ entries: 5, fault: undefined });
});

test.each([
  [
    'a changed word',
    "update audit_log set details = json_set(details, '$.number', 9) where id = 3",
    'Entry 3 was changed',
    2,
  ],
  ['a changed actor', "update audit_log set actor = 'UEVE' where id = 1", 'Entry 1 was changed', 0],
  ['a changed time', 'update audit_log set at = at + 1 where id = 5', 'Entry 5 was changed', 4],
  ['a missing entry', 'delete from audit_log where id = 4', 'Entry 4 is missing.', 3],
  ['missing entries', 'delete from audit_log where id in (2, 3, 4)', 'Entries 2 to 4 are missing.', 1],
  ['a missing beginning', 'delete from audit_log where id < 3', 'Entries 1 to 2 are missing.', 0],
])('%s is found, and its place is named', async (_, change, fault, sound) => {
  const { db, sql } = await withEntries();
  sql(FORCED + change);
  expect(verifyAudit(db)).toMatchObject({ fault: expect.stringContaining(fault), entries: sound });
});

test('hashes that were all computed again, and a cut end, are found with entries that left earlier', async () => {
  const { db, sql } = await withEntries();
  const kept = entriesAfter(db, 0, 10).map(written);
  expect(verifyAudit(db, kept).fault).toBeUndefined();
  sql(`${FORCED} update audit_log set actor = 'UEVE' where id = 3`);
  let before = NO_HASH;
  for (const entry of entriesAfter(db, 0, 10)) {
    before = hashOf(before, written(entry));
    db.$client.prepare('update audit_log set hash = ? where id = ?').run(before, entry.id);
  }
  expect(verifyAudit(db).fault).toBeUndefined();
  expect(verifyAudit(db, kept).fault).toBe('Entry 3 is another one than the one that left Baton.');
  sql("update audit_log set actor = 'UADA' where id = 3; delete from audit_log where id = 5");
  for (const { id, hash } of kept) db.$client.prepare('update audit_log set hash = ? where id = ?').run(hash, id);
  expect(verifyAudit(db).fault).toBeUndefined();
  expect(verifyAudit(db, kept).fault).toBe('Entry 5 left Baton, and is no longer here.');
});

test('the retention deletes the oldest entries, says so, and the chain of the others is whole', async () => {
  const { db, write, sql } = await withEntries();
  const kept = entriesAfter(db, 0, 10).map(written);
  await write((tx) => pruneAudit(tx, later(3), later(400)));
  expect(entriesAfter(db, 0, 10).map(({ id, kind }) => [id, kind])).toEqual([
    [3, 'setting.changed'],
    [4, 'setting.changed'],
    [5, 'setting.changed'],
    [6, 'audit.pruned'],
  ]);
  expect(verifyAudit(db, kept)).toMatchObject({ entries: 4, fault: undefined });
  for (const change of [
    'delete from audit_log where id = 3',
    'delete from audit_start',
    'update audit_start set hash = 1',
  ]) {
    expect(() => sql(change), change).toThrow('append-only');
  }
  await write((tx) => pruneAudit(tx, later(401), later(800)));
  await write((tx) => recordAudit(tx, { kind: 'backup.written', actor: 'command line' }, later(801)));
  expect(verifyAudit(db)).toMatchObject({ entries: 2, fault: undefined, last: { id: 8 } });
});

test('entries that were deleted as if by the retention are found', async () => {
  const { db, sql } = await withEntries();
  sql('insert into audit_start select id, hash from audit_log where id = 2; delete from audit_log where id < 3');
  expect(verifyAudit(db).fault).toBe('Entries 1 to 2 are missing, and no retention deleted them.');
});

test('no entry stays of a change that was undone', async () => {
  const { db, write } = await withEntries(1);
  const failing = write((tx) => {
    recordAudit(tx, { kind: 'setting.changed', actor: 'UADA' }, NOW);
    throw new Error('the change failed');
  });
  await expect(failing).rejects.toThrow('the change failed');
  expect(lastEntry(db)?.id).toBe(1);
  expect(verifyAudit(db).fault).toBeUndefined();
});

test('canonical JSON does not depend on the order of fields', () => {
  expect(canonical({ b: 1, a: { d: [true, null], c: 'é"' }, e: undefined })).toBe(
    '{"a":{"c":"é\\"","d":[true,null]},"b":1}',
  );
});

test('a start is recorded when a token or another part of the configuration changed, and only then', async () => {
  const { db, write } = await withEntries(0);
  const start = (facts: Record<string, string>) => write((tx) => recordStart(tx, facts, NOW));
  await start({ connection: 'socket', 'bot token': 'aaa' });
  await start({ 'bot token': 'aaa', connection: 'socket' });
  await start({ connection: 'socket', 'bot token': 'bbb', backups: '14 kept' });
  expect(entriesAfter(db, 0, 10).map(({ details }) => details?.changed)).toEqual([
    ['connection', 'bot token'],
    ['bot token', 'backups'],
  ]);
});
