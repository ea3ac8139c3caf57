/** The names of sources, the secrets that they take, and the record of each change. */
import { describe, expect, test } from 'vitest';
import {
  changeSource,
  createSource,
  deleteSource,
  rotateKey,
  setAuth,
  setMapping,
  slugOf,
  switchSource,
} from '../../src/intake/acts/sources.ts';
import { isShown, secretsOf, validKeys } from '../../src/intake/keys.ts';
import { allSources, keysOfSource, requireSource } from '../../src/intake/queries.ts';
import { receive } from '../../src/intake/receive.ts';
import { requestKeyOf } from '../../src/intake/request-key.ts';
import { intakeReceipts } from '../../src/intake/table.ts';
import { AUTHORIZATION, type SourceAuth } from '../../src/intake/types.ts';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { SALES } from '../leads/world.ts';
import { ADMIN, NOW, world } from './world.ts';

const TALLY: SourceAuth = { kind: 'signature', preset: 'tally' };
const STANDARD: SourceAuth = { kind: 'signature', preset: 'standard_webhooks' };
const PHRASE = 'a secret that the sender made';

async function acting() {
  const made = await world();
  const { write, keys, team } = made;
  const marketing = await write((tx) => {
    const form = { ...SALES, kind: 'marketing' as const, name: 'Marketing', channelId: 'CMARKETING' };
    return saveTeam(tx, form, { id: null, by: 'test' }, NOW);
  });
  return {
    ...made,
    marketing,
    create: (name: string, teamId = team.id, auth = AUTHORIZATION) =>
      write((tx) => createSource(tx, keys, { name, teamId, marketerId: 'UMIA', auth }, ADMIN, NOW)),
  };
}

test('a name has 1 to 60 characters, a letter or digit, and no space at its ends', async () => {
  const { create } = await acting();
  expect((await create('  A  ')).source).toMatchObject({ name: 'A', slug: 'a' });
  expect((await create('n'.repeat(60))).source.slug).toBe('n'.repeat(60));
  await expect(create('n'.repeat(61))).rejects.toThrow('A source needs a name of 1 to 60 characters');
  await expect(create('-')).rejects.toThrow('with a letter or digit');
  expect(slugOf(`(${'ﬁ'.repeat(40)})`)).toBe('fi'.repeat(30));
});

test('leads go to a sales team alone', async () => {
  const { create, write, source, marketing, addTeam } = await acting();
  await expect(create('Fair', marketing.id)).rejects.toThrow();
  const change = (teamId: number) => write((tx) => changeSource(tx, source.id, { teamId }, ADMIN, NOW));
  await expect(change(marketing.id)).rejects.toThrow();
  const iberia = await addTeam('Iberia');
  expect(await change(iberia)).toMatchObject({ teamId: iberia });
});

test.each<[SourceAuth, string | true]>([
  [{ kind: 'field', name: '' }, 'Name the field that has the key.'],
  [{ kind: 'query', name: '  ' }, 'Name the field that has the key.'],
  [{ kind: 'field', name: 'f'.repeat(61) }, 'Name the field that has the key.'],
  [{ kind: 'field', name: ` F${'f'.repeat(59)} ` }, true],
  [{ kind: 'query', name: 'My Key' }, true],
  [{ kind: 'header', name: 'h'.repeat(61) }, 'This cannot be the name of a header.'],
  [{ kind: 'header', name: '' }, 'This cannot be the name of a header.'],
  [{ kind: 'header', name: 'h'.repeat(60) }, true],
])('the place of a key: %j', async (auth, expected) => {
  const made = world(auth);
  if (expected !== true) await expect(made).rejects.toThrow(expected);
  else expect((await made).source.auth).toEqual({ ...auth, name: 'name' in auth ? auth.name.trim() : '' });
});

