/** An admin adds a webhook, and the events of a lead and a request reach a real receiver. */
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';

const scene = createScene({ webhooksAllow: ['127.0.0.1'] });
const ada = () => scene.as('ada');
const shown = (title: string) => expect.poll(async () => scene.read((await ada().modal(title)).text()));

async function sent(): Promise<void> {
  scene.app().baton.deps.webhooks.sendDue();
  await scene.app().settled();
}

async function add(url: string, fields: Record<string, string | string[]> = {}): Promise<string> {
  await ada().command('/baton webhooks', { in: '#marketing' });
  await (await ada().modal('Webhooks')).press('Add a webhook');
  const form = await ada().modal('Add a webhook');
  await form.fill({ Address: url, ...fields });
  expect((await form.submit()).ok).toBe(true);
  const secret = await ada().modal('Secret');
  const [value = ''] = /whsec_\S+/.exec(secret.text()) ?? [];
  await secret.close();
  return value;
}

/** The clock of the test app is moved, so the age of a signature is not checked. */
const isSigned = (secret: string, { headers, body }: { headers: Record<string, string>; body: string }): boolean => {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  return headers['webhook-signature'] === new Webhook(secret).sign(headers['webhook-id'] ?? '', at, body);
};

test('an admin adds a webhook, tests it, and the life of a lead arrives in order, each event once', async () => {
  const { got, answers, url, host } = await webhookReceiver();
  const secret = await add(url);
  await shown('Webhooks').toContain(`${host}\nall events  ·  all teams  ·  with all details\nnothing delivered yet`);

  await (await ada().modal('Webhooks')).press('Open');
  answers.push({ status: 401, body: 'no such key' });
  await (await ada().modal('Webhook')).press('Send a test');
  await shown('Webhook').toContain('The test failed. The receiver answered 401.\nno such key');
  await (await ada().modal('Webhook')).press('Send a test');
  await shown('Webhook').toContain('The receiver took the test.');
  expect(got.map(({ event }) => event.type)).toEqual(['baton.test', 'baton.test']);
  expect(got.every((one) => isSigned(secret, one))).toBe(true);
  got.length = 0;

  const name = await scene.newLead();
  await scene.bring(name, 'qualified');
  await scene.win('sam', name);
  await sent();
  const types = got.map(({ event }) => event.type);
  expect(types.filter((type) => type !== 'lead.assigned')).toEqual([
    'lead.handed_off',
    'lead.accepted',
    'lead.contact_logged',
    'lead.qualified',
    'lead.won',
  ]);
  expect(got.every((one) => isSigned(secret, one))).toBe(true);
  expect(got.at(-1)?.event.data).toMatchObject({
    lead: { name, status: 'won', owner: scene.app().slack.ids.people.sam },
    team: { name: 'Sales' },
    change: { by: scene.app().slack.ids.people.sam },
  });
  await sent();
  expect(got).toHaveLength(types.length);
});

test('an event that a receiver does not take is seen with its answer, told to admins once, and sent again', async () => {
  const { got, answers, url, host } = await webhookReceiver();
  await add(url, { Events: ['Handed off'], Teams: ['Sales'], Contents: 'Ids only, without personal data' });
  answers.push({ status: 410, body: 'moved away' });
  await scene.newLead();
  await sent();
  await scene.app().baton.runDue();
  await scene.app().settled();
  expect(got).toHaveLength(1);
  expect(got[0]?.event.data).toMatchObject({ lead: { id: expect.any(Number) } });
  expect(JSON.stringify(got[0]?.event)).not.toContain('Company');
  expect(scene.news('ada', host)).toEqual([expect.stringContaining(`I turned the webhook to \`${host}\` off`)]);

  await ada().command('/baton webhooks', { in: '#marketing' });
  await shown('Webhooks').toContain('the receiver answered 410, gone');
  await (await ada().modal('Webhooks')).press({ actionId: 'webhook_open', value: '2' });
  await shown('Webhook').toMatch(
    /lead\.handed_off {2}· {2}lead \d+[\s\S]*The receiver answered 410 {2}· {2}failed after 1 of 10 tries[\s\S]*moved away/,
  );
  await (await ada().modal('Webhook')).press('Turn on');
  await shown('Webhook').toContain('Turn off');
  await (await ada().modal('Webhook')).press('Send all again…');
  const replay = await ada().modal('Send again');
  await replay.submit();
  await sent();
  expect(got).toHaveLength(2);
  expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
  await scene.app().baton.runDue();
  await scene.app().settled();
  expect(scene.news('ada', 'No webhook is turned off')).toHaveLength(1);
});

test('its events can be changed, its secret rotated, and it can be removed', async () => {
  await ada().command('/baton webhooks', { in: '#marketing' });
  await (await ada().modal('Webhooks')).press({ actionId: 'webhook_open', value: '2' });
  await (await ada().modal('Webhook')).choose('Change events…');
  const form = await ada().modal('Change events');
  await form.fill({ Events: ['Won', 'Delivered'], Contents: 'All details: the lead or request, and what changed' });
  await form.submit();
  await shown('Webhook').toContain('lead.won, request.delivered');
  await (await ada().modal('Webhook')).choose('New secret…');
  await (await ada().modal('New secret')).submit();
  await shown('Secret').toMatch(/whsec_.{40,}/);
  await (await ada().modal('Secret')).close();
  await (await ada().modal('Webhook')).press('Remove');
  await shown('Removed').toContain('is removed');
  const kinds = scene
    .app()
    .baton.deps.db.$client.prepare("select kind from audit_log where kind like 'webhook%' order by id")
    .pluck()
    .all();
  expect(kinds).toEqual(
    ['added', 'added', 'off', 'on', 'replayed', 'changed', 'rotated', 'removed'].map((kind) => `webhook.${kind}`),
  );
});

test('an address without TLS or inside the network is refused at its field, and no one but admins comes here', async () => {
  await ada().command('/baton webhooks', { in: '#marketing' });
  await (await ada().modal('Webhooks')).press('Add a webhook');
  const form = await ada().modal('Add a webhook');
  for (const [url, fault] of [
    ['ftp://crm.example', 'begins with https://'],
    ['http://crm.example/in', 'begins with https://'],
    ['https://10.1.2.3/in', 'inside a private network'],
  ] as const) {
    await form.fill({ Address: url });
    expect(await form.submit()).toMatchObject({ ok: false, errors: { Address: expect.stringContaining(fault) } });
  }
  await scene.as('max').command('/baton webhooks', { in: '#sales' });
  expect((await scene.nextEphemeral('max', '#sales')).text).toContain('Only workspace admins manage webhooks');
});
