/** Every fault of a request, through the client. */
import { describe, expect, test } from 'vitest';
import { CrmError } from '../../../src/crm/crm.ts';
import type { Fault } from '../../support/hubspot/fake.ts';
import { failure, patience, plan, scene, write } from './scene.ts';

const passing: Fault[] = [
  'reset before',
  'silent before',
  '500 before',
  'html before',
  'limit',
  'search limit',
  'locked',
];

describe('reading', () => {
  test.each(passing)('%s is tried again', async (fault) => {
    const { crm, fake } = await scene(patience(fault));
    fake.fail([fault]);
    expect(await crm.owners()).toHaveLength(3);
    expect(fake.seen.length).toBeGreaterThan(2);
  });

  test.each([
    ['reset before', 'away'],
    ['silent before', 'away'],
    ['500 before', 'away'],
    ['502 after', 'away'],
    ['html before', 'away'],
    ['limit', 'limit'],
    ['day limit', 'limit'],
    ['locked', 'limit'],
  ] as const)('%s that stays is the fault %s', async (fault, expected) => {
    const { crm, fake } = await scene(patience(fault));
    fake.trouble(() => fault);
    const error = await failure(crm.changes(plan(), null));
    expect(error).toBeInstanceOf(CrmError);
    expect(error).toMatchObject({ fault: expected });
    expect(fake.seen.length).toBeLessThan(5);
  });

  test('the limit of the day says to come back in an hour, that of ten seconds sooner', async () => {
    const { crm, fake } = await scene();
    fake.trouble(() => 'day limit');
    expect(await failure(crm.owners())).toMatchObject({ fault: 'limit', afterMs: 3_600_000 });
    fake.trouble(() => 'limit');
    expect(await failure(crm.owners())).toMatchObject({ fault: 'limit', afterMs: 10_000 });
  });

  test('a revoked key stops at once, and a new one goes on', async () => {
    const { crm, fake } = await scene();
    fake.revoke();
    expect(await failure(crm.changes(plan(), null))).toMatchObject({ fault: 'key' });
    expect(fake.seen).toHaveLength(1);
    fake.renew(fake.key);
    expect(await crm.owners()).toHaveLength(3);
  });

  test('a missing right is named', async () => {
    const { crm, fake } = await scene();
    fake.grant('crm.objects.contacts.read');
    expect(await failure(crm.owners())).toMatchObject({ fault: 'right', words: 'crm.objects.owners.read' });
  });

  test('a cursor of this client is taken up again after a fault', async () => {
    const { crm, fake, people } = await scene();
    for (let count = 0; count < 250; count++)
      people.addContact({ firstname: `C ${count}`, lifecyclestage: 'marketingqualifiedlead' });
    const first = await crm.changes(plan(), null);
    fake.trouble(() => 'day limit');
    await failure(crm.changes(plan(), first.cursor));
    fake.trouble(undefined);
    const seen = new Set(first.records.map(({ id }) => id));
    for (let page = first; !page.isEnd; ) {
      page = await crm.changes(plan(), page.cursor);
      for (const { id } of page.records) seen.add(id);
    }
    expect(seen.size).toBe(250);
  });
});

describe('writing', () => {
  test.each(['reset before', 'reset after', '500 before', '502 after', 'silent after'] as const)(
    '%s is not tried again by itself: the outcome is open',
    async (fault) => {
      const { crm, people, fake } = await scene(patience(fault));
      const id = people.addContact({ firstname: 'Ana' });
      fake.fail([fault], ({ method }) => method === 'PATCH');
      const [written] = await crm.write(plan(), [write({ recordId: id, contact: { company: 'Porto' } })]);
      expect(written?.error).toMatchObject({ fault: 'away' });
      expect(fake.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    },
  );

  test.each(['limit', 'locked'] as const)('%s is tried again: nothing was written', async (fault) => {
    const { crm, people, fake } = await scene();
    const id = people.addContact({ firstname: 'Ana' });
    fake.fail([fault], ({ method }) => method === 'PATCH');
    const [written] = await crm.write(plan(), [write({ recordId: id, contact: { company: 'Porto' } })]);
    expect(written?.error).toBeUndefined();
    expect(people.valuesOf('contacts', id)?.company).toBe('Porto');
  });

  test('a key that is revoked in between is told for each write', async () => {
    const { crm, people, fake } = await scene();
    const ids = ['One', 'Two'].map((firstname) => people.addContact({ firstname }));
    fake.revoke();
    const written = await crm.write(
      plan(),
      ids.map((recordId) => write({ recordId, contact: { company: 'Porto' } })),
    );
    expect(written.map(({ error }) => error?.fault)).toEqual(['key', 'key']);
  });
});

test('values of people are in no error', async () => {
  const { crm, fake, people } = await scene();
  const canary = {
    name: 'Zebra Quagga',
    email: 'zebra at quagga.example',
    phone: '+351912345678',
    company: 'Okapi Works',
  };
  people.addContact({ email: 'taken@okapi.example' });
  fake.world.properties.contacts = fake.world.properties.contacts.map((own) =>
    own.name === 'company' ? { ...own, type: 'number' as const } : own,
  );
  const errors = (
    await crm.write(plan(), [
      write({ contact: canary }),
      write({ contact: { name: canary.name, company: canary.company } }),
      write({ contact: {}, recordId: people.addContact({ firstname: 'A' }), ownerId: '4711471147' }),
    ])
  ).map(({ error }) => error);
  expect(errors.map((error) => error?.fault)).toEqual(['refused', 'refused', 'refused']);
  for (const error of errors)
    for (const value of ['Zebra', 'Quagga', 'quagga.example', '912345678', 'Okapi', '4711471147']) {
      expect(error?.words.toLowerCase()).not.toContain(value.toLowerCase());
      expect(String(error?.stack).toLowerCase()).not.toContain(value.toLowerCase());
    }
  expect(errors[0]?.words).toMatch(/VALIDATION_ERROR.*email.*INVALID_EMAIL/);
  expect(errors[1]?.words).toMatch(/company/);
});
