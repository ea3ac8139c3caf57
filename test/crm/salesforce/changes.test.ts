import { describe, expect, test } from 'vitest';
import type { Crm, CrmPlan } from '../../../src/crm/crm.ts';
import { partsOf } from '../../../src/crm/salesforce/rules.ts';
import { MINUTE_MS } from '../../../src/platform/time/units.ts';
import { connectedSalesforce } from '../../support/salesforce/client.ts';

type Page = Awaited<ReturnType<Crm['changes']>>;

/** Reads until the end. */
async function readAll(crm: Crm, plan: CrmPlan, from: string | null) {
  const pages: Page[] = [];
  let cursor = from;
  do {
    const page = await crm.changes(plan, cursor);
    pages.push(page);
    cursor = page.cursor;
  } while (!pages.at(-1)?.isEnd);
  const records = pages.flatMap((page) => page.records);
  return {
    records,
    ids: records.map(({ id }) => id),
    matches: records.filter(({ isMatch }) => isMatch),
    cursor,
    pages,
  };
}

/** Longer than the overlap, so that nothing comes again. */
const LATER_MS = 20 * MINUTE_MS;

test('records of the rule are read once from the beginning, then all changes', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
  const qualified = Array.from({ length: 401 }, () => fake.addLead({ Status: 'Qualified' }));
  const open = fake.addLead();
  clock.advance(LATER_MS);
  const first = await readAll(crm, plan, null);
  expect(first.matches.map(({ id }) => id)).toEqual(qualified);
  expect(first.pages.map(({ records }) => records.length)).toEqual([200, 200, 1]);

  clock.advance(LATER_MS);
  expect((await readAll(crm, plan, first.cursor)).ids).toEqual([]);
  fake.change(open, { Status: 'Qualified' });
  fake.change(qualified[3] ?? '', { Status: 'Unqualified' });
  const second = await readAll(crm, plan, first.cursor);
  expect(second.records.map(({ id, isMatch }) => [id, isMatch]).sort()).toEqual(
    [
      [open, true],
      [qualified[3], false],
    ].sort(),
  );
  clock.advance(LATER_MS);
  const third = await readAll(crm, plan, second.cursor);
  clock.advance(LATER_MS);
  expect((await readAll(crm, plan, third.cursor)).ids).toEqual([]);
});

test('a reading that stopped goes on where it was, with a client of its own', async () => {
  const { crm, open, fake, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
  const all = Array.from({ length: 201 }, () => fake.addLead({ Status: 'Qualified' }));
  const first = await crm.changes(plan, null);
  const other = await open();
  const rest = await readAll(other, plan, first.cursor);
  expect([
    ...first.records.map(({ id }) => id),
    ...rest.ids.filter((id) => !first.records.some((one) => one.id === id)),
  ]).toEqual(all);
  await other.close();
});

test('a write that is committed minutes later is not missed', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
  const { cursor } = await readAll(crm, plan, null);
  clock.advance(LATER_MS);
  const slow = fake.addLead({ Status: 'Qualified' });
  fake.hold(slow);
  clock.advance(MINUTE_MS);
  const quick = fake.addLead({ Status: 'Qualified' });
  const before = await readAll(crm, plan, cursor);
  expect(before.ids).toEqual([quick]);
  clock.advance(8 * MINUTE_MS);
  fake.commit();
  expect((await readAll(crm, plan, before.cursor)).ids).toContain(slow);
});

describe('a rule', () => {
  test('may be a list view', async () => {
    const { crm, fake, clock, plan } = await connectedSalesforce();
    const view = fake.addView(
      'Ours',
      "SELECT name, toLabel(Status) FROM Lead WHERE (Company = 'Order by WHERE' OR Status = 'Qualified') ORDER BY Name ASC NULLS FIRST, Id ASC",
    );
    const one = fake.addLead({ Status: 'Qualified' });
    const two = fake.addLead({ Company: 'Order by WHERE' });
    const other = fake.addLead();
    const rule = `view:${view}`;
    const { ids, cursor } = await readAll(crm, { ...plan, rule }, null);
    expect(ids).toEqual([one, two]);
    clock.advance(LATER_MS);
    for (const id of [one, other]) fake.change(id, { Status: 'Unqualified' });
    fake.change(two, { Title: 'CTO' });
    const { records } = await readAll(crm, { ...plan, rule }, cursor);
    expect(records.filter(({ isMatch }) => isMatch).map(({ id }) => id)).toEqual([two]);
    expect(records).toHaveLength(3);
  });

  test('may be a view of one’s own leads, and no view without a query', async () => {
    const { crm, fake, plan } = await connectedSalesforce();
    const mine = fake.addView('Mine', 'SELECT Name FROM Lead USING SCOPE mine ORDER BY Name ASC');
    fake.addLead();
    const ours = fake.addLead({ OwnerId: fake.userId });
    expect((await readAll(crm, { ...plan, rule: `view:${mine}` }, null)).ids).toEqual([ours]);
    const queue = fake.addView('Queue', 'SELECT Name FROM Lead USING SCOPE queue ORDER BY Name ASC');
    await expect(crm.changes({ ...plan, rule: `view:${queue}` }, null)).rejects.toMatchObject({ fault: 'refused' });
  });

  test('may be a campaign, whose new members do not change themselves', async () => {
    const { crm, fake, clock, plan } = await connectedSalesforce();
    const campaign = fake.add('Campaign', { Name: 'Fair', IsActive: true });
    const [lead, contact, other] = [fake.addLead(), fake.addContact(), fake.addLead()];
    const join = (id: string) => {
      const [object, plain = ''] = id.split(':');
      fake.add('CampaignMember', { CampaignId: campaign, [`${object}Id`]: plain });
    };
    join(lead);
    join(contact);
    const rule = `campaign:${campaign}`;
    clock.advance(LATER_MS);
    const first = await readAll(crm, { ...plan, rule }, null);
    expect(first.matches.map(({ id }) => id).sort()).toEqual([contact, lead].sort());
    clock.advance(LATER_MS);
    join(other);
    const second = await readAll(crm, { ...plan, rule }, first.cursor);
    expect(second.records).toMatchObject([{ id: other, isMatch: true, campaign: 'Fair' }]);
  });

  test('that changes begins again', async () => {
    const { crm, fake, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
    const open = fake.addLead({ Status: 'Working - Contacted' });
    const { cursor } = await readAll(crm, plan, null);
    expect((await readAll(crm, { ...plan, rule: 'status:Working - Contacted' }, cursor)).matches).toMatchObject([
      { id: open },
    ]);
  });
});

test('without a rule nothing comes in, and changes of linked people still do', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce();
  const lead = fake.addLead();
  clock.advance(LATER_MS);
  const first = await readAll(crm, plan, null);
  expect(first.ids).toEqual([]);
  fake.change(lead, { Phone: '+49 30 901820' });
  expect((await readAll(crm, plan, first.cursor)).records).toMatchObject([{ id: lead, isMatch: false }]);
});

