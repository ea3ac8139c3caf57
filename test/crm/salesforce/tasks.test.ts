import { describe, expect, test } from 'vitest';
import type { CrmNote, CrmWrite } from '../../../src/crm/crm.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

const call: CrmNote = {
  key: 'touch-1',
  kind: 'call',
  at: new Date('2026-11-02T08:30:00Z'),
  text: 'Asked for a demo.\nCall again on Friday.',
  ownerId: null,
};
const note: CrmNote = { ...call, key: 'handoff-1', kind: 'note', text: 'Handed off by marketing' };

const order = (recordId: string | null, notes: CrmNote[], isRepeat = false): CrmWrite => ({
  leadId: 1,
  recordId,
  isRepeat,
  contact: recordId === null ? { name: 'Jane Dyk', company: 'Globex', email: 'jane@globex.example' } : {},
  extra: {},
  notes,
});

test('activities are completed tasks in the history of the person', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  const [result] = await crm.write(plan, [order(null, [note, { ...call, ownerId: fake.sellerId }])]);
  expect(result?.notes).toEqual(['handoff-1', 'touch-1']);
  expect(fake.all('Task')).toMatchObject([
    { Subject: 'Note: Handed off by marketing', TaskSubtype: 'Task', OwnerId: fake.userId },
    {
      Subject: 'Call: Asked for a demo.',
      Description: 'Asked for a demo.\nCall again on Friday.\n\nAdded by Baton: touch-1',
      Status: 'Completed',
      ActivityDate: '2026-11-02',
      TaskSubtype: 'Call',
      WhoId: result?.recordId?.slice(5),
      OwnerId: fake.sellerId,
    },
  ]);
});

describe.each([
  ['with a field for Baton’s id', true],
  ['by the mark in their text', false],
])('activities are written once %s', (_, hasField) => {
  test('after an answer that was lost', async () => {
    const { crm, fake, plan } = await connectedSalesforce();
    if (hasField) fake.addOwnId('Task');
    const lead = fake.addLead();
    fake.fail('reset after', { on: /composite\/sobjects/ });
    const [lost] = await crm.write(plan, [order(lead, [note])]);
    expect(lost).toMatchObject({ recordId: lead, notes: [], error: { fault: 'away' } });
    const [result] = await crm.write(plan, [order(lead, [note, call], true)]);
    expect(result).toEqual({ recordId: lead, dealId: null, notes: ['handoff-1', 'touch-1'] });
    expect(fake.created('Task')).toBe(2);
  });

  test('also after their lead was converted', async () => {
    const { crm, fake, plan } = await connectedSalesforce();
    if (hasField) fake.addOwnId('Task');
    const lead = fake.addLead();
    await crm.write(plan, [order(lead, [note])]);
    const { recordId } = fake.convert(lead);
    const [result] = await crm.write(plan, [order(recordId, [note], true)]);
    expect(result?.notes).toEqual(['handoff-1']);
    expect(fake.created('Task')).toBe(1);
  });
});

test('a task that is refused keeps neither the record nor the other tasks', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  fake.addRule({
    object: 'Task',
    isBroken: ({ TaskSubtype }) => TaskSubtype === 'Call',
    message: 'Calls are logged by phone.',
  });
  const [result] = await crm.write(plan, [order(null, [call, note])]);
  expect(result).toMatchObject({ notes: ['handoff-1'], error: { fault: 'refused' } });
  expect(result?.recordId).toMatch(/^Lead:/);
});

test('a deal that is refused does not keep activities from being told', async () => {
  const deals = {
    pipeline: 'Opportunity',
    stages: { qualified: 'Negotiation', won: 'Closed Won', lost: 'Closed Lost' },
  };
  const { crm, fake, plan } = await connectedSalesforce({ plan: { deals } });
  fake.setPermission('PermissionsConvertLeads', false);
  const deal = { id: null, name: 'Deal', stage: 'Negotiation', amount: null, currency: null, closeOn: null };
  const [result] = await crm.write(plan, [{ ...order(fake.addLead(), [note]), deal }]);
  expect(result).toMatchObject({ notes: ['handoff-1'], error: { fault: 'right' } });
});
