/** How a repetition of a request is known. */
import { expect, test } from 'vitest';
import { isUsableKey, requestKeyOf } from '../../src/intake/request-key.ts';
import { AUTHORIZATION, type SignaturePreset, type SourceAuth } from '../../src/intake/types.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';

const keys = createKeys(':memory:');

function keyOf(auth: SourceAuth, body: unknown, headers: Record<string, string> = {}) {
  const raw = Buffer.from(JSON.stringify(body) ?? '');
  const { key, bodyHash, keptMs } = requestKeyOf(keys, auth, { headers, raw, body });
  return { key, bodyHash, days: keptMs / DAY_MS };
}

const signed = (preset: SignaturePreset): SourceAuth => ({ kind: 'signature', preset });

test.each(['idempotency-key', 'webhook-id', 'x-github-delivery'])('%s is known for thirty days', (header) => {
  expect(keyOf(AUTHORIZATION, {}, { [header]: 'one' })).toMatchObject({ key: `${header}:one`, days: 30 });
});

test('without a key of the sender, the same bytes are the same request for a day', () => {
  const first = keyOf(AUTHORIZATION, { a: 1 });
  expect(first).toMatchObject({ key: expect.stringMatching(/^body:[\w-]{43}$/), days: 1 });
  expect(keyOf(AUTHORIZATION, { a: 1 })).toEqual(first);
  expect(keyOf(AUTHORIZATION, { a: 2 }).key).not.toBe(first.key);
  // The hash says nothing about the body to those who have the database alone.
  const elsewhere = requestKeyOf(createKeys(':memory:'), AUTHORIZATION, {
    headers: {},
    raw: Buffer.from('{"a":1}'),
    body: { a: 1 },
  });
  expect(elsewhere.bodyHash.equals(first.bodyHash)).toBe(false);
});

test.each<[SignaturePreset, object, string]>([
  ['typeform', { event_id: 'e1' }, 'event:e1'],
  ['tally', { eventId: 'e1' }, 'event:e1'],
  ['webflow', { payload: { id: 'e1' } }, 'event:e1'],
  ['calendly', { event: 'invitee.created', payload: { uri: 'https://x/1' } }, 'event:invitee.created https://x/1'],
])('the event of %s is the key, unless a header has one', (preset, body, key) => {
  expect(keyOf(signed(preset), body)).toMatchObject({ key, days: 30 });
  expect(keyOf(signed(preset), [body])).toMatchObject({ key, days: 30 });
  expect(keyOf(signed(preset), body, { 'idempotency-key': 'one' }).key).toBe('idempotency-key:one');
  expect(keyOf(AUTHORIZATION, body).key).toMatch(/^body:/);
  expect(keyOf(signed('github'), body).key).toMatch(/^body:/);
});

test.each<[SignaturePreset, unknown]>([
  ['typeform', { event_id: 7 }],
  ['typeform', { event_id: 'with a space' }],
  ['typeform', null],
  ['webflow', { payload: null }],
  ['webflow', { payload: 'text' }],
  ['webflow', {}],
  ['calendly', { event: 'invitee.created', payload: {} }],
  ['calendly', { payload: { uri: 'https://x/1' } }],
])('an event of %s that is not whole is not its key: %j', (preset, body) => {
  expect(keyOf(signed(preset), body)).toMatchObject({ key: expect.stringMatching(/^body:/), days: 1 });
});

test.each([
  ['a'.repeat(255), true],
  ['a'.repeat(256), false],
  ['!~', true],
  ['', false],
  ['a b', false],
  ['é', false],
  ['a\n', false],
])('%j may be a key: %s', (key, isUsable) => expect(isUsableKey(key)).toBe(isUsable));
