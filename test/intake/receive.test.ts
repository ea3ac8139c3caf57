/** One request of a source and its repetitions: a lead, a kept body, or neither. */
import { expect, test } from 'vitest';
import { discardKept, takeInKept } from '../../src/intake/acts/kept.ts';
import { setMapping } from '../../src/intake/acts/sources.ts';
import { pruneIntake } from '../../src/intake/kept.ts';
import type { Mapping } from '../../src/intake/mapping/mapping.ts';
import { keptOf, requireSource } from '../../src/intake/queries.ts';
import { receive } from '../../src/intake/receive.ts';
import { requestKeyOf } from '../../src/intake/request-key.ts';
import { intakeKept, intakeReceipts } from '../../src/intake/table.ts';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/time/units.ts';
import { ADMIN, after, NOW, world } from './world.ts';

const ANA = { name: 'Ana Reis', email: 'ana@porto-foods.example' };
const MAIL: Mapping = { fields: { email: { places: [{ path: ['mail'] }] } } };

async function receiving(mapping: Mapping | null = null) {
  const made = await world();
  const { db, write, keys, source } = made;
  const map = (next: Mapping | null) => write((tx) => setMapping(tx, source.id, next, ADMIN, NOW));
  await map(mapping);
  /** `key` is the sender's own. */
  const send = (body: unknown, { key, ms = 0 }: { key?: string; ms?: number } = {}) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const request = requestKeyOf(keys, source.auth, { headers, raw: Buffer.from(JSON.stringify(body)), body });
    return write((tx) => receive(tx, requireSource(tx, source.id), body, request, after(ms)));
  };
  return { ...made, map, send, kept: (at = NOW) => keptOf(db, source.id, at, 9) };
}

test('a lead is created once in a day, and gets news of the same person', async () => {
  const { send } = await receiving();
  expect(await send(ANA)).toMatchObject({ kind: 'lead', how: 'created', lead: { id: 1, ...ANA } });
  expect(await send({ ...ANA, phone: '+351912345678' })).toMatchObject({ kind: 'lead', how: 'added', lead: { id: 1 } });
  expect(await send(ANA, { ms: DAY_MS - 1 })).toMatchObject({ how: 'repeated', lead: { id: 1 } });
  // From then on the same body is news, and known for another day.
  expect(await send(ANA, { ms: DAY_MS })).toMatchObject({ how: 'added', lead: { id: 1 } });
  expect(await send(ANA, { ms: 2 * DAY_MS - 1 })).toMatchObject({ how: 'repeated' });
});

test('another body with the same key of the sender is a conflict, for as long as the key is known', async () => {
  const { send } = await receiving();
  expect(await send(ANA, { key: 'k' })).toMatchObject({ how: 'created' });
  expect(await send(ANA, { key: 'k', ms: 30 * DAY_MS - 1 })).toMatchObject({ how: 'repeated' });
  expect(await send({ email: 'b@c.example' }, { key: 'k', ms: DAY_MS })).toEqual({ kind: 'conflict' });
  expect(await send({ email: 'b@c.example' }, { key: 'k', ms: 30 * DAY_MS })).toMatchObject({ how: 'created' });
  expect(await send(ANA, { key: 'other', ms: DAY_MS })).toMatchObject({ how: 'added', lead: { id: 1 } });
});

test('receipts are forgotten after their time', async () => {
  const { send, write, db } = await receiving();
  await send(ANA);
  const receipts = () => db.select().from(intakeReceipts).all().length;
  await write((tx) => pruneIntake(tx, after(DAY_MS)));
  expect(receipts()).toBe(1);
  await write((tx) => pruneIntake(tx, after(DAY_MS + 1)));
  expect(receipts()).toBe(0);
});

