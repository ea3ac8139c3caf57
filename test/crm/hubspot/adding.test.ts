import { describe, expect, test } from 'vitest';
import { deal, note, plan, scene, write } from './scene.ts';

describe('adding', () => {
  test('a lead becomes a contact with its deal and its activities', async () => {
    const { crm, people, fake } = await scene();
    people.addProperty('accepted_at', 'datetime');
    people.addProperty('touches', 'number');
    const own = plan({
      status: { field: 'hs_lead_status', values: {} },
      fields: { acceptedAt: 'accepted_at', contacts: 'touches' },
    });
    const [written] = await crm.write(own, [
      write({
        contact: {
          name: 'Ana Maria Reis',
          email: 'Ana@Porto.example',
          phone: '+351912345678',
          company: 'Porto Foods',
          role: 'Buyer',
        },
        status: 'IN_PROGRESS',
        ownerId: '71',
        extra: { acceptedAt: new Date('2026-11-02T08:30:00.000Z'), contacts: 3 },
        deal: deal(),
        notes: [
          note('n1'),
          note('c1', { kind: 'call', text: 'No answer\nTry again' }),
          note('m1', { kind: 'meeting' }),
          note('e1', { kind: 'email' }),
        ],
      }),
    ]);
    expect(written?.error).toBeUndefined();
    const id = written?.recordId ?? '';
    expect(people.valuesOf('contacts', id)).toMatchObject({
      firstname: 'Ana Maria',
      lastname: 'Reis',
      email: 'ana@porto.example',
      phone: '+351912345678',
      company: 'Porto Foods',
      jobtitle: 'Buyer',
      hs_lead_status: 'IN_PROGRESS',
      hubspot_owner_id: '71',
      accepted_at: '2026-11-02T08:30:00.000Z',
      touches: '3',
    });
    expect(people.linked(id, 'deals')).toMatchObject([
      {
        id: written?.dealId,
        values: {
          dealname: 'Porto Foods',
          pipeline: 'default',
          dealstage: 'qualifiedtobuy',
          amount: '1200.5',
          deal_currency_code: 'EUR',
          closedate: '2026-12-24T11:00:00.000Z',
          hubspot_owner_id: '71',
        },
      },
    ]);
    expect(written?.notes.toSorted()).toEqual(['c1', 'e1', 'm1', 'n1']);
    expect(people.linked(id, 'calls')[0]?.values).toMatchObject({
      hs_call_body: 'No answer<br>Try again<br>Added by Baton: c1',
      hs_call_title: 'No answer',
      hs_timestamp: '2026-11-02T08:00:00.000Z',
      hubspot_owner_id: '71',
    });
    for (const type of ['notes', 'meetings', 'emails'] as const) expect(people.linked(id, type)).toHaveLength(1);
    expect(fake.faults()).toEqual([]);
  });

  test('someone who is in HubSpot already is not added again', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ email: 'ana@porto.example', firstname: 'Ana' });
    const [written] = await crm.write(plan(), [
      write({ contact: { name: 'Ana', email: 'ANA@porto.example', company: 'Porto' } }),
    ]);
    expect(written).toMatchObject({ recordId: id });
    expect(people.valuesOf('contacts', id)).toMatchObject({ company: 'Porto' });
    expect(fake.created().contacts).toBe(0);
    expect(fake.seen.filter(({ status }) => status === 409)).toEqual([]);
  });

  test('someone whom another system adds in the same moment is not added again', async () => {
    const { crm, people, fake } = await scene();
    let id = '';
    fake.trouble(({ path, method }) => {
      if (method === 'POST' && /contacts(\/batch\/create)?$/.test(path) && id === '')
        id = people.addContact({ email: 'ana@porto.example' });
      return undefined;
    });
    const [written] = await crm.write(plan(), [write({ contact: { name: 'Ana', email: 'ana@porto.example' } })]);
    expect(written).toMatchObject({ recordId: id });
    expect(written?.error).toBeUndefined();
    expect(people.valuesOf('contacts', id)).toMatchObject({ firstname: 'Ana' });
    expect(fake.created().contacts).toBe(0);
  });

  test('a hundred leads need few requests', async () => {
    const { crm, fake } = await scene();
    const writes = Array.from({ length: 100 }, (_, count) =>
      write({
        contact: { name: `Person ${count}`, email: `p${count}@acme.example` },
        deal: deal(),
        notes: [note(`n${count}`)],
      }),
    );
    const written = await crm.write(plan(), writes);
    expect(
      written.filter(({ recordId, dealId, notes, error }) => recordId && dealId && notes.length === 1 && !error),
    ).toHaveLength(100);
    expect(fake.created()).toMatchObject({ contacts: 100, deals: 100, notes: 100 });
    expect(fake.seen.length).toBeLessThan(10);
  });

  test('one value that HubSpot refuses fails only its own lead', async () => {
    const { crm, fake } = await scene();
    const writes = Array.from({ length: 30 }, (_, count) =>
      write({ contact: { name: `Person ${count}`, email: count === 17 ? 'no address' : `p${count}@acme.example` } }),
    );
    const written = await crm.write(plan(), writes);
    expect(written.map(({ error }) => error?.fault)).toEqual(
      writes.map((_, at) => (at === 17 ? 'refused' : undefined)),
    );
    expect(written[17]?.error?.words).toContain('INVALID_EMAIL');
    expect(written[17]?.error?.words).not.toContain('no address');
    expect(fake.created().contacts).toBe(29);
  });
});
