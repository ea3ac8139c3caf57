import { describe, expect, test } from 'vitest';
import { CrmError } from '../../../src/crm/crm.ts';
import { hubspot } from '../../../src/crm/hubspot/kind.ts';
import { allScopes, hubspotFake } from '../../support/hubspot/fake.ts';
import { clock, failure, openClient, plan, scene } from './scene.ts';

const BROKEN_KEY = { url: 'http://127.0.0.1:1', key: 'pat-eu1-no-account-behind-it' };

describe('the check', () => {
  test('names the account, and nothing is missing with all scopes', async () => {
    const { crm, fake } = await scene();
    fake.people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
    expect(await crm.check()).toEqual({ account: 'Acme (4242)', missing: [], notes: [] });
    expect(fake.created().contacts).toBe(0);
    expect(crm.left()).toMatchObject({ requests: 248_800, of: 250_000 });
  });

  test.each(allScopes.filter((scope) => scope !== 'sales-email-read'))(
    'names the missing scope %s',
    async (missing) => {
      const { crm, fake } = await scene();
      fake.grant(...allScopes.filter((scope) => scope !== missing));
      expect((await crm.check()).missing).toEqual([missing]);
    },
  );

  test('names a scope that no one knew of', async () => {
    const { crm, fake } = await scene();
    fake.demand('calls', 'crm.objects.calls.read');
    expect((await crm.check()).missing).toEqual(['crm.objects.calls.read']);
  });

  test('tells in sentences what would be better', async () => {
    const { crm, fake } = await scene();
    fake.grant(...allScopes.filter((scope) => scope !== 'sales-email-read'));
    const { missing, notes } = await crm.check();
    expect(missing).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('baton_lead_id'), expect.stringContaining('sales-email-read')]);
  });

  test('a key that is not accepted is told apart from an account that does not answer', async () => {
    const fake = await hubspotFake();
    expect(await failure(openClient({ url: fake.url, key: 'pat-eu1-another-key' }, clock().now))).toMatchObject({
      fault: 'key',
    });
    expect(await failure(openClient(BROKEN_KEY, clock().now))).toMatchObject({ fault: 'away' });
    await fake.close();
  });

  test.each(['', 'two words are no key', 'short'])('the form refuses %j as a key', (typed) => {
    expect(hubspot.credentials[0]?.fault(typed)).toMatch(/service key/);
    expect(hubspot.credentials[0]?.fault('pat-eu1-6ea3b6ca-a0d1-4d22-9a5f')).toBeUndefined();
  });
});

test('the offers are those of the account, and only fields that can be written', async () => {
  const { crm, people, fake } = await scene();
  people.addProperty('baton_link', 'string', { label: 'Baton link' });
  people.addProperty('region', 'enumeration', { label: 'Region', options: [['n', 'North']] });
  people.addProperty('tags', 'enumeration', { fieldType: 'checkbox' });
  people.addProperty('secret_score', 'number', { isReadOnly: true });
  const list = people.addList('Webinar');
  const { rules, statusFields, pipelines, fields } = await crm.offers();
  expect(rules).toContainEqual({ id: 'lifecyclestage=lead', label: 'Lead', group: 'Lifecycle Stage' });
  expect(rules).toContainEqual({ id: 'hs_lead_status=NEW', label: 'New', group: 'Lead Status' });
  expect(rules).toContainEqual({ id: `list=${list}`, label: 'Webinar', group: 'List' });
  expect(statusFields.map(({ id }) => id)).toEqual(['lifecyclestage', 'hs_lead_status', 'region']);
  expect(pipelines[0]?.stages.map(({ label }) => label)).toEqual([
    'Qualified to buy',
    'Contract sent',
    'Closed won',
    'Closed lost',
  ]);
  expect(fields.slice(0, 2).map(({ id, type }) => [id, type])).toEqual([
    ['baton_link', 'text'],
    ['region', 'choice'],
  ]);
  expect(fields.map(({ id }) => id)).not.toContain('secret_score');
  expect(fields.map(({ id }) => id)).not.toContain('tags');
  expect(fields.map(({ id }) => id)).not.toContain('email');
  expect(fake.faults()).toEqual([]);
});

test('owners have their name and their address in lower case; those who left are not active', async () => {
  const { crm } = await scene();
  expect(await crm.owners()).toEqual([
    { id: '71', name: 'Sam Silva', email: 'sam@acme.example', isActive: true },
    { id: '72', name: 'Lena Brandt', email: 'lena@acme.example', isActive: true },
    { id: '73', name: 'Gail Gone', email: 'gone@acme.example', isActive: false },
  ]);
});

test('owners of a large account come on several pages', async () => {
  const { crm, fake } = await scene();
  for (let count = 0; count < 150; count++)
    fake.world.owners.push({
      id: String(1000 + count),
      email: `${count}@acme.example`,
      firstName: 'Owner',
      lastName: `${count}`,
      archived: false,
    });
  expect(await crm.owners()).toHaveLength(153);
});

