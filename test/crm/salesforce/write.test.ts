import { describe, expect, test } from 'vitest';
import type { CrmWrite } from '../../../src/crm/crm.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

const write = (values: Partial<CrmWrite> = {}): CrmWrite => ({
  leadId: 1,
  recordId: null,
  isRepeat: false,
  contact: {},
  extra: {},
  notes: [],
  ...values,
});

const jane = {
  name: 'Jane van Dyk',
  company: 'Globex',
  email: 'jane@globex.example',
  phone: '+4930901820',
  role: 'CTO',
  country: 'Germany',
  companySize: '1,200',
};

test('a lead is added with all that it has, and answers its id', async () => {
  const { crm, fake, plan } = await connectedSalesforce({
    plan: {
      status: { field: 'Status', values: { accepted: 'Working - Contacted' } },
      fields: { batonLink: 'Baton_Link__c', acceptedAt: 'Accepted_At__c', contacts: 'Contacts__c' },
    },
  });
  const extra = { batonLink: 'https://baton.example/1', acceptedAt: new Date('2026-11-02T08:00:00Z'), contacts: 2 };
  const added = write({ contact: jane, extra, status: 'Working - Contacted', ownerId: fake.sellerId });
  const [result] = await crm.write(plan, [added]);
  expect(result).toMatchObject({ dealId: null, notes: [] });
  expect(result?.error).toBeUndefined();
  expect(fake.values(result?.recordId ?? '')).toMatchObject({
    FirstName: 'Jane van',
    LastName: 'Dyk',
    Company: 'Globex',
    Email: 'jane@globex.example',
    Phone: '+49 30 901820',
    Title: 'CTO',
    Country: 'Germany',
    NumberOfEmployees: 1200,
    Status: 'Working - Contacted',
    OwnerId: fake.sellerId,
    Baton_Link__c: 'https://baton.example/1',
    Accepted_At__c: '2026-11-02T08:00:00.000Z',
    Contacts__c: 2,
  });
});

test('values that are left out stay, and required ones are never emptied', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const id = fake.addLead({ FirstName: 'Jane', LastName: 'Dyk', Title: 'CTO', Email: 'jane@globex.example' });
  const before = fake.values(id);
  const contact = { name: null, company: null, email: null, role: null };
  const [result] = await crm.write(plan, [write({ recordId: id, contact, ownerId: null })]);
  expect(result).toEqual({ recordId: id, dealId: null, notes: [] });
  expect(fake.values(id)).toMatchObject({ ...before, Email: null, Title: null });
  await crm.write(plan, [write({ recordId: id, contact: { role: 'CEO' } })]);
  expect(fake.values(id)).toMatchObject({ FirstName: 'Jane', Title: 'CEO' });
});

test('a lead without name or company can be added', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const [byEmail, byPhone] = await crm.write(plan, [
    write({ contact: { email: 'info@globex.example' } }),
    write({ leadId: 2, contact: { phone: '+4930901820' } }),
  ]);
  expect(fake.values(byEmail?.recordId ?? '')).toMatchObject({
    LastName: 'info@globex.example',
    Company: '[not provided]',
  });
  expect(fake.values(byPhone?.recordId ?? '')).toMatchObject({ LastName: '[not provided]' });
});

