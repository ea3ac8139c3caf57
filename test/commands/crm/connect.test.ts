/** An admin connects a CRM in Slack, with one field to fill in. */
import { expect, test } from 'vitest';
import { openConnection, requireConnection } from '../../../src/crm/connection.ts';
import type { GivenCredentials } from '../../../src/crm/credentials.ts';
import { CrmError } from '../../../src/crm/crm.ts';
import { addLink } from '../../../src/crm/links.ts';
import { announceCard } from '../../../src/leads/history.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { fakeCrmKind } from '../../support/crm-kind.ts';
import { createScene } from '../../support/scene.ts';

const fake = fakeCrmKind();
const given: GivenCredentials = {};
const scene = createScene({ crm: { kinds: [fake.kind], given } });
const ada = () => scene.as('ada');
const page = async () => {
  await ada().command('/baton crm', { in: '#general' });
  return ada().modal('CRM');
};
const shows = (title: string, text: string) =>
  expect.poll(async () => scene.read((await ada().modal(title)).text())).toContain(text);
const connection = () => openConnection(scene.app().baton.deps.db);

async function enter(key: string, title = 'Connect HubSpot') {
  const form = await ada().modal(title);
  await form.fill({ 'Service key': key });
  return form.submit();
}

test('only admins connect it', async () => {
  await scene.as('max').command('/baton crm', { in: '#general' });
  expect((await scene.nextEphemeral('max', '#general')).text).toContain('Only workspace admins connect the CRM');
});

test('a key that is wrong, refused or not answered says so, and leaves the way open', async () => {
  await (await page()).press('Connect HubSpot');
  expect(await enter('nonsense')).toMatchObject({ errors: { 'Service key': 'A key begins with pat-.' } });
  expect(await enter('pat-revoked')).toEqual({ ok: true });
  await shows('HubSpot', 'HubSpot does not accept this key.');
  expect((await ada().modal('HubSpot')).text()).toContain('Authentication credentials not found.');

  fake.fault = new CrmError('away', 'ECONNRESET');
  await (await ada().modal('HubSpot')).press('Enter another key…');
  await enter(fake.key);
  await shows('HubSpot', 'HubSpot does not answer. Try again in a minute.');

  fake.fault = undefined;
  fake.missing = ['crm.objects.deals.write'];
  await (await ada().modal('HubSpot')).press('Test again');
  await shows('HubSpot', 'these rights are missing');
  expect((await ada().modal('HubSpot')).text()).toContain('crm.objects.deals.write');
  fake.missing = [];
  await (await ada().modal('HubSpot')).press('Test again');
  await ada().modal('Incoming leads');
  expect(connection()).toMatchObject({ account: 'Northwind (4711)', missing: [], state: 'draft' });
});

test('an admin connects with one field and four presses, and everything else is chosen by name', async () => {
  const former = await page();
  await former.press('Disconnect');
  await former.waitForText('Connect HubSpot');
  let presses = 0;
  await former.press('Connect HubSpot');
  presses += 1;
  await enter(fake.key);
  presses += 1;
  const form = await ada().modal('Incoming leads');
  expect(form.labels().map((label) => `${label} ${form.value(label)}`)).toEqual([
    'Which records of HubSpot become leads? Marketing Qualified Lead',
    'Hand off to Sales',
    expect.stringContaining('Answers for them in marketing'),
    'The other way Add leads from Slack to HubSpot',
  ]);
  expect(form.text()).toContain('Deals: Sales Pipeline (Qualified To Buy, Closed Won, Closed Lost)');
  expect(await form.submit()).toEqual({ ok: true });
  presses += 1;
  const shown = await ada().modal('CRM');
  await shown.waitForText('Lifecycle stage: Marketing Qualified Lead → Sales');
  await shown.press('Switch on');
  presses += 1;
  await shown.waitForText('On since');
  expect(presses).toBe(4);
  expect(connection()).toMatchObject({ state: 'on' });
});

test('each choice can be changed, and a mistake shows at its field', async () => {
  await (await page()).choose('Deals…');
  const deals = await ada().modal('Deals');
  expect(deals.value('Won')).toBe('Closed Won');
  fake.offers = {
    ...fake.offers,
    pipelines: [...fake.offers.pipelines, { id: 'p2', label: 'Partners', stages: [{ id: 's', label: 'Signed' }] }],
  };
  await deals.fill({ Lost: '' });
  expect(await deals.submit()).toMatchObject({ errors: { Lost: expect.stringContaining('leave all three empty') } });
  await deals.fill({ Qualified: '', Won: '' });
  expect(await deals.submit()).toEqual({ ok: true });
  await (await ada().modal('CRM')).waitForText('Deals: none');

  await (await ada().modal('CRM')).choose('Status…');
  const status = await ada().modal('Status');
  await status.fill({ Nurturing: 'Connected' });
  expect(await status.submit()).toEqual({ ok: true });
  await (await ada().modal('CRM')).choose('Fields…');
  const fields = await ada().modal('Outgoing fields');
  await fields.fill({ Reason: 'Baton Link' });
  expect(await fields.submit()).toMatchObject({ errors: { Reason: 'This field is taken by “Link to the lead”.' } });
  await fields.fill({ Reason: '' });
  expect(await fields.submit()).toEqual({ ok: true });
  await (await ada().modal('CRM')).choose('Owner and conflicts…');
  await scene.mustSubmit('ada', 'Owner and conflicts', { 'Baton decides about': ['Phone', 'Status', 'Deal'] });
  expect(connection()?.plan).toMatchObject({
    deals: null,
    status: { values: { nurturing: 'CONNECTED' } },
    masters: { phone: 'baton', owner: 'crm' },
  });
});

