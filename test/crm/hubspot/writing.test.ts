import { describe, expect, test } from 'vitest';
import { CrmError, type CrmNote, type CrmWrite } from '../../../src/crm/crm.ts';
import { plan, scene, write } from './scene.ts';

const note = (key: string, further: Partial<CrmNote> = {}): CrmNote => ({
  key,
  kind: 'note',
  at: new Date('2026-11-02T08:00:00.000Z'),
  text: 'Accepted by Sam',
  ownerId: '71',
  ...further,
});
const deal = (further: Partial<NonNullable<CrmWrite['deal']>> = {}) => ({
  id: null,
  name: 'Porto Foods',
  stage: 'qualifiedtobuy',
  amount: 1200.5,
  currency: 'EUR',
  closeOn: '2026-12-24',
  ...further,
});

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

describe('an answer that is lost', () => {
  const lost = ['reset after', 'silent after', '502 after'] as const;

  test.each(lost)('%s: contact, deal and activities stand there once after the next try', async (fault) => {
    const { crm, people, fake } = await scene({ timeoutMs: 100 });
    const first = write({
      contact: { name: 'Ana', email: 'ana@porto.example' },
      deal: deal(),
      notes: [note('n1'), note('c1', { kind: 'call' })],
    });
    let faults = 0;
    for (let tries = 0; tries < 8; tries++) {
      const isWrite = ({ path, method }: { path: string; method: string }) =>
        method !== 'GET' && !/search|read$/.test(path);
      fake.fail(tries < 5 ? [fault] : [], isWrite);
      const [written] = await crm.write(plan(), [{ ...first, isRepeat: tries > 0 }]);
      if (!written?.error) break;
      expect(written.error.fault).toBe('away');
      faults++;
    }
    expect(faults).toBeGreaterThan(2);
    const [contact] = people.all('contacts');
    expect(fake.created()).toMatchObject({ contacts: 1, deals: 1, notes: 1, calls: 1 });
    expect(people.linked(contact?.id ?? '', 'notes')).toHaveLength(1);
  });

  test('a contact without an address is known again by the number of the lead', async () => {
    const { crm, people, fake } = await scene({ timeoutMs: 100 });
    fake.world.lagMs = 60_000;
    people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
    const first = write({ contact: { name: 'Ana', phone: '+351912345678' } });
    fake.fail(['reset after'], ({ path }) => /objects\/.*\/contacts(\/batch\/upsert)?$/.test(path));
    const [failed] = await crm.write(plan(), [first]);
    expect(failed).toMatchObject({ recordId: null, error: { fault: 'away' } });
    const [written] = await crm.write(plan(), [{ ...first, isRepeat: true }]);
    expect(written).toMatchObject({ recordId: people.all('contacts')[0]?.id });
    expect(fake.created().contacts).toBe(1);
    expect(people.all('contacts')[0]?.values.baton_lead_id).toBe(String(first.leadId));
  });

  test('without that property it is looked for by name and phone, once the search shows it', async () => {
    const { crm, fake, time } = await scene({ timeoutMs: 100 });
    fake.world.lagMs = 30_000;
    const first = write({ contact: { name: 'Ana Reis', phone: '+351912345678', company: 'Porto' } });
    fake.fail(['reset after'], ({ path }) => path.endsWith('/contacts'));
    await crm.write(plan(), [first]);
    time.move(60_000);
    const [written] = await crm.write(plan(), [{ ...first, isRepeat: true }]);
    expect(written?.error).toBeUndefined();
    expect(fake.created().contacts).toBe(1);
  });

  test('a namesake with another number is another person', async () => {
    const { crm, people, fake } = await scene();
    people.addContact({ firstname: 'Ana', lastname: 'Reis', phone: '+351911111111' });
    const [written] = await crm.write(plan(), [
      { ...write({ contact: { name: 'Ana Reis', phone: '+351912345678' } }), isRepeat: true },
    ]);
    expect(written?.error).toBeUndefined();
    expect(fake.created().contacts).toBe(1);
  });

  test('a fault of all stops the batch, and each write says how far it came', async () => {
    const { crm, fake } = await scene();
    fake.fail(['day limit'], ({ path }) => path.endsWith('/deals/batch/create'));
    const writes = [1, 2].map((n) =>
      write({ contact: { name: 'Ana', email: `ana${n}@porto.example` }, deal: deal(), notes: [note(`n${n}`)] }),
    );
    const written = await crm.write(plan(), writes);
    for (const each of written)
      expect(each).toMatchObject({ recordId: expect.any(String), dealId: null, notes: [], error: { fault: 'limit' } });
    const again = await crm.write(
      plan(),
      writes.map((each, at) => ({ ...each, recordId: written[at]?.recordId ?? null, isRepeat: true })),
    );
    for (const each of again) expect(each).toMatchObject({ dealId: expect.any(String), notes: [expect.any(String)] });
    expect(fake.created()).toMatchObject({ contacts: 2, deals: 2, notes: 2 });
  });
});

