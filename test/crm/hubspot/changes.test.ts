import { describe, expect, test } from 'vitest';
import { plan, readAll, scene } from './scene.ts';

const MINUTE_MS = 60_000;
const stage = 'marketingqualifiedlead';

describe('contacts of the rule', () => {
  test('a contact comes with all that a lead has', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({
      firstname: ' Ana  Maria',
      lastname: 'Reis',
      email: 'Ana@Porto.example',
      phone: '+351 912 345 678',
      company: 'Porto Foods',
      jobtitle: 'Buyer',
      country: 'Portugal',
      company_size: '40',
      message: 'Needs 200 seats',
      lifecyclestage: stage,
      hubspot_owner_id: '71',
    });
    people.edit('contacts', id, { hs_analytics_source: 'PAID_SEARCH', hubspotscore: '74' });
    people.addContact({ email: 'other@porto.example', lifecyclestage: 'lead' });
    const { records } = await readAll(crm, plan({ status: { field: 'lifecyclestage', values: {} } }));
    expect(records).toEqual([
      {
        id,
        changedAt: new Date('2026-11-02T09:00:00.000Z'),
        isMatch: true,
        contact: {
          name: 'Ana Maria Reis',
          company: 'Porto Foods',
          email: 'ana@porto.example',
          phone: '+351 912 345 678',
          role: 'Buyer',
          country: 'Portugal',
          companySize: '40',
        },
        source: 'Paid search',
        campaign: null,
        score: 74,
        need: 'Needs 200 seats',
        ownerId: '71',
        status: stage,
        deal: null,
        extra: {},
      },
    ]);
    expect(fake.faults()).toEqual([]);
  });

  test('more contacts than a page that changed in one moment all come, in the order of their changes', async () => {
    const { crm, people, time } = await scene();
    for (let count = 0; count < 650; count++) {
      people.addContact({ firstname: `Contact ${count}`, lifecyclestage: stage });
      if (count === 100 || count === 550) time.move(1);
    }
    time.move(MINUTE_MS);
    const { records } = await readAll(crm, plan({ deals: null }));
    expect(new Set(records.map(({ id }) => id)).size).toBe(650);
    expect(records.map(({ changedAt }) => changedAt.getTime())).toEqual(
      records.map(({ changedAt }) => changedAt.getTime()).toSorted((a, b) => a - b),
    );
  });

  test('a contact that changes while pages are read is not left out, nor is the one behind it', async () => {
    const { crm, people, time } = await scene();
    const ids = Array.from({ length: 450 }, (_, count) => {
      time.move(1);
      return people.addContact({ firstname: `Contact ${count}`, lifecyclestage: stage });
    });
    time.move(MINUTE_MS);
    const first = await crm.changes(plan(), null);
    time.move(1);
    for (const id of ids.slice(0, 60)) people.edit('contacts', id, { company: 'Changed' });
    const rest = await readAll(crm, plan(), first.cursor);
    const seen = new Set([...first.records, ...rest.records].map(({ id }) => id));
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
    const last = new Map([...first.records, ...rest.records].map((record) => [record.id, record.contact.company]));
    expect(ids.slice(0, 60).every((id) => last.get(id) === 'Changed')).toBe(true);
  });

  test('a change that the search shows late is found by a later reading', async () => {
    const { crm, people, time, fake } = await scene();
    fake.world.lagMs = 3 * MINUTE_MS;
    const early = people.addContact({ firstname: 'Early', lifecyclestage: stage });
    time.move(4 * MINUTE_MS);
    const late = people.addContact({ firstname: 'Late', lifecyclestage: stage });
    time.move(MINUTE_MS);
    await crm.owners();
    const first = await readAll(crm, plan());
    expect(first.records.map(({ id }) => id)).toEqual([early]);
    time.move(MINUTE_MS);
    const second = await readAll(crm, plan(), first.cursor);
    time.move(3 * MINUTE_MS);
    const third = await readAll(crm, plan(), second.cursor);
    expect([...second.records, ...third.records].map(({ id }) => id)).toContain(late);
  });

  test('a search that stood still for an hour and a half loses nothing', async () => {
    const { crm, people, time, fake } = await scene();
    let { cursor } = await readAll(crm, plan());
    fake.world.lagMs = 90 * MINUTE_MS;
    const id = people.addContact({ firstname: 'Patient', lifecyclestage: stage });
    const seen = new Set<string>();
    for (let minutes = 0; minutes < 180; minutes += 5) {
      time.move(5 * MINUTE_MS);
      const read = await readAll(crm, plan(), cursor);
      cursor = read.cursor;
      for (const record of read.records) seen.add(record.id);
    }
    expect(seen).toEqual(new Set([id]));
  });

  test('a linked contact that leaves the rule still comes, and says so', async () => {
    const { crm, people, time } = await scene();
    people.addProperty('baton_link', 'string');
    const own = plan({ fields: { batonLink: 'baton_link' } });
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: stage, baton_link: 'https://baton.example/1' });
    const other = people.addContact({ firstname: 'Ben', lifecyclestage: stage });
    const { cursor } = await readAll(crm, own);
    time.move(MINUTE_MS);
    people.edit('contacts', id, { lifecyclestage: 'lead' });
    people.edit('contacts', other, { lifecyclestage: 'lead' });
    time.move(11 * MINUTE_MS);
    const { records } = await readAll(crm, own, cursor);
    expect(records.map((record) => [record.id, record.isMatch])).toEqual([[id, false]]);
  });

  test('a merged contact comes with the ids that it had', async () => {
    const { crm, people } = await scene();
    const one = people.addContact({ firstname: 'Ana', email: 'ana@porto.example', lifecyclestage: stage });
    const other = people.addContact({ firstname: 'Ana', email: 'ana.reis@porto.example' });
    const id = people.merge(one, other);
    const { records, moved } = await crm.changes(plan(), null);
    expect(records.map((record) => record.id)).toEqual([id]);
    expect(moved).toEqual([one, other].map((former) => ({ id: former, found: { merged: id } })));
  });

  test('another rule begins from the beginning', async () => {
    const { crm, people, time } = await scene();
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: 'lead', hs_lead_status: 'NEW' });
    time.move(60 * MINUTE_MS);
    await crm.owners();
    const { cursor } = await readAll(crm, plan());
    const { records } = await readAll(crm, plan({ rule: 'hs_lead_status=NEW' }), cursor);
    expect(records.map((record) => record.id)).toEqual([id]);
  });
});