test('after a restart the page opens at once, and the names follow when HubSpot has answered', async () => {
  await scene.app().restart();
  let open = () => {};
  fake.gate = new Promise((resolve) => {
    open = resolve;
  });
  const shown = await page();
  expect(shown.text()).toContain('lifecycle:mql → Sales');
  await shown.press('Incoming leads…');
  await shows('Incoming leads', 'Asking HubSpot');
  open();
  fake.gate = undefined;
  await expect.poll(async () => (await ada().modal('Incoming leads')).labels()).toContain('Hand off to');
  await (await ada().modal('Incoming leads')).close();
  await (await ada().modal('CRM')).waitForText('Marketing Qualified Lead → Sales');
});

test('a long list is searched', async () => {
  const shown = await page();
  await shown.press('Disconnect');
  await shown.waitForText('Connect HubSpot');
  const rules = Array.from({ length: 300 }, (_, at) => ({ id: `list:${at}`, label: `Fair ${at}`, group: 'List' }));
  fake.offers = { ...fake.offers, rules };
  await shown.press('Connect HubSpot');
  await enter(fake.key);
  // The same account, so its plan is there again.
  await shown.waitForText('lifecycle:mql → Sales');
  await (await ada().modal('CRM')).press('Incoming leads…');
  const form = await ada().modal('Incoming leads');
  expect(await form.suggest('Which records of HubSpot become leads?', 'fair 29')).toEqual([
    'Fair 29 (List)',
    ...Array.from({ length: 10 }, (_, at) => `Fair 29${at} (List)`),
  ]);
  await form.fill({ 'Which records of HubSpot become leads?': 'Fair 299 (List)' });
  expect(await form.submit()).toEqual({ ok: true });
  await shown.waitForText('List: Fair 299 → Sales');
});

test('another key takes its place once it has passed, and a stop waits', async () => {
  const shown = await page();
  await shown.press('Replace the key…');
  await enter('pat-wrong', 'Replace the key');
  await shows('HubSpot', 'HubSpot does not accept this key.');
  await (await ada().modal('HubSpot')).press('Enter another key…');
  fake.account = 'Another (1)';
  await enter(fake.key, 'Replace the key');
  await shows('HubSpot', 'This key is of Another (1)');
  fake.account = 'Northwind (4711)';
  await (await ada().modal('HubSpot')).press('Enter another key…');
  await enter(fake.key, 'Replace the key');
  await shows('CRM', 'The key is replaced.');
});

test('the record of a lead is one click away from its card, its list and the home, and its link finds the lead', async () => {
  const name = await scene.newLead();
  const { db, write } = scene.app().baton.deps;
  const lead = requireLead(db, 1);
  const url = 'https://app.hubspot.example/contacts/4711/record/0-1/51';
  const { id: connectionId } = requireConnection(db);
  const at = scene.app().baton.deps.now();
  await write((tx) => {
    const times = { linkedAt: at, syncedAt: at, seenAt: at };
    addLink(tx, {
      connectionId,
      leadId: lead.id,
      recordId: '51',
      url,
      base: {},
      isMatch: true,
      notedEntryId: 0,
      ...times,
    });
    announceCard(tx, lead, at);
  });
  await scene.app().settled();
  expect(JSON.stringify(scene.card(name).blocks)).toContain(`<${url}|HubSpot>`);
  const first = lead.assigneeId === scene.app().slack.ids.people.sam ? 'sam' : 'sue';
  const home = await scene.as(first).openHome();
  expect(JSON.stringify(home.blocks)).toContain(url);

  await scene.as('sam').command(`/leads ${url}/view?tab=1`, { in: '#sales' });
  const found = await scene.as('sam').modal('Search results');
  expect(found.text()).toContain(name);
  expect(JSON.stringify(found.blocks)).toContain(url);
  await found.close();
  await scene.as('sam').command(`/leads ${url.replace('/51', '/52')}`, { in: '#sales' });
  expect((await scene.nextEphemeral('sam', '#sales')).text).toContain('This record of the CRM is not a lead in Baton.');
});

test('a key of the environment is not asked for, and is not stored', async () => {
  const shown = await page();
  await shown.press('Disconnect');
  await shown.waitForText('Connect HubSpot');
  await shown.close();
  given.hubspot = { key: fake.key };
  const again = await page();
  await again.press('Connect HubSpot');
  // The account was connected before, so its choices are there.
  await again.waitForText('Not switched on yet');
  expect(connection()).toMatchObject({ sealed: null, account: 'Northwind (4711)', missing: [] });
});
