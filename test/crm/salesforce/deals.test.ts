import { describe, expect, test } from 'vitest';
import type { CrmPlan, CrmWrite } from '../../../src/crm/crm.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

const deals: CrmPlan['deals'] = {
  pipeline: 'Opportunity',
  stages: { qualified: 'Negotiation', won: 'Closed Won', lost: 'Closed Lost' },
};

const order = (recordId: string | null, values: Partial<NonNullable<CrmWrite['deal']>> = {}): CrmWrite => ({
  leadId: 7,
  recordId,
  isRepeat: false,
  contact: {},
  extra: {},
  notes: [],
  deal: {
    id: null,
    name: 'Globex & Söhne <Ltd>',
    stage: 'Negotiation',
    amount: 1200.5,
    currency: null,
    closeOn: '2026-12-24',
    ...values,
  },
});

describe('a qualified lead', () => {
  test('is converted: its contact goes on, with the deal', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const lead = fake.addLead({ FirstName: 'Jane', Email: 'jane@globex.example' });
    const [result] = await crm.write(plan, [{ ...order(lead), ownerId: fake.sellerId, contact: { role: 'CTO' } }]);
    expect(result?.error).toBeUndefined();
    const { recordId, dealId } = result ?? {};
    expect(recordId).toMatch(/^Contact:003/);
    expect(fake.values(lead)).toMatchObject({ IsConverted: true, ConvertedOpportunityId: dealId });
    expect(fake.values(recordId ?? '')).toMatchObject({ FirstName: 'Jane', Title: 'CTO', OwnerId: fake.sellerId });
    expect(fake.values(dealId ?? '')).toMatchObject({
      Name: 'Globex & Söhne <Ltd>',
      StageName: 'Negotiation',
      Amount: 1200.5,
      CloseDate: '2026-12-24',
      OwnerId: fake.sellerId,
    });
    expect([await crm.read(plan, [lead])].map((found) => found.get(lead))).toEqual([
      { merged: recordId, isConverted: true },
    ]);
    const found = (await crm.read(plan, [recordId ?? ''])).get(recordId ?? '');
    expect(found).toMatchObject({
      record: { deal: { id: dealId, stage: 'Negotiation', amount: 1200.5, closeOn: '2026-12-24' } },
    });
  });

  test('of a company that is there joins its account, and the contact with its address', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const globex = fake.add('Account', { Name: 'GLOBEX' });
    for (const name of ['Twice', 'Twice']) fake.add('Account', { Name: name });
    const known = fake.addContact({ AccountId: globex, Email: 'jane@other.example' });
    const leads = [
      fake.addLead({ Company: 'Globex' }),
      fake.addLead({ Company: 'Other', Email: 'Jane@other.example' }),
      fake.addLead({ Company: 'Twice' }),
      fake.addLead({ Company: 'New' }),
      fake.addLead({ Company: 'new' }),
    ];
    const results = await crm.write(
      plan,
      leads.map((lead, leadId) => ({ ...order(lead), leadId })),
    );
    const accounts = results.map(({ recordId }) => fake.values(recordId ?? '').AccountId);
    expect(results.map(({ error }) => error)).toEqual(leads.map(() => undefined));
    expect(accounts[0]).toBe(globex);
    expect(results[1]?.recordId).toBe(known);
    expect(accounts[3]).toBe(accounts[4]);
    // Two of three accounts that were there, one more of the doubled name, one new.
    expect(fake.all('Account').map(({ Name }) => Name)).toEqual(['GLOBEX', 'Twice', 'Twice', 'Twice', 'New']);
  });

  test('of a queue belongs to Baton’s user afterwards', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const lead = fake.addLead({ OwnerId: '00G5g000000queueAAA' });
    const [result] = await crm.write(plan, [order(lead)]);
    expect(fake.values(result?.dealId ?? '')).toMatchObject({ OwnerId: fake.userId });
  });

  test('that cannot be converted says why, and the others are', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const message = 'An account needs a region, also "Globex".';
    fake.addRule({ object: 'Account', isBroken: ({ Name }) => Name === 'Globex', message });
    const [bad, good] = [fake.addLead(), fake.addLead({ Company: 'Initech' })];
    const [first, second] = await crm.write(plan, [order(bad), order(good)]);
    expect(first).toMatchObject({ recordId: bad, dealId: null, error: { fault: 'refused' } });
    expect(first?.error?.words).toMatch(/^FIELD_CUSTOM_VALIDATION_EXCEPTION: An account needs a region/);
    expect(fake.values(bad)).toMatchObject({ IsConverted: false });
    expect(second?.error).toBeUndefined();
    fake.setPermission('PermissionsConvertLeads', false);
    const [third] = await crm.write(plan, [order(bad)]);
    expect(third?.error).toMatchObject({ fault: 'right', words: expect.stringMatching(/^INSUFFICIENT_ACCESS: /) });
  });

  test('stays a lead if it is lost first', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const lead = fake.addLead();
    expect(await crm.write(plan, [order(lead, { stage: 'Closed Lost' })])).toEqual([
      { recordId: lead, dealId: null, notes: [] },
    ]);
    expect(fake.values(lead)).toMatchObject({ IsConverted: false });
  });

  test('whose answer was lost has one deal', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const lead = fake.addLead();
    fake.fail('reset after', { on: /Soap/ });
    const [lost] = await crm.write(plan, [order(lead)]);
    expect(lost).toMatchObject({ recordId: lead, error: { fault: 'away' } });
    const [moved] = await crm.write(plan, [{ ...order(lead), isRepeat: true }]);
    const into = moved?.error?.into ?? '';
    expect(moved?.error).toMatchObject({ fault: 'merged' });
    const [result] = await crm.write(plan, [{ ...order(into), isRepeat: true }]);
    expect(result).toMatchObject({ recordId: into, dealId: fake.values(lead).ConvertedOpportunityId });
    expect(fake.values(result?.dealId ?? '')).toMatchObject({ StageName: 'Negotiation', Amount: 1200.5 });
    expect([fake.created('Opportunity'), fake.created('Contact')]).toEqual([1, 1]);
  });

  test('is converted once more after its session ended on the way', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const lead = fake.addLead();
    await crm.offers();
    fake.endSessions();
    const [result] = await crm.write(plan, [order(lead)]);
    expect(result?.error).toBeUndefined();
  });
});

