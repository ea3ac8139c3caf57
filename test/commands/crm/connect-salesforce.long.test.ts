/** An admin connects Salesforce in Slack, with the real client and an account over HTTP. */
import { afterAll, expect, test } from 'vitest';
import { openConnection } from '../../../src/crm/connection.ts';
import { salesforce } from '../../../src/crm/salesforce/kind.ts';
import { salesforceFake } from '../../support/salesforce/fake.ts';
import { createScene } from '../../support/scene.ts';

// The clock of the test, once there is one.
let now = () => new Date();
const fake = await salesforceFake({ now: () => now() });
afterAll(() => fake.close());
const scene = createScene({ crm: { kinds: [salesforce], given: {}, address: fake.url } });

test('a key that is pasted is tested, and the account proposes the rest', async () => {
  now = () => scene.app().baton.deps.now();
  const ada = scene.as('ada');
  await ada.command('/baton crm', { in: '#general' });
  await (await ada.modal('CRM')).press('Connect Salesforce');
  const form = await ada.modal('Connect Salesforce');
  const { domain, clientId, username, privateKey } = fake.credentials;
  await form.fill({
    'My Domain': 'acme.com',
    'Consumer key': clientId,
    'User name': username,
    'Private key': privateKey,
  });
  expect(await form.submit()).toMatchObject({ errors: { 'My Domain': expect.stringContaining('My Domain') } });
  await form.fill({ 'My Domain': domain });
  expect(await form.submit()).toEqual({ ok: true });
  const next = await ada.modal('Incoming leads');
  expect(next.text()).toContain('Deals: All opportunities (Prospecting, Closed Won, Closed Lost)');
  expect(openConnection(scene.app().baton.deps.db)).toMatchObject({ account: 'Acme', missing: [], state: 'draft' });
});