describe('deals', () => {
  test('the newest deal of the pipeline comes with its day in the time zone of the account', async () => {
    const { crm, people, time } = await scene();
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: stage });
    people.addDeal(id, { dealname: 'Old', pipeline: 'default', dealstage: 'closedlost' });
    time.move(1);
    const newest = people.addDeal(id, {
      dealname: 'New',
      pipeline: 'default',
      dealstage: 'qualifiedtobuy',
      amount: '1200.50',
      deal_currency_code: 'USD',
      closedate: '2026-12-24T23:30:00Z',
    });
    const { records } = await readAll(crm, plan());
    expect(records[0]?.deal).toEqual({
      id: newest,
      stage: 'qualifiedtobuy',
      amount: 1200.5,
      currency: 'USD',
      closeOn: '2026-12-25',
    });
  });

  test('the newest of more deals than one answer holds is found', async () => {
    const { crm, people, time } = await scene();
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: stage });
    const values = { dealname: 'Seats', pipeline: 'default', dealstage: 'qualifiedtobuy' };
    for (let count = 0; count < 500; count++) people.addDeal(id, values);
    time.move(1);
    const newest = people.addDeal(id, values);
    const found = (await crm.read(plan(), [id])).get(id);
    expect(found).toMatchObject({ record: { deal: { id: newest } } });
  });

  test('a deal that moves brings its contact, though the contact did not change', async () => {
    const { crm, people, time } = await scene();
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: stage });
    const deal = people.addDeal(id, { dealname: 'Seats', pipeline: 'default', dealstage: 'qualifiedtobuy' });
    const { cursor } = await readAll(crm, plan());
    time.move(30 * MINUTE_MS);
    people.edit('deals', deal, { dealstage: 'closedwon' });
    const moved = time.now();
    const { records } = await readAll(crm, plan(), cursor);
    expect(
      records.filter((record) => record.deal?.stage === 'closedwon').map((record) => record.changedAt),
    ).toContainEqual(moved);
  });
});

describe('lists', () => {
  test('members come page by page, and new ones at the next reading', async () => {
    const { crm, people, time, fake } = await scene();
    const ids = Array.from({ length: 230 }, (_, count) => people.addContact({ firstname: `Member ${count}` }));
    const list = people.addList('Webinar', ids);
    const of = plan({ rule: `list=${list}` });
    const first = await readAll(crm, of);
    expect(new Set(first.records.map(({ id }) => id))).toEqual(new Set(ids));
    expect(first.records.every(({ isMatch }) => isMatch)).toBe(true);
    const late = people.addContact({ firstname: 'Late' });
    people.join(list, late);
    time.move(MINUTE_MS);
    fake.seen.length = 0;
    const second = await readAll(crm, of, first.cursor);
    expect(second.records.map(({ id }) => id)).toContain(late);
    expect(fake.seen.filter(({ path }) => path.endsWith('/join-order')).length).toBe(1);
  });

  test('a member is found although others left, once the list is read from its beginning', async () => {
    const { crm, people, time } = await scene();
    const ids = Array.from({ length: 150 }, (_, count) => people.addContact({ firstname: `Member ${count}` }));
    const list = people.addList('Webinar', ids);
    const of = plan({ rule: `list=${list}` });
    let { cursor } = await readAll(crm, of);
    for (const id of ids.slice(0, 100)) people.leave(list, id);
    const late = people.addContact({ firstname: 'Late' });
    people.join(list, late);
    const seen = new Set<string>();
    for (let hours = 0; hours < 8; hours++) {
      time.move(60 * MINUTE_MS);
      const read = await readAll(crm, of, cursor);
      cursor = read.cursor;
      for (const { id } of read.records) seen.add(id);
    }
    expect(seen).toContain(late);
  });
});