test('people who were deleted, merged or converted are named with where they went', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce();
  const [kept, merged, deleted, converted] = [fake.addLead(), fake.addLead(), fake.addLead(), fake.addLead()];
  const [contact, other] = [fake.addContact(), fake.addContact()];
  clock.advance(LATER_MS);
  const { cursor } = await readAll(crm, plan, null);
  clock.advance(LATER_MS);
  fake.merge(merged, kept);
  fake.remove(deleted);
  const { recordId } = fake.convert(converted);
  fake.merge(other, contact);
  const page = await crm.changes(plan, cursor);
  expect(page.records.map(({ id }) => id).sort()).toEqual([contact, recordId, kept].sort());
  expect(new Map(page.moved?.map(({ id, found }) => [id, found]))).toEqual(
    new Map<string, unknown>([
      [merged, { merged: kept }],
      [deleted, { gone: true }],
      [converted, { merged: recordId, isConverted: true }],
      [other, { merged: contact }],
    ]),
  );
});

test('contacts and deals are read every two minutes, and leads each time', async () => {
  const { crm, fake, clock, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
  const contact = fake.addContact();
  let { cursor } = await readAll(crm, plan, null);
  const objects = async () => {
    clock.advance(30_000);
    fake.requests.length = 0;
    ({ cursor } = await readAll(crm, plan, cursor));
    return fake.requests.flatMap(({ path, query }) =>
      path === '/queryAll' ? (/ FROM (\w+) WHERE Sys/.exec(query) ?? [])[1] : [],
    );
  };
  expect([await objects(), await objects(), await objects(), await objects()]).toEqual([
    ['Lead'],
    ['Lead'],
    ['Lead'],
    ['Lead', 'Contact'],
  ]);
  fake.change(contact, { Title: 'CTO' });
  clock.advance(2 * MINUTE_MS);
  expect((await readAll(crm, plan, cursor)).ids).toEqual([contact]);
});

test('a small first reading is one page, so that its leads get cards', async () => {
  const { crm, fake, plan } = await connectedSalesforce({ plan: { rule: 'status:Qualified' } });
  fake.addLead({ Status: 'Qualified' });
  expect(await crm.changes(plan, null)).toMatchObject({ records: [{ isMatch: true }], isEnd: true });
});

test('a deal that moves brings its people', async () => {
  const stages = { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' };
  const { crm, fake, clock, plan } = await connectedSalesforce({
    plan: { deals: { pipeline: 'Opportunity', stages } },
  });
  const { recordId, dealId } = fake.convert(fake.addLead());
  clock.advance(LATER_MS);
  const { cursor } = await readAll(crm, plan, null);
  clock.advance(LATER_MS);
  fake.change(dealId, { StageName: 'Closed Won' });
  const { records } = await readAll(crm, plan, cursor);
  expect(records).toMatchObject([{ id: recordId, deal: { stage: 'Closed Won' }, changedAt: clock.now() }]);
});

test('the condition of a view is cut out of its query, whatever its texts hold', () => {
  const query = "SELECT Id FROM Lead WHERE Name = 'it\\'s ORDER BY LIMIT' AND Title != null ORDER BY Id";
  expect(partsOf(query)).toEqual({ where: "(Name = 'it\\'s ORDER BY LIMIT' AND Title != null)" });
  expect(partsOf('SELECT Id FROM Lead ORDER BY Id')).toEqual({ where: 'Id != null' });
});