test('a hundred writes are few requests, and a failure of one is its own', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.addRule({
    object: 'Lead',
    isBroken: ({ Title }) => Title === 'Intern',
    message: 'Interns are not leads.',
    field: 'Title',
  });
  const known = Array.from({ length: 40 }, () => fake.addLead());
  const contacts = Array.from({ length: 10 }, () => fake.addContact());
  const gone = fake.addLead();
  fake.remove(gone);
  const merged = fake.addLead();
  fake.merge(merged, known[0] ?? '');
  const { recordId: into } = fake.convert(known[1] ?? '');
  await crm.read(plan, known);
  fake.requests.length = 0;
  const ids = [...known, ...contacts, gone, merged];
  const changes = ids.map((recordId, leadId) =>
    write({ leadId, recordId, contact: { role: leadId === 7 ? 'Intern' : 'CTO' } }),
  );
  const added = Array.from({ length: 48 }, (_, place) =>
    write({ leadId: 100 + place, contact: { ...jane, email: `j${place}@x.example` } }),
  );
  const results = await crm.write(plan, [...changes, ...added]);
  const errors = results.flatMap(({ error }, place) => (error ? [[place, error.fault, error.into]] : []));
  expect(errors).toEqual([
    [1, 'merged', into],
    [7, 'refused', undefined],
    [50, 'gone', undefined],
    [51, 'merged', known[0]],
  ]);
  expect(results[7]?.error?.words).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION: Interns are not leads. (Title)');
  expect(fake.values(contacts[3] ?? '')).toMatchObject({ Title: 'CTO' });
  expect(new Set(results.slice(52).map(({ recordId }) => recordId)).size).toBe(48);
  expect(fake.requests.filter(({ path }) => path.startsWith('/composite') || path === '/queryAll')).toHaveLength(5);
});

describe('Salesforce’s refusal comes in its words, without values of people', () => {
  const refusal = async (
    contact: CrmWrite['contact'],
    prepare: (fake: Awaited<ReturnType<typeof connectedSalesforce>>['fake']) => void = () => {},
  ) => {
    const { crm, fake, plan } = await connectedSalesforce();
    prepare(fake);
    const [result] = await crm.write(plan, [write({ contact: { ...jane, ...contact } })]);
    return result?.error;
  };

  test('of a value', async () => {
    expect(await refusal({ email: 'jane@globex' })).toMatchObject({
      fault: 'refused',
      words: 'INVALID_EMAIL_ADDRESS: Email: invalid email address: … (Email)',
    });
  });

  test('of a rule that repeats what it refuses', async () => {
    const message =
      'Jane van Dyk (jane@globex.example) of Globex needs a region. Ask ada@acme.example, +49 30 111 222 33.';
    const error = await refusal({}, (fake) => fake.addRule({ object: 'Lead', isBroken: () => true, message }));
    expect(error?.words).toMatch(/^FIELD_CUSTOM_VALIDATION_EXCEPTION: /);
    expect(error?.words).not.toMatch(/Dyk|Globex|globex|ada@|111 222/);
  });

  test('of a right', async () => {
    const error = await refusal({}, (fake) => fake.forbid('Lead', 'create'));
    expect(error).toMatchObject({ fault: 'right', words: 'Leads: Create' });
  });

  test('of a duplicate that a rule blocks', async () => {
    const error = await refusal({}, (fake) => {
      fake.addLead({ Email: jane.email });
      fake.setDuplicates('block');
    });
    expect(error).toMatchObject({ fault: 'refused', words: expect.stringMatching(/^DUPLICATES_DETECTED/) });
  });
});

test('a record that is not shared for editing is a matter of that record', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const [shared, other] = [fake.addLead(), fake.addLead()];
  fake.shareToRead(other);
  const orders = [shared, other].map((recordId) => write({ recordId, contact: { role: 'CTO' } }));
  const [first, second] = await crm.write(plan, orders);
  expect(first?.error).toBeUndefined();
  expect(second?.error).toMatchObject({ fault: 'refused', words: expect.stringMatching(/^INSUFFICIENT_ACCESS/) });
});

test('a field that became invisible is left out of a later try', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce();
  const order = write({ recordId: fake.addLead(), contact: { role: 'CTO', phone: '+4930901820' } });
  await crm.check();
  fake.hide('Lead.Title');
  const [first] = await crm.write(plan, [order]);
  expect(first?.error).toMatchObject({ fault: 'away', words: expect.stringMatching(/^INVALID_FIELD/) });
  clock.advance(6 * 60_000);
  const [second] = await crm.write(plan, [order]);
  expect(second?.error).toBeUndefined();
});