describe('changing', () => {
  test('equal values are not written again', async () => {
    const { crm, people, fake, time } = await scene();
    const id = people.addContact({
      firstname: 'Ana Maria',
      lastname: 'de Reis',
      email: 'ana@porto.example',
      phone: '+351912345678',
    });
    time.move(1000);
    const [written] = await crm.write(plan(), [
      write({
        recordId: id,
        contact: { name: 'Ana Maria de Reis', email: 'ANA@porto.example', phone: '+351912345678', company: null },
      }),
    ]);
    expect(written).toEqual({ recordId: id, dealId: null, notes: [] });
    expect(people.valuesOf('contacts', id)?.lastmodifieddate).toBe('2026-11-02T09:00:00.000Z');
    expect(fake.seen.filter(({ path }) => path.includes('update'))).toEqual([]);
  });

  test('a name that changes in part keeps the division of the record', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana Maria', lastname: 'de Reis' });
    await crm.write(plan(), [write({ recordId: id, contact: { name: 'Ana Maria dos Santos' } })]);
    expect(people.valuesOf('contacts', id)).toMatchObject({ firstname: 'Ana Maria', lastname: 'dos Santos' });
  });

  test('null clears a value', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana', company: 'Porto', hubspot_owner_id: '71' });
    await crm.write(plan(), [write({ recordId: id, contact: { company: null }, ownerId: null })]);
    expect(people.valuesOf('contacts', id)).toMatchObject({ company: null, hubspot_owner_id: null, firstname: 'Ana' });
  });

  test('a lifecycle stage goes forward in one step and back over an empty one', async () => {
    const { crm, people, fake } = await scene();
    const own = plan({ status: { field: 'lifecyclestage', values: {} } });
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: 'lead' });
    await crm.write(own, [write({ recordId: id, contact: {}, status: 'opportunity' })]);
    expect(people.valuesOf('contacts', id)?.lifecyclestage).toBe('opportunity');
    expect(fake.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    const [written] = await crm.write(own, [write({ recordId: id, contact: {}, status: 'marketingqualifiedlead' })]);
    expect(written?.error).toBeUndefined();
    expect(people.valuesOf('contacts', id)?.lifecyclestage).toBe('marketingqualifiedlead');
  });

  test('a deal is changed by its id, and keeps the name that people gave it', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const dealId = people.addDeal(id, { dealname: 'Seats 2027', pipeline: 'default', dealstage: 'qualifiedtobuy' });
    const [written] = await crm.write(plan(), [
      write({ recordId: id, deal: deal({ id: dealId, stage: 'closedwon', amount: null, closeOn: null }) }),
    ]);
    expect(written).toMatchObject({ dealId });
    expect(people.valuesOf('deals', dealId)).toMatchObject({
      dealname: 'Seats 2027',
      dealstage: 'closedwon',
      amount: null,
      closedate: null,
    });
    expect(fake.created().deals).toBe(0);
  });

  test('an amount in a currency that the account lacks is refused rather than shown in another', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const [written] = await crm.write(plan(), [write({ recordId: id, deal: deal({ currency: 'JPY' }) })]);
    expect(written?.error).toMatchObject({ fault: 'refused', words: expect.stringContaining('JPY') });
    expect(fake.created().deals).toBe(0);
  });

  test('merged and deleted contacts are told apart, and others in the batch are written', async () => {
    const { crm, people } = await scene();
    const [one, other, gone, here] = ['One', 'Other', 'Gone', 'Here'].map((firstname) =>
      people.addContact({ firstname }),
    );
    const survivor = people.merge(String(one), String(other));
    people.remove('contacts', String(gone));
    const written = await crm.write(
      plan(),
      [one, gone, here].map((recordId) => write({ recordId: String(recordId), contact: { company: 'Porto' } })),
    );
    expect(written.map(({ error }) => [error?.fault, error?.into])).toEqual([
      ['merged', survivor],
      ['gone', undefined],
      [undefined, undefined],
    ]);
    expect(people.valuesOf('contacts', String(here))?.company).toBe('Porto');
  });

  test('two writes to one contact are both carried out', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const written = await crm.write(plan(), [
      write({ recordId: id, contact: { company: 'Porto' } }),
      write({ recordId: id, contact: { role: 'Buyer' } }),
    ]);
    expect(written.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(people.valuesOf('contacts', id)).toMatchObject({ company: 'Porto', jobtitle: 'Buyer' });
  });

  test('properties that the account requires are told by name', async () => {
    const { crm, people, fake } = await scene();
    fake.world.required.push({ type: 'deals', property: 'amount', when: ({ dealstage }) => dealstage === 'closedwon' });
    const id = people.addContact({ firstname: 'Ana' });
    const [written] = await crm.write(plan(), [
      write({ recordId: id, deal: deal({ stage: 'closedwon', amount: null }) }),
    ]);
    expect(written?.error).toMatchObject({
      fault: 'refused',
      words: expect.stringMatching(/VALIDATION_ERROR.*amount/),
    });
  });
});