describe('a contact', () => {
  test('gets a deal with itself in the primary role, once', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    fake.useCurrencies();
    const account = fake.add('Account', { Name: 'Globex' });
    const contact = fake.addContact({ AccountId: account });
    fake.fail('reset after', { on: /POST \/composite$/ });
    const [lost] = await crm.write(plan, [order(contact, { currency: 'EUR', closeOn: null })]);
    expect(lost?.error).toMatchObject({ fault: 'away' });
    const [result] = await crm.write(plan, [{ ...order(contact, { currency: 'EUR' }), isRepeat: true }]);
    expect(fake.created('Opportunity')).toBe(1);
    expect(fake.values(result?.dealId ?? '')).toMatchObject({
      AccountId: account,
      CurrencyIsoCode: 'EUR',
      CloseDate: '2026-12-24',
    });
    expect(fake.all('OpportunityContactRole')).toMatchObject([
      { OpportunityId: result?.dealId, ContactId: contact.slice(8), IsPrimary: true },
    ]);
  });

  test('has neither deal nor role if one of them is refused', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    fake.addRule({ object: 'OpportunityContactRole', isBroken: () => true, message: 'No roles.' });
    const contact = fake.addContact();
    const [result] = await crm.write(plan, [order(contact)]);
    expect(result?.error).toMatchObject({ fault: 'refused', words: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: No roles.' });
    expect(result?.dealId).toBeNull();
    expect(fake.all('Opportunity')).toEqual([]);
  });

  test('keeps its deal, which moves', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
    const { recordId, dealId } = fake.convert(fake.addLead());
    const won = order(recordId, { id: dealId, stage: 'Closed Won', amount: null, closeOn: null });
    const before = fake.values(dealId);
    const [result] = await crm.write(plan, [won]);
    expect(result).toEqual({ recordId, dealId, notes: [] });
    expect(fake.values(dealId)).toMatchObject({ ...before, StageName: 'Closed Won' });
    fake.remove(dealId);
    const [deleted] = await crm.write(plan, [won]);
    // The person is still there.
    expect(deleted).toMatchObject({
      recordId,
      dealId,
      error: { fault: 'refused', words: 'ENTITY_IS_DELETED: entity is deleted' },
    });
  });
});

test('a deal of a record type gets it', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const pipeline = fake.addPipeline('Direct', ['Negotiation']);
  const [result] = await crm.write({ ...plan, deals: { ...deals, pipeline } }, [order(fake.addLead())]);
  expect(fake.values(result?.dealId ?? '')).toMatchObject({ RecordTypeId: pipeline });
});