test('the number of another Baton is left to its person', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.addOwnId('Lead', 'Task');
  const note = {
    key: 'entry:1',
    kind: 'note',
    at: new Date('2026-11-02T08:00:00Z'),
    text: 'Hello',
    ownerId: null,
  } as const;
  await crm.write(plan, [write({ contact: jane, notes: [note] })]);
  const before = fake.all('Lead')[0];
  // A new database counts from one again.
  const joe = { ...jane, name: 'Joe Roe', email: 'joe@initech.example', company: 'Initech' };
  fake.fail('reset after', { on: /composite/ });
  const [lost] = await crm.write(plan, [write({ contact: joe, notes: [note] })]);
  expect(lost?.error).toMatchObject({ fault: 'away' });
  const [result] = await crm.write(plan, [write({ contact: joe, notes: [note], isRepeat: true })]);
  expect(result?.notes).toEqual(['entry:1']);
  expect(fake.values(result?.recordId ?? '')).toMatchObject({ Email: 'joe@initech.example', Baton_Id__c: null });
  expect(fake.all('Lead')).toHaveLength(2);
  expect(fake.all('Lead')[0]).toEqual(before);
  expect(fake.all('Task').map(({ WhoId }) => `Lead:${WhoId}`)).toEqual([`Lead:${before?.Id}`, result?.recordId]);
});

test('a rule against duplicates that only warns does not stop a lead that was looked for', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.addLead({ Email: jane.email });
  fake.setDuplicates('alert');
  const [result] = await crm.write(plan, [write({ contact: jane })]);
  expect(result?.error).toBeUndefined();
});

test('a span of company sizes is no number, and a long name is divided so that all of it fits', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const name = 'Maria da Conceição Francisca Xavier de Paula Leopoldina Micaela Gonzaga';
  const [result] = await crm.write(plan, [write({ contact: { ...jane, name, companySize: '51–200' } })]);
  const id = result?.recordId ?? '';
  expect(fake.values(id)).toMatchObject({
    NumberOfEmployees: null,
    FirstName: 'Maria da Conceição Francisca Xavier de',
  });
  expect((await crm.read(plan, [id])).get(id)).toMatchObject({ record: { contact: { name } } });
});

test('texts that are too long are cut, and fields that may not be written are left out', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.makeReadOnly('Lead.Country');
  fake.hide('Lead.NumberOfEmployees');
  const [result] = await crm.write(plan, [write({ contact: { ...jane, role: 'x'.repeat(200) } })]);
  expect(result?.error).toBeUndefined();
  expect(fake.values(result?.recordId ?? '').Title).toBe('x'.repeat(128));
});

test('a country is a code where the account has the picklist', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.useCountryCodes();
  const [added] = await crm.write(plan, [write({ contact: jane })]);
  const id = added?.recordId ?? '';
  expect(fake.values(id)).toMatchObject({ CountryCode: 'DE', Country: null });
  expect((await crm.read(plan, [id])).get(id)).toMatchObject({ record: { contact: { country: 'DE' } } });
  await crm.write(plan, [write({ recordId: id, contact: { country: 'Atlantis' } })]);
  expect(fake.values(id)).toMatchObject({ CountryCode: 'DE' });
});

test('a record that another transaction holds is a matter of a later try', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const id = fake.addLead();
  fake.lock(id, 1);
  const order = write({ recordId: id, contact: { role: 'CTO' } });
  const [first] = await crm.write(plan, [order]);
  expect(first?.error).toMatchObject({ fault: 'away', words: expect.stringMatching(/^UNABLE_TO_LOCK_ROW/) });
  const [second] = await crm.write(plan, [order]);
  expect(second?.error).toBeUndefined();
});

test('an owner who left is refused', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const left = fake.addUser('Old Sales', 'old@acme.example', { IsActive: false });
  const [result] = await crm.write(plan, [write({ contact: jane, ownerId: left })]);
  expect(result?.error).toMatchObject({ fault: 'refused', words: expect.stringMatching(/^OP_WITH_INACTIVE_USER/) });
});
