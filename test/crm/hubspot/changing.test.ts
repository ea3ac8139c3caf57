import { describe, expect, test } from 'vitest';
import { deal, plan, scene, write } from './scene.ts';

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

  test('a deal that was deleted is told, and the contact is not taken for deleted', async () => {
    const { crm, people } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    const dealId = people.addDeal(id, { dealname: 'Seats', pipeline: 'default', dealstage: 'qualifiedtobuy' });
    people.remove('deals', dealId);
    const [written] = await crm.write(plan(), [write({ recordId: id, deal: deal({ id: dealId }) })]);
    expect(written).toMatchObject({
      recordId: id,
      error: { fault: 'refused', words: expect.stringContaining('deleted') },
    });
  });

  test('a stage whose clearing fails is not written over', async () => {
    const { crm, people, fake } = await scene();
    const own = plan({ status: { field: 'lifecyclestage', values: {} } });
    const id = people.addContact({ firstname: 'Ana', lifecyclestage: 'opportunity' });
    fake.fail(['day limit'], ({ method }) => method === 'PATCH');
    const [written] = await crm.write(own, [write({ recordId: id, status: 'lead' })]);
    expect(written?.error).toMatchObject({ fault: 'limit' });
    expect(fake.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    expect(people.valuesOf('contacts', id)?.lifecyclestage).toBe('opportunity');
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