test('a body that cannot be read is kept once, and taken in by a repetition after the mapping was mended', async () => {
  const { send, map, kept } = await receiving(MAIL);
  const body = { 'e-mail': ANA.email };
  expect(await send(body)).toEqual({ kind: 'kept', reasons: [expect.stringContaining('“mail”'), expect.any(String)] });
  const [{ expiresAt } = { expiresAt: undefined }] = kept();
  await map({ fields: { phone: { places: [{ path: ['tel'] }] } } });
  expect(await send(body, { ms: HOUR_MS })).toMatchObject({
    kind: 'kept',
    reasons: [expect.any(String), 'Phone: nothing is in “tel”.'],
  });
  expect(kept()).toMatchObject([
    { kind: 'unread', body, reasons: [expect.any(String), 'Phone: nothing is in “tel”.'] },
  ]);
  // Another try does not keep it longer.
  expect(kept()[0]?.expiresAt).toEqual(expiresAt);
  await map({ fields: { email: { places: [{ path: ['e-mail'] }] } } });
  expect(await send(body)).toMatchObject({ kind: 'lead', how: 'created', lead: { email: ANA.email } });
  expect(kept()).toEqual([]);
  expect(await send(body)).toMatchObject({ how: 'repeated', lead: { email: ANA.email } });
});

test('a kept body about a known person is added, also when it comes again', async () => {
  const { send, map } = await receiving(MAIL);
  await send({ mail: ANA.email });
  await send({ post: ANA.email, more: 1 });
  await map({ fields: { email: { places: [{ path: ['post'] }] } } });
  expect(await send({ post: ANA.email, more: 1 })).toMatchObject({ how: 'added', lead: { id: 1 } });
});

test('an expired body is read like the first time', async () => {
  const { send, kept, write } = await receiving();
  const body = { 'Your email': ANA.email };
  expect(await send(body, { key: 'k' })).toMatchObject({ kind: 'kept' });
  expect(kept()).toMatchObject([{ kind: 'example' }]);
  await write((tx) => pruneIntake(tx, after(HOUR_MS + 1)));
  expect(kept()).toEqual([]);
  expect(await send(body, { key: 'k', ms: HOUR_MS + 2 })).toMatchObject({ kind: 'kept' });
  expect(kept(after(HOUR_MS + 3))).toMatchObject([{ body }]);
});

test('a repetition of a kept body gets the lead that a manager took in', async () => {
  const { send, kept, map, write } = await receiving(MAIL);
  await send({ post: ANA.email });
  await map({ fields: { email: { places: [{ path: ['post'] }] } } });
  await write((tx) => takeInKept(tx, kept()[0]?.id ?? 0, NOW));
  expect(await send({ post: ANA.email })).toMatchObject({ how: 'repeated', lead: { id: 1 } });
});

test('a body that a manager threw away is not kept again, and the act is in the audit log', async () => {
  const { send, kept, write, db } = await receiving(MAIL);
  await send({ spam: 1 });
  await write((tx) => discardKept(tx, kept()[0]?.id ?? 0, 'UADA', NOW));
  expect(await send({ spam: 1 })).toEqual({ kind: 'ignored', reason: 'It came before.' });
  expect(kept()).toEqual([]);
  expect(entriesAfter(db, 0, 99).at(-1)).toMatchObject({
    kind: 'source.discarded',
    actor: 'UADA',
    subject: 'source:contact-form',
  });
});

test('a body about no lead is answered, and not kept', async () => {
  const ignored = [{ path: ['event'], is: ['cancelled'], reason: 'The booking was cancelled.' }];
  const { send, kept, map } = await receiving({ ...MAIL, ignored });
  const told = { kind: 'ignored', reason: 'The booking was cancelled.' };
  expect(await send({ event: 'cancelled' })).toEqual(told);
  expect(await send({ event: 'cancelled' })).toEqual({ kind: 'ignored', reason: 'It came before.' });
  await map(MAIL);
  await send({ event: 'moved' });
  await map({ ...MAIL, ignored: [{ path: ['event'], is: ['moved'], reason: 'The booking was moved.' }] });
  expect(await send({ event: 'moved' })).toEqual({ kind: 'ignored', reason: 'The booking was moved.' });
  expect(kept()).toEqual([]);
});

test('a thousand bodies may wait for an admin; leads and examples do not', async () => {
  const { send, db, source, map } = await receiving(MAIL);
  const row = { sourceId: source.id, kind: 'unread' as const, body: {}, reasons: [], receivedAt: NOW, expiresAt: NOW };
  db.insert(intakeKept)
    .values(Array.from({ length: 999 }, () => row))
    .run();
  expect(await send({ number: 1_000 })).toMatchObject({ kind: 'kept' });
  expect(await send({ number: 1_001 })).toEqual({ kind: 'full' });
  expect(await send({ mail: ANA.email })).toMatchObject({ how: 'created' });
  await map(null);
  expect(await send({ number: 1_002 })).toMatchObject({ kind: 'kept' });
});
