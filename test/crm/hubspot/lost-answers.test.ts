import { describe, expect, test } from 'vitest';
import { deal, note, patience, plan, scene, write } from './scene.ts';

describe('an answer that is lost', () => {
  const lost = ['reset after', 'silent after', '502 after'] as const;

  test.each(lost)('%s: contact, deal and activities stand there once after the next try', async (fault) => {
    const { crm, people, fake } = await scene(patience(fault));
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
    const { crm, people, fake } = await scene();
    fake.world.lagMs = 60_000;
    people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
    const first = write({ contact: { name: 'Ana', phone: '+351912345678' } });
    fake.fail(['reset after'], ({ path }) => /objects\/.*\/contacts(\/batch\/create)?$/.test(path));
    const [failed] = await crm.write(plan(), [first]);
    expect(failed).toMatchObject({ recordId: null, error: { fault: 'away' } });
    const [written] = await crm.write(plan(), [{ ...first, isRepeat: true }]);
    expect(written).toMatchObject({ recordId: people.all('contacts')[0]?.id });
    expect(fake.created().contacts).toBe(1);
    expect(people.all('contacts')[0]?.values.baton_lead_id).toBe(String(first.leadId));
  });

  test('a number that another Baton gave to someone else is left to them', async () => {
    const { crm, people, fake } = await scene();
    people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
    const own = write({ contact: { name: 'Ana Reis', phone: '+351912345678' } });
    const other = people.addContact({ firstname: 'Zoe', lastname: 'Zander', baton_lead_id: String(own.leadId) });
    const [written] = await crm.write(plan(), [own]);
    expect(written?.error).toBeUndefined();
    expect(written?.recordId).not.toBe(other);
    expect(people.valuesOf('contacts', other)).toMatchObject({ firstname: 'Zoe', baton_lead_id: String(own.leadId) });
    const again = await crm.write(plan(), [{ ...own, isRepeat: true }]);
    expect(again).toMatchObject([{ recordId: written?.recordId }]);
    expect(fake.created().contacts).toBe(1);
  });

  test('one address that HubSpot does not read fails no other lead', async () => {
    const { crm, fake } = await scene();
    fake.trouble((call) => (call.path.endsWith('/contacts/batch/read') ? 'invalid' : undefined));
    const written = await crm.write(
      plan(),
      [1, 2].map((n) => write({ contact: { name: 'Ana', email: `ana${n}@porto.example` } })),
    );
    expect(written.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(fake.created().contacts).toBe(2);
  });

  test('without that property it is looked for by name and phone, once the search shows it', async () => {
    const { crm, fake, time } = await scene();
    fake.world.lagMs = 30_000;
    const first = write({ contact: { name: 'Ana Reis', phone: '+351912345678', company: 'Porto' } });
    fake.fail(['reset after'], ({ path }) => path.endsWith('/contacts'));
    await crm.write(plan(), [first]);
    time.move(60_000);
    const [written] = await crm.write(plan(), [{ ...first, isRepeat: true }]);
    expect(written?.error).toBeUndefined();
    expect(fake.created().contacts).toBe(1);
  });

  test('without an address they are added one by one, so at most one is open', async () => {
    const { crm, fake } = await scene();
    fake.fail(['reset after'], ({ path, method }) => method === 'POST' && /contacts(\/batch\/create)?$/.test(path));
    const written = await crm.write(
      plan(),
      ['Ana', 'Ben', 'Cem'].map((name) => write({ contact: { name } })),
    );
    expect(written.map(({ error }) => error?.fault)).toEqual(['away', 'away', 'away']);
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
