import { describe, expect, test } from 'vitest';
import { createCrms } from '../../src/crm/clients.ts';
import { sealCredentials } from '../../src/crm/credentials.ts';
import type { CrmOptions } from '../../src/crm/crm.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { fakeCrmKind } from '../support/crm-kind.ts';

function setUp() {
  const fake = fakeCrmKind();
  const keys = createKeys(':memory:');
  const at = new Date('2026-11-19T09:00:00Z');
  const crms = createCrms({ keys, now: () => new Date(at) }, { kinds: [fake.kind], given: {} });
  const withKey = (key: string) => ({ id: 1, kind: 'hubspot', sealed: sealCredentials(keys, { key }) }) as const;
  return { fake, crms, withKey, later: (ms: number) => at.setTime(at.getTime() + ms) };
}

describe('the client of a connection', () => {
  test('is opened once, and again with another key, when the former one is closed', async () => {
    const { fake, crms, withKey } = setUp();
    const first = withKey(fake.key);
    const [one, two] = await Promise.all([crms.client(first), crms.client(first)]);
    expect(one).toBe(two);
    expect(fake.open).toBe(1);
    const other = await crms.client(withKey('pat-other'));
    expect(other).not.toBe(one);
    expect(fake.open).toBe(1);
    await crms.stop();
    expect(fake.open).toBe(0);
  });

  test('that did not open does not take the place of the one after it', async () => {
    const { fake, crms, withKey } = setUp();
    const { open } = fake.kind;
    let fail = () => {};
    fake.kind.open = () =>
      new Promise((_, reject) => {
        fail = () => reject(new Error('too late'));
      });
    const first = crms.client(withKey('pat-first'));
    fake.kind.open = open;
    const other = withKey(fake.key);
    const second = crms.client(other);
    fail();
    await expect(first).rejects.toThrow('too late');
    expect(await crms.client(other)).toBe(await second);
    expect(fake.open).toBe(1);
  });

  test('knows what its account has left, for the key that is open', async () => {
    const { fake, crms, withKey } = setUp();
    const connection = withKey(fake.key);
    expect(crms.leftOf(connection)).toBeUndefined();
    await crms.client(connection);
    expect(crms.leftOf(connection)).toMatchObject({ requests: 480_000 });
    expect(crms.leftOf(withKey('pat-other'))).toBeUndefined();
  });

  test('that opens late tells nothing of the one after it', async () => {
    const { fake, crms, withKey } = setUp();
    const { open } = fake.kind;
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    fake.kind.open = async (...given) => {
      await gate;
      return await open(...given);
    };
    const late = withKey('pat-late');
    const first = crms.client(late);
    fake.kind.open = open;
    const connection = withKey(fake.key);
    const second = crms.client(connection);
    go();
    await Promise.all([first, second]);
    expect(crms.leftOf(late)).toBeUndefined();
    expect(crms.leftOf(connection)).toBeDefined();
  });

  test.each([undefined, 'http://127.0.0.1:1'])(
    'is opened at the address %s, and is told of the stop',
    async (address) => {
      const { kind, key } = fakeCrmKind();
      const { open } = kind;
      const given: CrmOptions[] = [];
      kind.open = (credentials, options) => {
        given.push(options);
        return open(credentials, options);
      };
      const keys = createKeys(':memory:');
      const crms = createCrms({ keys, now: () => new Date(0) }, { kinds: [kind], given: {}, address });
      await crms.tryKey('hubspot', { key });
      expect(given.map((options) => ['address' in options, options.address])).toEqual([
        [address !== undefined, address],
      ]);
      expect(given[0]?.signal.aborted).toBe(false);
      await crms.stop();
      expect(given[0]?.signal.aborted).toBe(true);
    },
  );

  test('of a CRM that this version does not know is refused', () => {
    expect(() => setUp().crms.kindOf('salesforce')).toThrow('This version of Baton does not know salesforce.');
  });

  test('is tried again after it did not open', async () => {
    const { fake, crms, withKey } = setUp();
    const { open } = fake.kind;
    const connection = withKey(fake.key);
    fake.kind.open = () => Promise.reject(new Error('no network'));
    await expect(crms.client(connection)).rejects.toThrow('no network');
    fake.kind.open = open;
    expect(await crms.client(connection)).toBeDefined();
  });

  test('is refused as a key that is not accepted when the key cannot be read', async () => {
    const { crms } = setUp();
    await expect(
      crms.client({ id: 1, kind: 'hubspot', sealed: Buffer.from('of another machine') }),
    ).rejects.toMatchObject({ fault: 'key' });
  });

  test('that tries a key is closed, also after a refusal', async () => {
    const { fake, crms } = setUp();
    expect(await crms.tryKey('hubspot', { key: fake.key })).toMatchObject({ account: 'Northwind (4711)' });
    await expect(crms.tryKey('hubspot', { key: 'pat-wrong' })).rejects.toMatchObject({ fault: 'key' });
    expect(fake.open).toBe(0);
  });
});

test('choices are read again after ten minutes, and for another key', async () => {
  const { fake, crms, withKey, later } = setUp();
  const connection = withKey(fake.key);
  expect(crms.knownChoices(connection)).toBeUndefined();
  const choices = await crms.readChoices(connection);
  expect(choices).toEqual({ offers: fake.offers, owners: fake.owners });
  expect(crms.knownChoices(connection)).toBe(choices);
  expect(crms.knownChoices(withKey(fake.key))).toBeUndefined();
  later(10 * MINUTE_MS - 1);
  expect(crms.knownChoices(connection)).toBe(choices);
  later(1);
  expect(crms.knownChoices(connection)).toBeUndefined();
});