describe('reading by id', () => {
  test('every id has an answer: present, merged, deleted, never there', async () => {
    const { crm, people } = await scene();
    const [here, one, other, gone] = ['Here', 'One', 'Other', 'Gone'].map((firstname) =>
      people.addContact({ firstname }),
    );
    const survivor = people.merge(one ?? '', other ?? '');
    people.remove('contacts', gone ?? '');
    const found = await crm.read(plan(), [here, one, other, gone, '999'].map(String));
    expect(found.get(String(here))).toMatchObject({ record: { contact: { name: 'Here' }, isMatch: false } });
    expect(found.get(String(one))).toEqual({ merged: survivor });
    expect(found.get(String(other))).toEqual({ merged: survivor });
    expect(found.get(String(gone))).toEqual({ gone: true });
    expect(found.get('999')).toEqual({ gone: true });
  });

  test('an account that keeps the id of the primary record is followed as well', async () => {
    const { crm, people } = await scene({ keepsPrimaryId: true });
    const [one, other] = ['One', 'Other'].map((firstname) => people.addContact({ firstname }));
    people.merge(String(one), String(other));
    const found = await crm.read(plan(), [String(one), String(other)]);
    expect(found.get(String(one))).toMatchObject({ record: { id: one } });
    expect(found.get(String(other))).toEqual({ merged: one });
  });

  test('reading does not wait for the search', async () => {
    const { crm, people, fake } = await scene();
    fake.world.lagMs = 60_000;
    const id = people.addContact({ firstname: 'New', email: 'new@acme.example' });
    expect((await crm.read(plan(), [id])).get(id)).toMatchObject({ record: { id } });
    expect(await crm.find(plan(), { email: 'New@acme.example', phone: null })).toMatchObject([{ id }]);
  });

  test('a member of the list of the rule matches', async () => {
    const { crm, people } = await scene();
    const [member, other] = ['Member', 'Other'].map((firstname) => people.addContact({ firstname }));
    const list = people.addList('Webinar', [String(member)]);
    const found = await crm.read(plan({ rule: `list=${list}` }), [String(member), String(other)]);
    expect(found.get(String(member))).toMatchObject({ record: { isMatch: true } });
    expect(found.get(String(other))).toMatchObject({ record: { isMatch: false } });
  });
});

describe('finding', () => {
  test('an address finds the contact, also by a further address after a merge', async () => {
    const { crm, people } = await scene();
    const one = people.addContact({ email: 'ana@porto.example' });
    const other = people.addContact({ email: 'ana.reis@porto.example' });
    const survivor = people.merge(one, other);
    for (const email of ['ana@porto.example', 'ana.reis@porto.example', 'ANA@porto.example'])
      expect(await crm.find(plan(), { email, phone: null })).toMatchObject([{ id: survivor }]);
    expect(await crm.find(plan(), { email: 'nobody@porto.example', phone: null })).toEqual([]);
  });

  test.each(['+49 30 1234567', '0049 30 123 45 67', '030 1234567', '+49301234567'])(
    'a number is found however %s is typed',
    async (typed) => {
      const { crm, people } = await scene();
      const id = people.addContact({ firstname: 'Ana', phone: typed });
      people.addContact({ firstname: 'Ben', phone: '+43 30 1234567' });
      const found = await crm.find(plan(), { email: null, phone: '+49301234567' });
      expect(found.map((record) => record.id)).toEqual([id]);
    },
  );

  test('one contact with both comes once', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ email: 'ana@porto.example', phone: '+351912345678' });
    expect(await crm.find(plan(), { email: 'ana@porto.example', phone: '+351912345678' })).toMatchObject([{ id }]);
  });
});

describe('links', () => {
  test('the link of a contact leads back to it', async () => {
    const { crm } = await scene();
    expect(crm.linkOf('512')).toBe('https://app-eu1.hubspot.com/contacts/4242/record/0-1/512');
    expect(crm.recordIn(crm.linkOf('512'))).toBe('512');
    expect(crm.recordIn('https://app.hubspot.com/contacts/4242/contact/512/?interaction=note')).toBe('512');
  });

  test.each([
    'https://app.hubspot.com/contacts/1/record/0-1/512',
    'https://app.hubspot.com/contacts/4242/record/0-3/512',
    'https://hubspot.com.evil.example/contacts/4242/record/0-1/512',
    'no link',
  ])('%s is no contact of this account', async (link) => {
    const { crm } = await scene();
    expect(crm.recordIn(link)).toBeUndefined();
  });
});

test('an end that was asked for is no fault of HubSpot', async () => {
  const { fake } = await scene();
  const ending = new AbortController();
  const crm = await hubspot.open(
    { key: fake.key },
    { proxies: {}, now: () => new Date(), address: fake.url, signal: ending.signal },
  );
  fake.fail(['silent before']);
  const waiting = failure(crm.owners());
  ending.abort();
  expect(await waiting).not.toBeInstanceOf(CrmError);
});
