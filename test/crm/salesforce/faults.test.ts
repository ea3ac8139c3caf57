import { describe, expect, test } from 'vitest';
import type { Crm, CrmPlan, CrmWrite } from '../../../src/crm/crm.ts';
import { inParts } from '../../../src/crm/salesforce/soql.ts';
import { MINUTE_MS } from '../../../src/platform/time/units.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';
import type { Fault } from '../../support/salesforce/fake.ts';

const add: CrmWrite = {
  leadId: 1,
  recordId: null,
  isRepeat: false,
  contact: { name: 'Jane Dyk', company: 'Globex', email: 'jane@globex.example', phone: '+4930901820' },
  extra: {},
  notes: [],
};

const acts: [string, (crm: Crm, plan: CrmPlan) => Promise<unknown>][] = [
  ['check', (crm) => crm.check()],
  ['offers', (crm) => crm.offers()],
  ['owners', (crm) => crm.owners()],
  ['changes', (crm, plan) => crm.changes(plan, null)],
  ['read', (crm, plan) => crm.read(plan, ['Lead:00Q5g00000ABCDEEA5'])],
  ['find', (crm, plan) => crm.find(plan, { email: 'jane@globex.example', phone: null })],
];
const faults: [Fault, string][] = [
  ['reset before', 'away'],
  ['reset after', 'away'],
  ['500 before', 'away'],
  ['503 before', 'away'],
  ['html before', 'away'],
  ['nonsense before', 'away'],
  ['limit', 'limit'],
];

describe.each(acts)('%s', (_, act) => {
  test('tells every fault for what it is, and works again afterwards', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
    for (const [fault, expected] of faults) {
      fake.fail(fault);
      await expect(act(crm, plan), fault).rejects.toMatchObject({ name: 'CrmError', fault: expected });
    }
    await act(crm, plan);
  });
});

test('a write tells every fault at each item, and nothing was added before it', async () => {
  const { crm, fake, plan } = await connectedSalesforce();
  await crm.check();
  for (const [fault, expected] of faults.filter(([name]) => name !== 'reset after')) {
    fake.fail(fault, { on: /composite/ });
    const results = await crm.write(plan, [add, { ...add, leadId: 2 }]);
    expect(results, fault).toMatchObject([add, add].map(() => ({ recordId: null, error: { fault: expected } })));
  }
  expect(fake.created('Lead')).toBe(0);
});

test('an answer that does not come ends with Baton', async () => {
  const { crm, fake, stop } = await connectedSalesforce();
  fake.fail('silent before');
  const asked = crm.owners();
  await expect.poll(() => fake.requests.some(({ path }) => path === '/query')).toBe(true);
  stop.abort();
  await expect(asked).rejects.toMatchObject({ fault: 'away' });
});

test('an answer that does not come is waited for only so long', async () => {
  const { crm, fake } = await connectedSalesforce({ timeoutMs: 100 });
  fake.fail('silent before');
  await expect(crm.owners()).rejects.toMatchObject({ fault: 'away' });
});

test('the login has faults of its own', async () => {
  const { crm, fake } = await connectedSalesforce();
  for (const fault of ['reset before', '503 before', 'html before'] as const) {
    fake.fail(fault, { on: /oauth2/ });
    await expect(crm.owners()).rejects.toMatchObject({ fault: 'away' });
  }
  expect(await crm.owners()).not.toHaveLength(0);
});

test('the last requests of a day are left to the other programs of the account', async () => {
  const { crm, fake, clock } = await connectedSalesforce();
  fake.usage.used = 14_300;
  await crm.owners();
  expect(crm.left()).toEqual({ requests: 699, of: 15_000, untilReset: '24 hours' });
  const asked = fake.requests.length;
  await expect(crm.owners()).rejects.toMatchObject({ fault: 'limit', afterMs: 15 * MINUTE_MS });
  expect(fake.requests).toHaveLength(asked);
  clock.advance(16 * MINUTE_MS);
  fake.usage.used = 2;
  await crm.owners();
  await crm.owners();
});

describe.each([true, false])('a lead is added once, whatever happens to answers (field for our id: %s)', (hasField) => {
  const begin = async () => {
    const all = await connectedSalesforce();
    if (hasField) all.fake.addOwnId('Lead');
    return all;
  };

  test.each(['reset after', '502 after'] as const)('%s', async (fault) => {
    const { crm, fake, plan } = await begin();
    fake.fail(fault, { on: /composite/, times: 1 });
    const [lost] = await crm.write(plan, [add]);
    expect(lost).toMatchObject({ recordId: null, error: { fault: 'away' } });
    const [result] = await crm.write(plan, [{ ...add, isRepeat: true, contact: { ...add.contact, role: 'CTO' } }]);
    expect(fake.created('Lead')).toBe(1);
    expect(fake.values(result?.recordId ?? '')).toMatchObject({ Title: 'CTO', Email: 'jane@globex.example' });
  });

  test('a first try that did not reach Salesforce leaves the lead to the second', async () => {
    const { crm, fake, plan } = await begin();
    fake.fail('reset before', { on: /composite/ });
    await crm.write(plan, [add]);
    const [result] = await crm.write(plan, [{ ...add, isRepeat: true }]);
    expect(result?.recordId).toMatch(/^Lead:/);
    expect(fake.created('Lead')).toBe(1);
  });

  test('a lead that was converted or deleted meanwhile is followed', async () => {
    const { crm, fake, plan } = await begin();
    fake.fail('reset after', { on: /composite/, times: 3 });
    await crm.write(plan, [add]);
    const id = `Lead:${fake.all('Lead')[0]?.Id}`;
    const { recordId } = fake.convert(id);
    const [moved] = await crm.write(plan, [{ ...add, isRepeat: true }]);
    expect(moved).toMatchObject({ error: { fault: 'merged', into: recordId } });
    await crm.write(plan, [{ ...add, leadId: 2, contact: { ...add.contact, email: 'joe@globex.example' } }]);
    const other = fake.all('Lead').find(({ Email }) => Email === 'joe@globex.example');
    fake.remove(`Lead:${other?.Id}`);
    const again = { ...add, leadId: 2, isRepeat: true, contact: { ...add.contact, email: 'joe@globex.example' } };
    expect((await crm.write(plan, [again]))[0]?.error).toMatchObject({ fault: 'gone' });
    expect(fake.created('Lead')).toBe(2);
  });
});

test('a long list of values goes into several queries that Salesforce takes', async () => {
  const { crm, fake, plan } = await connectedSalesforce({
    plan: {
      deals: { pipeline: 'Opportunity', stages: { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' } },
    },
  });
  const email = (place: number) => `${String(place).padStart(3, '0')}${'ü'.repeat(60)}@globex.example`;
  const writes = Array.from({ length: 100 }, (_, leadId) => ({
    ...add,
    leadId,
    recordId: fake.addLead({ Company: `Company ${leadId}`, Email: email(leadId) }),
    contact: {},
    deal: { id: null, name: 'Deal', stage: 'Prospecting', amount: null, currency: null, closeOn: null },
  }));
  const results = await crm.write(plan, writes);
  expect(results.filter(({ error }) => error)).toEqual([]);
  expect(inParts(['a', 'b', 'a']).flat()).toEqual(['a', 'b']);
});
