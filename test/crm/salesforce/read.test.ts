import { describe, expect, test } from 'vitest';
import type { CrmPlan } from '../../../src/crm/crm.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

const deals: CrmPlan['deals'] = {
  pipeline: 'Opportunity',
  stages: { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' },
};
const status: CrmPlan['status'] = { field: 'Status', values: {} };

test('a lead comes with all that it has', async () => {
  const { crm, fake, plan } = await connectedSalesforce({
    plan: { rule: 'status:Qualified', status, fields: { batonLink: 'Baton_Link__c', contacts: 'Contacts__c' } },
  });
  const campaign = fake.add('Campaign', { Name: 'Fair 2026', IsActive: true });
  const id = fake.addLead({
    FirstName: ' Jane ',
    LastName: 'van  Dyk',
    Company: 'Globex',
    Email: 'Jane@Globex.example',
    MobilePhone: '030 901820',
    Country: 'Germany',
    Title: 'CTO',
    NumberOfEmployees: 250,
    LeadSource: 'Web',
    Description: 'A demo',
    Status: 'Qualified',
    Contacts__c: 2,
  });
  fake.add('CampaignMember', { CampaignId: campaign, LeadId: id.slice(5) });
  const found = (await crm.read(plan, [id])).get(id);
  expect(found).toEqual({
    record: {
      id,
      changedAt: new Date('2026-11-02T09:00:00Z'),
      isMatch: true,
      contact: {
        name: 'Jane van Dyk',
        company: 'Globex',
        email: 'jane@globex.example',
        phone: '+4930901820',
        role: 'CTO',
        country: 'Germany',
        companySize: '250',
      },
      source: 'Web',
      campaign: 'Fair 2026',
      score: null,
      need: 'A demo',
      ownerId: fake.sellerId,
      status: 'Qualified',
      deal: null,
      extra: { batonLink: null, contacts: '2' },
    },
  });
});

test('every id has an answer: deleted, merged and converted people are followed', async () => {
  const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
  const [kept, merged, deleted, converted] = [fake.addLead(), fake.addLead(), fake.addLead(), fake.addLead()];
  fake.merge(merged, kept);
  fake.remove(deleted);
  const { recordId: contact, dealId } = fake.convert(converted);
  const unknown = ['Lead:00Q5g00009999999AAA', 'Contact:0035g00009999999AAA', 'nonsense'];
  const found = await crm.read(plan, [kept, merged, deleted, converted, contact, ...unknown]);
  expect(found.get(kept)).toMatchObject({ record: { id: kept } });
  expect(found.get(merged)).toEqual({ merged: kept });
  expect(found.get(deleted)).toEqual({ gone: true });
  expect(found.get(converted)).toEqual({ merged: contact, isConverted: true });
  expect(found.get(contact)).toMatchObject({
    record: { id: contact, contact: { name: 'Jones', company: 'Globex' }, deal: { id: dealId, stage: 'Prospecting' } },
  });
  for (const id of unknown) expect(found.get(id)).toEqual({ gone: true });
});

test('the newest deal counts, of the pipeline, and not a deleted one', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce({ plan: { deals } });
  fake.useCurrencies();
  const direct = fake.addPipeline('Direct', ['Prospecting']);
  const contact = fake.addContact();
  const deal = (values: Record<string, string | number>) => {
    clock.advance(60_000);
    const id = fake.add('Opportunity', { Name: 'Deal', StageName: 'Negotiation', CloseDate: '2026-12-01', ...values });
    fake.add('OpportunityContactRole', { OpportunityId: id, ContactId: contact.slice(8) });
    return id;
  };
  const old = deal({ RecordTypeId: direct });
  const newer = deal({ Amount: 1200.5, CurrencyIsoCode: 'EUR' });
  const newest = deal({});
  fake.remove(newest);
  const dealIn = async (pipeline: string) => {
    const found = (await crm.read({ ...plan, deals: { ...deals, pipeline } }, [contact])).get(contact);
    return found && 'record' in found ? found.record.deal : undefined;
  };
  expect(await dealIn('Opportunity')).toEqual({
    id: newer,
    stage: 'Negotiation',
    amount: 1200.5,
    currency: 'EUR',
    closeOn: '2026-12-01',
  });
  expect(await dealIn(direct)).toMatchObject({ id: old });
});

test('a hundred people take few requests, however many pages an answer has', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.setPageSize(7);
  const ids = Array.from({ length: 50 }, () => [fake.addLead(), fake.addContact()]).flat();
  const found = await crm.read(plan, ids);
  expect([...found.values()].filter((one) => 'record' in one)).toHaveLength(100);
  expect(fake.requests.filter(({ path }) => path === '/queryAll')).toHaveLength(2);
});

test('fields that security hides are left out', async () => {
  const { crm, fake, plan } = await connectedSalesforce({ plan: { status } });
  for (const field of ['Email', 'Title', 'Country', 'NumberOfEmployees']) fake.hide(`Lead.${field}`);
  fake.hide('Contact.AccountId');
  const ids = [fake.addLead({ Email: 'a@b.example' }), fake.addContact()];
  const found = await crm.read(plan, ids);
  expect(found.get(ids[0] ?? '')).toMatchObject({
    record: { contact: { email: null, role: null, company: 'Globex' } },
  });
  expect(found.get(ids[1] ?? '')).toMatchObject({ record: { contact: { company: null } } });
});

test('a queue and the words that stand for nothing are nothing', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const id = fake.addLead({ LastName: '[not provided]', Company: '[Not Provided]', OwnerId: '00G5g000000queueAAA' });
  const found = (await crm.read(plan, [id])).get(id);
  expect(found).toMatchObject({ record: { ownerId: null, contact: { name: null, company: null } } });
});

describe('people are found', () => {
  test('by address without case, and by a number in any usual spelling', async () => {
    const { crm, fake, plan } = await connectedSalesforce();
    const lead = fake.addLead({ Email: 'Jane@Globex.example' });
    const contact = fake.addContact({ MobilePhone: '(415) 555-2671' });
    const other = fake.addLead({ Phone: '+1 415 555 2671' });
    const converted = fake.addLead({ Email: 'jane@globex.example' });
    const into = fake.convert(converted).recordId;
    const find = async (email: string | null, phone: string | null) =>
      (await crm.find(plan, { email, phone })).map(({ id }) => id).sort();
    expect(await find('jane@globex.example', null)).toEqual([into, lead].sort());
    expect(await find(null, '+14155552671')).toEqual([contact, other].sort());
    expect(await find("o'neil\\@globex.example", '+4930901820')).toEqual([]);
    expect(await find(null, null)).toEqual([]);
  });
});
