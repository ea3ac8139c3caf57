import { expect, test } from 'vitest';
import { longId } from '../../../src/crm/salesforce/ids.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

test('rights that are missing are named as Salesforce names them', async () => {
  const { crm, fake } = await connectedSalesforce();
  fake.app.scopes = 'openid';
  fake.forbid('Lead', 'edit');
  fake.forbid('Opportunity', 'create');
  fake.forbidObject('Task');
  fake.hide('Contact.Phone');
  fake.makeReadOnly('Opportunity.StageName');
  fake.setPermission('PermissionsConvertLeads', false);
  expect((await crm.check()).missing).toEqual([
    'OAuth scope: api',
    'Leads: Edit',
    'Contact.Phone: Read Access',
    'Opportunities: Create',
    'Opportunity.StageName: Edit Access',
    'Tasks: Read',
    'Tasks: Create',
    'Convert Leads',
  ]);
});

test('an account in which all is well has nothing to say', async () => {
  const { crm, fake } = await connectedSalesforce();
  fake.addOwnId('Lead');
  expect(await crm.check()).toEqual({ account: 'Acme', missing: [], notes: [] });
});

test('a part that does not work is a note', async () => {
  const { crm, fake } = await connectedSalesforce();
  fake.setPermission('PermissionsViewAllData', false);
  fake.forbidObject('Campaign');
  for (const status of fake.all('LeadStatus')) fake.change(String(status.Id), { IsConverted: false });
  const { notes } = await crm.check();
  expect(notes.map((note) => note.split(/[.,]/)[0])).toEqual([
    'Leads have no field Baton_Id__c',
    'The user sees only records that are shared with it',
    'There is no lead status for converted leads',
    'The user may not read campaigns',
  ]);
});

test('the choices of an admin are those of the account', async () => {
  const { crm, fake } = await connectedSalesforce();
  const view = fake.addView('Hot leads', "SELECT Name FROM Lead WHERE Status = 'Qualified' ORDER BY Name ASC");
  fake.add('Campaign', { Name: 'Over', IsActive: false });
  const fair = fake.add('Campaign', { Name: 'Fair', IsActive: true });
  const direct = fake.addPipeline('Direct', ['Prospecting', 'Closed Won']);
  const { rules, statusFields, pipelines, fields } = await crm.offers();
  expect(rules).toContainEqual({ id: 'status:Qualified', label: 'Qualified', group: 'Lead status' });
  expect(rules).toContainEqual({ id: `view:${view}`, label: 'Hot leads', group: 'List view' });
  expect(rules.filter(({ group }) => group === 'Campaign')).toEqual([
    { id: `campaign:${fair}`, label: 'Fair', group: 'Campaign' },
  ]);
  // A conversion alone sets its own status.
  expect(statusFields[0]?.options?.map(({ id }) => id)).toEqual([
    'Open - Not Contacted',
    'Working - Contacted',
    'Qualified',
    'Unqualified',
  ]);
  expect(statusFields.map(({ id }) => id)).toEqual(['Status', 'Temperature__c']);
  expect(pipelines.map(({ id, stages }) => [id, stages.length])).toEqual([
    ['Opportunity', 4],
    [direct, 2],
  ]);
  expect(fields.map(({ id, type }) => `${id} ${type}`)).toEqual([
    'LeadSource choice',
    'Description text',
    'Baton_Link__c text',
    'Accepted_At__c moment',
    'Contacts__c number',
    'Temperature__c choice',
  ]);
});

test('owners are users, and a queue is not one', async () => {
  const { crm, fake } = await connectedSalesforce();
  fake.addUser('Old Sales', 'Old@Acme.example', { IsActive: false });
  fake.addUser('Portal', 'portal@acme.example', { UserType: 'PowerPartner' });
  expect((await crm.owners()).map(({ name, email, isActive }) => [name, email, isActive])).toEqual([
    ['Ada Sales', 'ada@acme.example', true],
    ['Baton', 'baton@acme.example', true],
    ['Old Sales', 'old@acme.example', false],
  ]);
});

test('a link leads to the person and back, in each form that Salesforce has', async () => {
  const { crm } = await connectedSalesforce();
  // Examples of the REST API Developer Guide.
  expect(['001D000000IRFma', '001xx000003DGb2'].map(longId)).toEqual(['001D000000IRFmaIAH', '001xx000003DGb2AAG']);
  const lead = 'Lead:00Q5g00000ABCDEEA5';
  const link = crm.linkOf(lead);
  expect(link).toBe('https://acme.my.salesforce.com/lightning/r/Lead/00Q5g00000ABCDEEA5/view');
  for (const other of [
    link,
    'https://acme.lightning.force.com/lightning/r/Lead/00Q5g00000ABCDE/view?ws=1',
    'https://acme.lightning.force.com/lightning/r/00Q5g00000ABCDEEA5/view',
    'https://acme.my.salesforce.com/00Q5g00000ABCDE',
  ]) {
    expect(crm.recordIn(other), other).toBe(lead);
  }
  for (const other of [
    'https://other.my.salesforce.com/00Q5g00000ABCDE',
    'https://acme.my.salesforce.com/0015g00000ABCDE',
    'https://acme.my.salesforce.com.evil.example/00Q5g00000ABCDE',
    'https://acme.my.salesforce.com/lightning/o/Lead/list',
    '00Q5g00000ABCDE',
  ]) {
    expect(crm.recordIn(other), other).toBeUndefined();
  }
});
