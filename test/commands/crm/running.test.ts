/** The sync with HubSpot as people see it: cards, histories, and the lists of admins. */
import { afterAll, expect, test } from 'vitest';
import { hubspotFake } from '../../support/hubspot/fake.ts';
import { testHubSpot } from '../../support/hubspot/kind.ts';
import { createScene } from '../../support/scene.ts';

const fake = await hubspotFake({ now: () => scene.app().baton.deps.now() });
const scene = createScene({ crm: { kinds: [testHubSpot()], given: {}, address: fake.url } });
afterAll(() => fake.close());
const ada = () => scene.as('ada');
const MQL = 'marketingqualifiedlead';
const MINUTE_MS = 60_000;

/** A minute later, both sides are in step. */
async function synced() {
  const { baton, setTime, settled } = scene.app();
  setTime(new Date(baton.deps.now().getTime() + MINUTE_MS));
  await baton.runDue();
  await settled();
}

async function page() {
  for (const modal of ada().modals()) await modal.close({ all: true });
  await ada().command('/baton crm', { in: '#general' });
  return ada().modal('CRM');
}
const progress = () =>
  ada()
    .dm()
    .findLast(({ text }) => text.includes('HubSpot: '));
const contact = (id: string) => fake.people.valuesOf('contacts', id) ?? {};

test('a contact that marketing qualifies in HubSpot is a card, and the acts of the seller stand in HubSpot', async () => {
  const shown = await page();
  await shown.press('Connect HubSpot');
  const key = await ada().modal('Connect HubSpot');
  await key.fill({ 'Service key': fake.key });
  await key.submit();
  await (await ada().modal('Incoming leads')).submit();
  await shown.waitForText('Marketing Qualified Lead → Sales');
  await shown.press('Switch on');
  await shown.waitForText('On since');
  await synced();
  expect(progress()?.text).toContain('HubSpot: the first sync is done');

  const ana = { firstname: 'Ana', lastname: 'Reis', company: 'Porto Foods', email: 'ana@porto.example' };
  const id = fake.people.addContact({ ...ana, lifecyclestage: MQL });
  fake.people.addContact({ firstname: 'Nemo', company: 'Nowhere', lifecyclestage: MQL });
  await synced();
  const card = scene.card('Ana Reis');
  expect(JSON.stringify(card.blocks)).toContain('|HubSpot>');
  await scene.as('sam').press(card, 'Accept');
  await synced();
  expect(contact(id)).toMatchObject({ hs_lead_status: 'OPEN' });
});

test('a change in HubSpot reaches the card, and the history says it in plain words', async () => {
  const [{ id = '' } = {}] = fake.people.all('contacts').filter(({ values }) => values.firstname === 'Ana');
  fake.people.edit('contacts', id, { phone: '+351 912 345 678' });
  await synced();
  expect(scene.card('Ana Reis').text).toContain('+351 912 345 678');
  await scene.as('sam').choose(scene.card('Ana Reis'), 'History');
  const history = await scene.as('sam').modal('History');
  expect(history.text()).toContain('HubSpot changed the phone');
  expect(history.text()).toContain('From HubSpot: Baton handed off this lead');
  await history.close();
});

test('a record without an address or number is listed with its reason', async () => {
  await (await page()).press('Records left out: 1');
  expect((await ada().modal('Records left out')).text()).toContain('no email address and no phone number');
});

test('a person in HubSpot is named by an admin, and is the owner there from then on', async () => {
  await (await page()).press({ actionId: 'crm_people' });
  const people = await ada().modal('People');
  expect(people.text()).toContain('Slack does not tell Baton the addresses of people');
  await people.press({ actionId: 'crm_person', value: '71' });
  await scene.mustSubmit('ada', 'Who is this?', { 'Person in Slack': 'sam' });
  await people.waitForText('chosen');
  await synced();
  const [{ id = '' } = {}] = fake.people.all('contacts').filter(({ values }) => values.firstname === 'Ana');
  expect(contact(id)).toMatchObject({ hubspot_owner_id: '71' });
});

test('a write that HubSpot refuses is listed in its own words, and is tried again once it is mended', async () => {
  fake.world.required.push({ type: 'contacts', property: 'city', when: ({ firstname }) => firstname === 'Ana' });
  await scene.as('sam').press(scene.card('Ana Reis'), 'Log contact');
  await scene.mustSubmit('sam', 'Log contact', { Channel: 'Call' });
  await synced();
  await synced();
  expect(scene.news('ada', 'HubSpot refused to write some leads')).toHaveLength(1);
  await (await page()).press('Refused writes: 1');
  const refusals = await ada().modal('Refused writes');
  expect(refusals.text()).toMatch(/Ana Reis · Porto Foods {2}· {2}HubSpot/);
  expect(refusals.text()).toContain('city');
  fake.world.required.pop();
  await refusals.press('Try again');
  await refusals.waitForText('Nothing is refused.');
  await synced();
  expect((await page()).buttons).not.toContain('Refused writes: 1');
  const [{ id = '' } = {}] = fake.people.all('contacts').filter(({ values }) => values.firstname === 'Ana');
  expect(contact(id)).toMatchObject({ hs_lead_status: 'IN_PROGRESS' });
});

test('a key that is revoked stops the sync until it is replaced, and nothing is lost', async () => {
  fake.revoke();
  await scene.as('sam').press(scene.card('Ana Reis'), 'Qualify');
  await scene.mustSubmit('sam', 'Qualify', { 'Deal value': '12000' });
  await synced();
  const shown = await page();
  expect(shown.text()).toContain('HubSpot does not accept the key any more since');
  expect(progress()?.buttons).toEqual(['Replace the key…']);
  await synced();
  expect(scene.news('ada', 'HubSpot does not accept my key any more')).toHaveLength(1);
  expect(scene.app().baton.deps.health().crm).toMatchObject({ state: 'refused', refused: 0, isLate: false });
  fake.renew('pat-eu1-00000000-another-key');
  await shown.press('Replace the key…');
  const form = await ada().modal('Replace the key');
  await form.fill({ 'Service key': 'pat-eu1-00000000-another-key' });
  await form.submit();
  await (await ada().modal('CRM')).waitForText('The key is replaced.');
  await synced();
  await synced();
  expect(fake.people.all('deals')).toMatchObject([{ values: { dealstage: 'qualifiedtobuy' } }]);
  expect(scene.news('ada', 'The CRM accepts my key again')).toHaveLength(1);
});

test('a sync that was stopped goes on where it was, from the message too', async () => {
  await (await page()).press('Stop');
  await synced();
  const message = progress();
  expect(message?.text).toContain('HubSpot: the sync is stopped');
  await scene.win('sam', 'Ana Reis', {});
  await synced();
  expect(fake.people.all('deals')).toMatchObject([{ values: { dealstage: 'qualifiedtobuy' } }]);
  if (message) await ada().press(message, 'Go on');
  await synced();
  expect(fake.people.all('deals')).toMatchObject([{ values: { dealstage: 'closedwon' } }]);
});

test('the dry run says what would come and what would be written, and writes nothing', async () => {
  fake.people.addContact({ firstname: 'Chen', company: 'Harbor', email: 'chen@harbor.example', lifecyclestage: MQL });
  const before = fake.created();
  await (await page()).press('Dry run');
  const run = await ada().modal('Dry run');
  await run.waitForText('Would come in');
  expect(run.text()).toContain('Chen, Harbor  ·  a new lead');
  expect(run.text()).toContain('Ana Reis · Porto Foods');
  expect(fake.created()).toEqual(before);
});