describe('activities', () => {
  test('without the scope for emails they are notes, also when a try is repeated', async () => {
    const { crm, people, fake } = await scene();
    fake.grant('crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.objects.deals.read');
    const id = people.addContact({ firstname: 'Ana' });
    const own = write({ recordId: id, notes: [note('e1', { kind: 'email', text: 'Sent the offer' })] });
    for (const isRepeat of [false, true])
      expect(await crm.write(plan(), [{ ...own, isRepeat }])).toMatchObject([{ notes: ['e1'] }]);
    expect(people.linked(id, 'notes').map(({ values }) => values.hs_note_body)).toEqual([
      'Sent the offer<br>Added by Baton: e1',
    ]);
  });

  test('text that people typed is never markup', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    await crm.write(plan(), [write({ recordId: id, notes: [note('n1', { text: '<img src=x> & more' })] })]);
    expect(people.linked(id, 'notes')[0]?.values.hs_note_body).toContain('&lt;img src=x&gt; &amp; more');
  });

  test('a deal that is known shows the activities as well', async () => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    await crm.write(plan(), [write({ recordId: id, deal: deal(), notes: [note('n1')] })]);
    const created = fake.seen.find(({ path }) => path.endsWith('/notes'));
    expect(created?.body).toMatchObject({ associations: [{ to: { id } }, { types: [{ associationTypeId: 214 }] }] });
  });

  test('one note that is refused leaves the others', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const [written] = await crm.write(plan(), [
      write({ recordId: id, notes: [note('n1'), note('n2', { ownerId: '999' }), note('n3')] }),
    ]);
    expect(written?.notes.toSorted()).toEqual(['n1', 'n3']);
    expect(written?.error).toBeInstanceOf(CrmError);
    expect(people.linked(id, 'notes')).toHaveLength(2);
  });
});