describe('the secret of a sender', () => {
  test.each([
    [15, 'A secret has 16 to 200 characters.'],
    [201, 'A secret has 16 to 200 characters.'],
  ])('of %d characters is refused', (length, told) => expect(world(TALLY, 's'.repeat(length))).rejects.toThrow(told));

  test.each([16, 200])('of %d characters is taken, without the space around it', async (length) => {
    const { key, db, source } = await world(TALLY, ` ${'s'.repeat(length)}\n`);
    expect(key).toBe('s'.repeat(length));
    expect(keysOfSource(db, source.id)).toMatchObject([{ hash: null, ending: 'ssss', endsAt: null }]);
  });

  test('of Standard Webhooks may be shorter, and has its form', async () => {
    const given = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const { key, db, keys, source } = await world(STANDARD, given);
    expect(key).toBe(given);
    const [secret] = secretsOf(keys, validKeys(db, source.id, NOW), STANDARD);
    expect(secret?.export()).toEqual(Buffer.alloc(24, 1));
    await expect(world(STANDARD, PHRASE)).rejects.toThrow('This secret has to begin with whsec_');
  });

  test('is taken for a rotation, and for another proof', async () => {
    const { write, keys, db, source } = await world(TALLY);
    const act = { ...ADMIN, given: PHRASE };
    expect((await write((tx) => rotateKey(tx, keys, source.id, act, NOW))).key).toBe(PHRASE);
    expect(secretsOf(keys, validKeys(db, source.id, NOW), TALLY)).toHaveLength(2);
    const wanted = { sourceId: source.id, auth: { kind: 'header' as const, name: 'X-Key' } };
    const set = await write((tx) => setAuth(tx, keys, wanted, { ...ADMIN, given: `${PHRASE}!` }, NOW));
    expect(set).toMatchObject({ key: `${PHRASE}!`, source: { auth: { kind: 'header', name: 'x-key' } } });
    expect(validKeys(db, source.id, NOW)).toHaveLength(1);
    expect(isShown(validKeys(db, source.id, NOW), `${PHRASE}!`)).toBe(true);
    const wrong = { sourceId: source.id, auth: { kind: 'header' as const, name: 'x key' } };
    await expect(write((tx) => setAuth(tx, keys, wrong, ADMIN, NOW))).rejects.toThrow('the name of a header');
  });
});

test('each change is on record, without a key', async () => {
  const { write, keys, db, source, team, key } = await world();
  const { id } = source;
  const second = await write((tx) => {
    switchSource(tx, id, false, ADMIN, NOW);
    setMapping(tx, id, { fields: {} }, ADMIN, NOW);
    setMapping(tx, id, null, ADMIN, NOW);
    changeSource(tx, id, { perMinute: 5 }, ADMIN, NOW);
    const rotated = rotateKey(tx, keys, id, ADMIN, NOW);
    setAuth(tx, keys, { sourceId: id, auth: TALLY }, { ...ADMIN, given: PHRASE }, NOW);
    deleteSource(tx, id, ADMIN, NOW);
    return rotated.key;
  });
  const entries = entriesAfter(db, 0, 99).filter(({ subject }) => subject === 'source:contact-form');
  expect(entries.map(({ kind, details }) => [kind, details])).toEqual([
    ['source.created', { team: team.id, auth: 'header' }],
    ['source.changed', { isOn: false }],
    ['source.changed', { mapping: 'set' }],
    ['source.changed', { mapping: 'removed' }],
    ['source.changed', { perMinute: 5 }],
    ['source.key_rotated', {}],
    ['source.changed', { auth: 'signature' }],
    ['source.deleted', {}],
  ]);
  expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set(['UADA']));
  for (const secret of [key, second, PHRASE]) expect(JSON.stringify(entries)).not.toContain(secret);
});

test('a source takes its receipts with it, and those of others stay', async () => {
  const { write, keys, db, source, create } = await acting();
  const { source: other } = await create('Fair');
  const send = (to: typeof source) => {
    const body = { email: 'ana@porto-foods.example' };
    const request = requestKeyOf(keys, AUTHORIZATION, { headers: {}, raw: Buffer.from('{}'), body });
    return write((tx) => receive(tx, requireSource(tx, to.id), body, request, NOW));
  };
  await send(source);
  await send(other);
  await write((tx) => deleteSource(tx, source.id, ADMIN, NOW));
  expect(db.select().from(intakeReceipts).all()).toMatchObject([{ sourceId: other.id }]);
  expect(allSources(db).map(({ slug }) => slug)).toEqual(['fair']);
  for (const act of [
    () => write((tx) => deleteSource(tx, source.id, ADMIN, NOW)),
    () => write((tx) => switchSource(tx, source.id, true, ADMIN, NOW)),
    () => write((tx) => rotateKey(tx, keys, source.id, ADMIN, NOW)),
  ])
    await expect(act()).rejects.toThrow('This source no longer exists.');
});
