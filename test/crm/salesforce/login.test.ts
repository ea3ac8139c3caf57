import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { salesforce } from '../../../src/crm/salesforce/kind.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';
import { otherPrivateKey } from '../../support/salesforce/fake.ts';

test('an account is known by its name once the login is taken', async () => {
  const { crm, fake } = await connectedSalesforce();
  expect(await crm.check()).toMatchObject({ account: 'Acme', missing: [] });
  const logins = fake.requests.filter(({ path }) => path === '/services/oauth2/token');
  expect(logins).toHaveLength(1);
  expect(crm.left()).toMatchObject({ of: 15_000 });
});

describe('Salesforce refuses', () => {
  test('another key', async () => {
    const { fake, open } = await connectedSalesforce();
    const crm = await open({ ...fake.credentials, privateKey: otherPrivateKey });
    await expect(crm.check()).rejects.toMatchObject({ fault: 'key', words: 'invalid_grant: invalid assertion' });
  });

  test('another app or user', async () => {
    const { fake, open } = await connectedSalesforce();
    const otherApp = await open({ ...fake.credentials, clientId: 'x'.repeat(30) });
    await expect(otherApp.check()).rejects.toMatchObject({ words: 'invalid_client_id: client identifier invalid' });
    const otherUser = await open({ ...fake.credentials, username: 'eve@acme.example' });
    await expect(otherUser.check()).rejects.toMatchObject({ words: /approved this consumer/ });
  });

  test('a sandbox at the server of production', async () => {
    const { fake, open } = await connectedSalesforce();
    const crm = await open({ ...fake.credentials, domain: 'acme--test.sandbox.my.salesforce.com' });
    await expect(crm.check()).rejects.toMatchObject({ words: 'invalid_grant: audience is invalid' });
  });

  test('a machine whose clock is wrong', async () => {
    const { fake, clock, stop } = await connectedSalesforce();
    const wrong = { proxies: {}, address: fake.url, signal: stop.signal };
    for (const minutes of [-5, 5]) {
      const now = () => new Date(clock.now().getTime() + minutes * 60_000);
      const crm = await salesforce.open(fake.credentials, { ...wrong, now });
      await expect(crm.owners()).rejects.toMatchObject({ words: 'invalid_grant: expired authorization code' });
    }
  });
});

test('a session that ended is begun again, and one that is revoked is a matter of the key', async () => {
  const { crm, fake } = await connectedSalesforce();
  await crm.owners();
  fake.endSessions();
  expect(await crm.owners()).not.toHaveLength(0);
  fake.revoke();
  await expect(crm.owners()).rejects.toMatchObject({ fault: 'key' });
});

describe('a credential', () => {
  const field = (name: string) => salesforce.credentials.find((one) => one.name === name);
  const fault = (name: string, value: string) => field(name)?.fault(value);

  test('may be pasted as it comes', async () => {
    const { fake, open } = await connectedSalesforce();
    const { privateKey } = fake.credentials;
    const pkcs1 = String(createPrivateKey(privateKey).export({ type: 'pkcs1', format: 'pem' }));
    const pasted = [privateKey.replaceAll('\n', ' '), privateKey.replaceAll('\n', '\\n'), `\n${privateKey}\n\n`];
    for (const key of [...pasted, pkcs1]) expect(fault('privateKey', key)).toBeUndefined();
    for (const key of pasted) {
      const crm = await open({ ...fake.credentials, privateKey: key, clientId: ` ${fake.credentials.clientId} ` });
      expect(await crm.owners()).not.toHaveLength(0);
    }
    const typed = ['acme.my.salesforce.com', 'https://Acme.my.salesforce.com/', 'https://acme.lightning.force.com/x?y'];
    for (const domain of typed) expect(fault('domain', domain)).toBeUndefined();
  });

  test('that cannot work is told in a sentence', () => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    expect(fault('privateKey', privateKey)).toMatch(/only RSA keys/);
    expect(fault('privateKey', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----')).toMatch(
      /not a private key/,
    );
    expect(fault('privateKey', 'secret')).toMatch(/not a private key/);
    for (const domain of ['acme.com', 'login.salesforce.com', 'my.salesforce.com.evil.example']) {
      expect(fault('domain', domain)).toMatch(/My Domain/);
    }
    expect(fault('username', 'ada')).toBeDefined();
    expect(fault('clientId', '3MVG9')).toBeDefined();
    expect(salesforce.credentials.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(['privateKey']);
  });

  test('that is no key any more says so without its content', async () => {
    const { fake, open } = await connectedSalesforce();
    const opened = open({ ...fake.credentials, privateKey: 'not a key' });
    await expect(opened).rejects.toMatchObject({ fault: 'key', words: 'The private key cannot be read.' });
  });
});
