/** Contact data that was changed in the CRM. */
import { expect, test } from 'vitest';
import type { CrmRecord, SharedField } from '../../src/crm/crm.ts';
import { noRecord } from '../../src/crm/render.ts';
import { takeContact } from '../../src/crm/take-contact.ts';
import { requireLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';

const ana = { name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: '+351912345678' };
const unnamed = { ...ana, name: 'ana@porto.example', company: 'porto.example' };

test.each<[field: SharedField, there: string | null, own: Partial<typeof ana>, lead: Partial<Lead>]>([
  ['name', 'Ana Silva', ana, { name: 'Ana Silva', company: 'Porto Foods' }],
  ['name', null, ana, { name: 'ana@porto.example' }],
  ['company', 'Porto', ana, { company: 'Porto', name: 'Ana Reis' }],
  ['company', null, ana, { company: 'porto.example' }],
  ['company', null, { ...ana, email: 'ana@gmail.com' }, { company: 'Unknown' }],
  ['email', 'ana@lisboa.example', ana, { ...ana, email: 'ana@lisboa.example', companyDomain: 'lisboa.example' }],
  [
    'email',
    'ana@lisboa.example',
    unnamed,
    { name: 'ana@lisboa.example', company: 'lisboa.example', email: 'ana@lisboa.example', phone: ana.phone },
  ],
  ['email', null, unnamed, { name: ana.phone, company: 'Unknown', email: null, companyDomain: null }],
  ['phone', '+351911111111', unnamed, { phone: '+351911111111', name: unnamed.name, company: unnamed.company }],
  ['phone', '911 111 111', ana, { phone: '+351911111111' }],
  ['phone', '+351911111111', { name: ana.phone, company: 'Unknown', phone: ana.phone }, { name: '+351911111111' }],
  ['phone', null, ana, { phone: null, email: ana.email }],
  ['role', 'CFO', ana, { role: 'CFO', name: 'Ana Reis' }],
  ['country', 'Spain', ana, { country: 'ES' }],
])('%s %j', async (field, there, own, expected) => {
  const { db, write, handOff } = await salesTeam({ zone: 'Europe/Lisbon' });
  const lead = await handOff(MONDAY_9, own.email === undefined ? { ...own, email: null } : own);
  const record: CrmRecord = { ...noRecord, contact: { ...noRecord.contact, [field]: there } };
  const now = minutesAfter(MONDAY_9, 1);
  await write((tx) => takeContact(tx, lead, { record, field }, now));
  expect(requireLead(db, lead.id)).toMatchObject({ ...expected, updatedAt: now });
});
