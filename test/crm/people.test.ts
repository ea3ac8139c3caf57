/** People of the CRM, and who they are in Slack. */
import { expect, test } from 'vitest';
import { connectCrm } from '../../src/crm/connection.ts';
import type { CrmOwner } from '../../src/crm/crm.ts';
import { choosePerson, foundPerson, listCrmPeople, peopleOf, savePeople, unknownPeople } from '../../src/crm/people.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { ana, onlyLead, seller, syncedWorld } from './world.ts';

const owner = (id: string, values: Partial<CrmOwner> = {}): CrmOwner => ({
  ...{ id, name: `Owner ${id}`, email: `${id}@northwind.example`, isActive: true },
  ...values,
});

async function setUp(...owners: CrmOwner[]) {
  const db = memoryDatabase();
  const write = createWriter(db);
  const { id } = await write((tx) =>
    connectCrm(tx, createKeys(':memory:'), { kind: 'hubspot', credentials: {}, by: 'ADA' }, MONDAY_9),
  );
  const save = (...some: CrmOwner[]) => write((tx) => savePeople(tx, id, some));
  const person = (ownerId: string) => {
    const found = listCrmPeople(db, id).find((one) => one.ownerId === ownerId);
    if (!found) throw new Error(`There is no person ${ownerId}.`);
    return found;
  };
  await save(...owners);
  return {
    ...{ db, id, write, save, person },
    found: (ownerId: string, userId: string | null, at = MONDAY_9) =>
      write((tx) => foundPerson(tx, person(ownerId), userId, at)),
    choose: (ownerId: string, userId: string | null) =>
      write((tx) => choosePerson(tx, { connectionId: id, ownerId, userId }, MONDAY_9)),
    unknown: (askedBefore = MONDAY_9) => unknownPeople(db, id, askedBefore).map(({ ownerId }) => ownerId),
    people: () => peopleOf(db, id),
  };
}

test('Slack is asked for active people with an address who are not known or chosen, again after a while', async () => {
  const { unknown, found, choose } = await setUp(
    owner('1'),
    owner('2', { email: null }),
    owner('3', { isActive: false }),
    owner('4'),
    owner('5'),
    owner('6'),
  );
  await found('4', 'D');
  await choose('5', null);
  await found('6', null, MONDAY_9);
  expect(unknown()).toEqual(['1']);
  expect(unknown(minutesAfter(MONDAY_9, 1))).toEqual(['1', '6']);
});

test('an address that changed is asked for again, and a choice of an admin stays', async () => {
  const { save, found, choose, person } = await setUp(owner('1'), owner('2'), owner('3'));
  await found('1', 'A');
  await choose('2', 'B');
  await found('3', 'C');
  await save(owner('1', { email: 'new@northwind.example', name: 'Sam' }), owner('2', { email: null }), owner('3'));
  expect(person('1')).toMatchObject({ name: 'Sam', email: 'new@northwind.example', userId: null, askedAt: null });
  expect(person('2')).toMatchObject({ email: null, userId: 'B', isChosen: true });
  expect(person('3')).toMatchObject({ userId: 'C', askedAt: MONDAY_9 });
});

test('a person who is gone from the list of the CRM owns no record any more, but is still known', async () => {
  const { save, found, person, people } = await setUp(owner('1'), owner('2'));
  await found('1', 'A');
  await found('2', 'B');
  await save(owner('2', { isActive: true }));
  expect([person('1').isActive, person('2').isActive]).toEqual([false, true]);
  expect([people().ownerOf('A'), people().ownerOf('B'), people().ownerOf('C')]).toEqual([undefined, '2', undefined]);
  expect([people().userOf('1'), people().userOf('9'), people().userOf(null)]).toEqual(['A', null, null]);
  expect([people().nameOf('1'), people().nameOf('9')]).toEqual(['Owner 1', '9']);
});

test.each(['found by Slack', 'chosen by an admin'])(
  'the records of a person who is %s get their owner, and those of no one do not',
  async (way) => {
    const world = await syncedWorld();
    const { connection, write, crm } = world;
    const record = crm.add({ contact: ana });
    await world.sync();
    const leadId = onlyLead(world).id;
    await write((tx) => acceptLead(tx, { leadId, seller, by: 'button' }, world.clock()));
    await world.sync();
    const is = async (userId: string | null) => {
      await write((tx) => {
        const person = listCrmPeople(world.db, connection.id).find(({ ownerId }) => ownerId === 'o1');
        if (!person) throw new Error('There is no person o1.');
        if (way === 'found by Slack') foundPerson(tx, person, userId, world.clock());
        else choosePerson(tx, { connectionId: connection.id, ownerId: 'o1', userId }, world.clock());
      });
      await world.sync();
      return crm.records.get(record.id)?.ownerId;
    };
    expect([await is(null), await is('A')]).toEqual([null, 'o1']);
  },
);
