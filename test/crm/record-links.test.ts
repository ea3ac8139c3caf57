/** The pages of records, for people who look at leads, and the leads of pages. */
import { expect, test } from 'vitest';
import { disconnectCrm } from '../../src/crm/connection.ts';
import { CrmError } from '../../src/crm/crm.ts';
import { leadOfLink, recordLinkOf, recordLinksOf } from '../../src/crm/record-links.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { accepted } from './world.ts';

test('a lead shows the page of its record, also after the CRM was disconnected, until the record is gone', async () => {
  const { world, record, leadId } = await accepted();
  const other = await world.handOff(world.clock(), { name: 'Bo Li', email: 'bo@li.example' });
  const link = { url: `https://crm.example/record/${record.id}`, crm: 'HubSpot' };
  expect(recordLinkOf(world.db, leadId)).toEqual(link);
  expect([...recordLinksOf(world.db, [{ id: leadId }, other])]).toEqual([[leadId, link]]);
  await world.write((tx) => disconnectCrm(tx, { by: 'ADA' }, world.clock()));
  expect(recordLinkOf(world.db, leadId)).toEqual(link);
});

test('a record that is gone is not shown', async () => {
  const { world, record, leadId } = await accepted();
  world.crm.remove(record.id);
  for (let minute = 0; minute < 7; minute += 1) await world.sync();
  expect(recordLinkOf(world.db, leadId)).toBeUndefined();
});

test('without a CRM no lead has a record', async () => {
  const { db, handOff } = await salesTeam();
  const lead = await handOff(MONDAY_9);
  expect(recordLinkOf(db, lead.id)).toBeUndefined();
  const crms = { client: () => Promise.reject(new Error('never asked')) } as never;
  expect(await leadOfLink({ db, crms }, 'https://crm.example/record/101')).toBeUndefined();
});

test('a link leads to the lead of its record, if it is a link to a record', async () => {
  const { world, leadId } = await accepted();
  const crms = { client: async () => world.crm.crm } as never;
  const found = (words: string) => leadOfLink({ db: world.db, crms }, words);
  expect(await found('https://crm.example/record/101')).toBe(leadId);
  expect(await found('see <https://crm.example/record/101|Ana> please')).toBe(leadId);
  expect(await found('https://crm.example/record/102')).toBeNull();
  expect(await found('https://elsewhere.example/record/101')).toBeUndefined();
  expect(await found('Ana Reis')).toBeUndefined();
});

test('a CRM whose key cannot be read tells no lead', async () => {
  const { world } = await accepted();
  const crms = { client: () => Promise.reject(new CrmError('key', 'No key.')) } as never;
  expect(await leadOfLink({ db: world.db, crms }, 'https://crm.example/record/101')).toBeUndefined();
});
