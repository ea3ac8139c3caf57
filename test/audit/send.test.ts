/** The audit log leaves by webhook: each entry in its order, again after a failure, and never skipped. */
import { expect, test } from 'vitest';
import { createAuditSender } from '../../src/audit/send.ts';
import type { WrittenEntry } from '../../src/platform/audit/chain.ts';
import { recordAudit } from '../../src/platform/audit/record.ts';
import { verifyAudit } from '../../src/platform/audit/verify.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { type SendWebhook, WebhookFailed } from '../../src/platform/webhooks/send.ts';
import { tempDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const target = { url: 'https://siem.example/baton?key=1', keys: [] };

async function withEntries(count: number) {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const record = () => write((tx) => recordAudit(tx, { kind: 'setting.changed', actor: 'UADA', subject: 's' }, NOW));
  for (let number = 0; number < count; number += 1) await record();
  let at = NOW;
  const got: { id: string; entry: WrittenEntry }[] = [];
  const faults: unknown[] = [];
  const send: SendWebhook = async (_, { id, body }) => {
    const fault = faults.shift();
    if (fault) throw fault;
    got.push({ id, entry: JSON.parse(body).data });
  };
  const services = { db, write, now: () => at };
  const start = () => {
    const run = createAuditSender(services, target, send);
    return () => run(AbortSignal.timeout(5_000));
  };
  return {
    db,
    record,
    got,
    faults,
    start,
    later: (minutes: number) => (at = new Date(at.getTime() + minutes * 60_000)),
  };
}

test('the whole log is sent once, and then each new entry, also after a restart', async () => {
  const { got, start, record, db } = await withEntries(250);
  await start()();
  await start()();
  await record();
  await start()();
  expect(got.map(({ entry }) => entry.id)).toEqual(Array.from({ length: 251 }, (_, index) => index + 1));
  expect(new Set(got.map(({ id }) => id)).size).toBe(251);
  expect(
    verifyAudit(
      db,
      got.map(({ entry }) => entry),
    ).fault,
  ).toBeUndefined();
});

test('a failure is told until a try succeeds, waits as long as the receiver asks, and skips nothing', async () => {
  const { got, faults, start, later } = await withEntries(3);
  const run = start();
  faults.push(undefined, new WebhookFailed('http_429', 30 * 60_000));
  await expect(run()).rejects.toThrow('http_429');
  expect(got.map(({ entry }) => entry.id)).toEqual([1]);
  later(29);
  await expect(run()).rejects.toThrow('http_429');
  expect(got).toHaveLength(1);
  later(2);
  await run();
  expect(got.map(({ entry }) => entry.id)).toEqual([1, 2, 3]);
});

test('pauses grow to an hour at most', async () => {
  const { faults, start, later, got } = await withEntries(1);
  const run = start();
  for (let failure = 0; failure < 12; failure += 1) {
    faults.push(new WebhookFailed('http_500'));
    await expect(run()).rejects.toThrow('http_500');
    later(61);
  }
  await run();
  expect(got).toHaveLength(1);
});
