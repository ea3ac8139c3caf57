import { expect, test } from 'vitest';
import { changeSource, createSource, rotateKey, setAuth, slugOf, switchSource } from '../../src/intake/acts/sources.ts';
import { isShown, secretsOf, validKeys } from '../../src/intake/keys.ts';
import { allSources, hasSources, keysOfSource, requireSource } from '../../src/intake/queries.ts';
import { AUTHORIZATION, type SourceAuth } from '../../src/intake/types.ts';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { salesTeam } from '../leads/world.ts';
import { ADMIN, after, NOW, world } from './world.ts';

const TYPEFORM: SourceAuth = { kind: 'signature', preset: 'typeform' };
const STANDARD: SourceAuth = { kind: 'signature', preset: 'standard_webhooks' };

test('a new source is on, and its key is in the database as a hash alone', async () => {
  const { db, source, key } = await world();
  expect(hasSources(db)).toBe(true);
  expect(source).toMatchObject({ slug: 'contact-form', isOn: true, mapping: null });
  expect(key).toMatch(/^baton_[\w-]{43}$/);
  const stored = keysOfSource(db, source.id);
  expect(stored).toMatchObject([{ sealed: null, ending: key.slice(-4) }]);
  expect(JSON.stringify(stored)).not.toContain(key);
  expect(db.$client.serialize().includes(key)).toBe(false);
  expect(isShown(stored, key)).toBe(true);
  expect(isShown(stored, `${key}x`)).toBe(false);
  expect(entriesAfter(db, 0, 9).at(-1)).toMatchObject({ kind: 'source.created', subject: 'source:contact-form' });
});

test('without a source nothing is open', async () => expect(hasSources((await salesTeam()).db)).toBe(false));

test('two sources never share an address, and a name needs a letter or digit', async () => {
  const { db, write, keys, team, source } = await world();
  const create = (name: string) =>
    write((tx) =>
      createSource(tx, keys, { name, teamId: team.id, marketerId: 'UMIA', auth: AUTHORIZATION }, ADMIN, NOW),
    );
  await expect(create(' Contact   FORM ')).rejects.toThrow('Another source has this name.');
  await expect(create('···')).rejects.toThrow('A source needs a name');
  await create('Événements: été 2027');
  expect(allSources(db).map(({ slug }) => slug)).toEqual([source.slug, 'evenements-ete-2027']);
  expect(slugOf('Straße & Co')).toBe('stra-e-co');
});

test('a rotated key and its successor are both accepted for a week', async () => {
  const { db, write, keys, source, key: first } = await world();
  const { key: second } = await write((tx) => rotateKey(tx, keys, source.id, ADMIN, NOW));
  const accepted = (key: string, at: Date) => isShown(validKeys(db, source.id, at), key);
  expect([accepted(first, after(6 * DAY_MS)), accepted(second, after(6 * DAY_MS))]).toEqual([true, true]);
  expect([accepted(first, after(7 * DAY_MS)), accepted(second, after(7 * DAY_MS))]).toEqual([false, true]);
});

test('another proof of origin ends the earlier keys at once', async () => {
  const { db, write, keys, source, key } = await world();
  const changed = await write((tx) => setAuth(tx, keys, { sourceId: source.id, auth: TYPEFORM }, ADMIN, NOW));
  expect(changed.source.auth).toEqual(TYPEFORM);
  expect(isShown(validKeys(db, source.id, NOW), key)).toBe(false);
  expect(secretsOf(keys, validKeys(db, source.id, NOW), TYPEFORM)).toHaveLength(1);
});

test('a secret of a signature is sealed, and useless without the folder of keys', async () => {
  const given = 'a secret that Typeform knows';
  const { db, keys, source, key } = await world(TYPEFORM, given);
  expect(key).toBe(given);
  expect(db.$client.serialize().includes(given)).toBe(false);
  const stored = validKeys(db, source.id, NOW);
  expect(secretsOf(keys, stored, TYPEFORM).map((one) => one.export().toString())).toEqual([given]);
  expect(secretsOf(createKeys(':memory:'), stored, TYPEFORM)).toEqual([]);
});

test('a secret is refused that is short, or of another form', async () => {
  await expect(world(TYPEFORM, 'short')).rejects.toThrow('16 to 200 characters');
  await expect(world(STANDARD, 'x'.repeat(40))).rejects.toThrow('whsec_');
  expect((await world(STANDARD)).key).toMatch(/^whsec_/);
});

test('the name of a header is a token', async () => {
  await expect(world({ kind: 'header', name: 'x key:' })).rejects.toThrow('cannot be the name of a header');
  const { source } = await world({ kind: 'header', name: ' X-Api-Key ' });
  expect(source.auth).toEqual({ kind: 'header', name: 'x-api-key' });
});

test('a source is switched off, and gets another marketer and limit', async () => {
  const { db, write, source } = await world();
  await write((tx) => switchSource(tx, source.id, false, ADMIN, NOW));
  await write((tx) => changeSource(tx, source.id, { marketerId: 'UMAX', perMinute: 5 }, ADMIN, NOW));
  expect(requireSource(db, source.id)).toMatchObject({ isOn: false, marketerId: 'UMAX', perMinute: 5 });
});
