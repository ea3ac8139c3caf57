/** Whether a request comes from its source, by each kind of proof. */
import { expect, test } from 'vitest';
import { rotateKey, switchSource } from '../../src/intake/acts/sources.ts';
import { hasLostSecret, isShown, validKeys, withLostSecret } from '../../src/intake/keys.ts';
import { isProved, type Shown, withoutKey } from '../../src/intake/proof.ts';
import type { SourceAuth } from '../../src/intake/types.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { signedHeaders } from '../../src/platform/webhooks/sign.ts';
import { ADMIN, after, NOW, world } from './world.ts';

const nothing: Shown = { headers: {}, query: new URLSearchParams(), raw: Buffer.from('{}'), body: {} };

async function proving(auth?: SourceAuth, given?: string) {
  const made = await world(auth, given);
  const prove = (shown: Partial<Shown>, at = NOW) => isProved(made, made.source, { ...nothing, ...shown }, at);
  return { ...made, prove };
}

test('a bearer key, in any spelling of Bearer and nothing else', async () => {
  const { prove, key } = await proving();
  const with_ = (authorization?: string) => prove({ headers: { authorization } });
  expect([with_(`Bearer ${key}`), with_(`bearer   ${key}`)]).toEqual([true, true]);
  for (const wrong of [undefined, '', key, `Basic ${key}`, `Bearer ${key} ${key}`, `Bearer ${key}x`, 'Bearer'])
    expect(with_(wrong), wrong).toBe(false);
  expect(prove({ query: new URLSearchParams({ authorization: key }), body: { authorization: key } })).toBe(false);
});

test('a key in a header of another name is the whole header', async () => {
  const { prove, key } = await proving({ kind: 'header', name: 'X-Api-Key' });
  expect(prove({ headers: { 'x-api-key': key } })).toBe(true);
  for (const headers of [{}, { 'x-api-key': `Bearer ${key}` }, { authorization: `Bearer ${key}` }])
    expect(prove({ headers })).toBe(false);
});

test('a key in the address', async () => {
  const { prove, key } = await proving({ kind: 'query', name: 'k' });
  expect(prove({ query: new URLSearchParams({ other: '1', k: key }) })).toBe(true);
  expect(prove({ query: new URLSearchParams({ k: `${key}x` }) })).toBe(false);
  expect(prove({ headers: { k: key }, body: { k: key } })).toBe(false);
});

test('a key in a field of the body, which is stored without it', async () => {
  const { prove, key, source } = await proving({ kind: 'field', name: 'secret' });
  expect([prove({ body: { secret: key } }), prove({ body: [{ secret: key }] })]).toEqual([true, true]);
  for (const body of [{}, { secret: [key] }, { secret: 7 }, null, [{ secret: key }, {}]])
    expect(prove({ body })).toBe(false);
  expect(withoutKey(source, { email: 'a@b.example', secret: key })).toEqual({ email: 'a@b.example' });
  expect(withoutKey(source, [{ secret: key, a: 1 }])).toEqual({ a: 1 });
  expect(withoutKey(source, 'text')).toBe('text');
});

test('a body is stored whole when its key comes another way', async () => {
  const { source } = await proving({ kind: 'query', name: 'k' });
  expect(withoutKey(source, [{ k: 'theirs' }])).toEqual([{ k: 'theirs' }]);
});

test('a signature by a secret of Standard Webhooks, as any sender of it signs', async () => {
  const { prove, key } = await proving({ kind: 'signature', preset: 'standard_webhooks' });
  const secret = Buffer.from(key.replace('whsec_', ''), 'base64');
  const headers = signedHeaders({ id: 'msg_1', body: '{}' }, [secret], NOW);
  expect(prove({ headers })).toBe(true);
  expect(prove({ headers, raw: Buffer.from('{} ') })).toBe(false);
  expect(prove({ headers }, after(DAY_MS))).toBe(false);
});

test('a key is no proof for another source, nor after it has ended', async () => {
  const { prove, key, write, keys, source } = await proving();
  const other = await world();
  const headers = { authorization: `Bearer ${key}` };
  expect(isProved(other, other.source, { ...nothing, headers }, NOW)).toBe(false);
  await write((tx) => rotateKey(tx, keys, source.id, ADMIN, NOW));
  expect([prove({ headers }, after(7 * DAY_MS - 1)), prove({ headers }, after(7 * DAY_MS))]).toEqual([true, false]);
});

test('a secret of signatures is no key that is shown', async () => {
  const { db, source, key } = await world({ kind: 'signature', preset: 'tally' });
  expect(isShown(validKeys(db, source.id, NOW), key)).toBe(false);
});

test('a source needs a new secret when its own cannot be opened on this machine', async () => {
  const { db, write, source, keys } = await world({ kind: 'signature', preset: 'tally' });
  const moved = createKeys(':memory:');
  const lost = (of: typeof keys, at = NOW) => withLostSecret(db, of, at).map(({ id }) => id);
  expect([lost(keys), lost(moved)]).toEqual([[], [source.id]]);
  moved.require('intake');
  expect(lost(moved)).toEqual([source.id]);
  // Of two secrets, one that can be opened is enough.
  await write((tx) => rotateKey(tx, moved, source.id, ADMIN, NOW));
  expect(lost(moved)).toEqual([]);
  await write((tx) => switchSource(tx, source.id, false, ADMIN, NOW));
  expect([lost(createKeys(':memory:')), hasLostSecret(db, createKeys(':memory:'), source, NOW)]).toEqual([[], true]);
});

test('a source whose key is shown has no secret to lose', async () => {
  const { db, source } = await world();
  expect(hasLostSecret(db, createKeys(':memory:'), source, NOW)).toBe(false);
});
