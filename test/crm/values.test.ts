/** Contact data as the CRM has it, as a lead would have it, and as it is written. */
import { expect, test } from 'vitest';
import type { CrmRecord, SharedField } from '../../src/crm/crm.ts';
import { noRecord } from '../../src/crm/render.ts';
import { readValue, valueIn, written } from '../../src/crm/values.ts';
import type { Lead } from '../../src/leads/table.ts';

const read = (contact: Partial<CrmRecord['contact']>, field: SharedField, country?: string) =>
  readValue({ contact: { ...noRecord.contact, ...contact } }, field, country);

test.each<[field: SharedField, there: string | null, here: string | null | undefined]>([
  ['name', ' Ana \n Reis ', 'Ana Reis'],
  ['name', 'Ana\u0000 Reis\u200b', 'Ana Reis'],
  ['name', 'Tab\tand\u200djoiner', 'Tab and\u200djoiner'],
  ['name', ' \u200b ', null],
  ['role', null, null],
  ['name', 'x'.repeat(80), 'x'.repeat(80)],
  ['name', 'x'.repeat(81), `${'x'.repeat(79)}…`],
  ['name', `${'x'.repeat(78)}😀😀`, `${'x'.repeat(78)}…`],
  ['email', ' Ana@Porto.example ', 'Ana@porto.example'],
  ['email', 'no address', undefined],
  ['phone', '+351 912 345 678', '+351912345678'],
  ['phone', '12', undefined],
  ['country', 'Alemania', 'DE'],
  ['country', 'Atlantis', undefined],
])('the %s %j is read as %j', (field, there, here) => {
  expect(read({ [field]: there }, field)).toBe(here);
});

test('a phone number without + is of the country of its record, else of that of the team', () => {
  const phone = '912 345 678';
  expect(read({ phone }, 'phone')).toBeUndefined();
  expect(read({ phone }, 'phone', 'PT')).toBe('+351912345678');
  expect(read({ phone, country: 'Spain' }, 'phone', 'PT')).toBe('+34912345678');
  expect(read({ phone, country: 'Atlantis' }, 'phone', 'PT')).toBe('+351912345678');
});

test.each<[field: SharedField, here: string | null, there: string | null]>([
  ['name', 'Ana Reis', 'Ana Reis'],
  ['name', null, null],
  ['country', 'DE', 'Germany'],
  ['country', null, null],
  ['phone', null, null],
  ['phone', '+351912345678', '+351912345678'],
  ['phone', '+4930901820;ext=12', '+49 30 901820 ext. 12'],
  ['role', 'CFO; CEO', 'CFO; CEO'],
])('the %s %j is written as %j', (field, here, there) => {
  expect(written(field, here)).toBe(there);
});

test('a name and a company that no one typed are not told', () => {
  const lead = { name: 'ana@porto.example', company: 'porto.example', email: 'ana@porto.example', phone: null } as Lead;
  expect([valueIn(lead, 'name'), valueIn(lead, 'company'), valueIn(lead, 'email')]).toEqual([null, null, lead.email]);
});
