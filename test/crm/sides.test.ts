/** Both sides of each field: what each has, whether it is the same, and whether the other side can have it. */
import { expect, test } from 'vitest';
import type { SyncContext } from '../../src/crm/context.ts';
import type { CrmPlan, CrmRecord, SyncField } from '../../src/crm/crm.ts';
import { noRecord } from '../../src/crm/render.ts';
import { type FieldSides, sidesOf, statusesOf } from '../../src/crm/sides.ts';
import type { Lead } from '../../src/leads/table.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { PLAN } from './pretend-crm.ts';

const people = {
  userOf: (ownerId: string | null) => (ownerId === 'o1' ? 'A' : ownerId === 'o2' ? 'B' : null),
  ownerOf: (userId: string) => (userId === 'A' ? 'o1' : undefined),
  nameOf: (ownerId: string) => ownerId,
};

type Values = Partial<Omit<CrmRecord, 'contact'>> & { contact?: Partial<CrmRecord['contact']> };

async function worldOf() {
  const { db, handOff } = await salesTeam({ zone: 'Europe/Lisbon' });
  const lead = await handOff(MONDAY_9, { name: 'Ana Reis', email: 'ana@porto.example', phone: '+351912345678' });
  return (field: SyncField, own: Partial<Lead>, { contact, ...values }: Values, plan: Partial<CrmPlan> = {}) => {
    const record = { ...noRecord, ...values, contact: { ...noRecord.contact, ...contact } };
    const context = { plan: { ...PLAN, ...plan } } as SyncContext;
    return sidesOf(db, context, { lead: { ...lead, ...own }, record, people }, field);
  };
}

const ROWS: [field: SyncField, own: Partial<Lead>, there: Values, sides: Partial<FieldSides>][] = [
  ['name', {}, { contact: { name: ' Ana  Reis ' } }, { baton: 'Ana Reis', crm: 'Ana  Reis', isSame: true }],
  ['name', {}, { contact: { name: 'ana reis' } }, { isSame: false, canGive: true, canTake: true }],
  ['name', { name: 'ana@porto.example' }, { contact: {} }, { baton: null, crm: null, isSame: true, canGive: false }],
  ['email', {}, { contact: { email: 'ANA@porto.example' } }, { isSame: true }],
  ['email', {}, { contact: { email: 'bo@porto.example' } }, { isSame: false, canTake: true }],
  ['email', {}, { contact: { email: 'no address' } }, { isSame: false, canTake: false, crm: 'no address' }],
  ['email', {}, { contact: { email: ' ' } }, { crm: null, isSame: false, canTake: true, canGive: true }],
  ['email', { phone: null }, { contact: {} }, { canTake: false, canGive: true }],
  ['phone', {}, { contact: {} }, { canTake: true }],
  ['phone', { email: null }, { contact: {} }, { canTake: false }],
  ['phone', { email: null }, { contact: { phone: '+351911111111' } }, { canTake: true, isSame: false }],
  ['phone', {}, { contact: { phone: '912 345 678' } }, { isSame: true, canTake: true }],
  ['phone', {}, { contact: { phone: '12' } }, { isSame: false, canTake: false }],
  ['role', { phone: null, role: 'CFO' }, { contact: {} }, { canTake: true, isSame: false }],
  ['owner', { ownerId: 'A' }, { ownerId: 'o1' }, { baton: 'A', crm: 'o1', isSame: true, canGive: true, canTake: true }],
  ['owner', { ownerId: 'A' }, { ownerId: 'o2' }, { isSame: false, canGive: true, canTake: true }],
  ['owner', { ownerId: 'A' }, { ownerId: 'o9' }, { isSame: false, canGive: true, canTake: false }],
  ['owner', { ownerId: null }, { ownerId: 'o9' }, { isSame: false, canGive: false, canTake: false }],
  ['owner', { ownerId: null }, { ownerId: null }, { isSame: true, canGive: false, canTake: false }],
  ['owner', { ownerId: 'B' }, { ownerId: null }, { isSame: false, canGive: false }],
  ['status', { status: 'working' }, { status: 'Open' }, { baton: 'working', crm: 'Open', isSame: true, canTake: true }],
  ['status', { status: 'working' }, { status: 'Customer' }, { isSame: false, canGive: true, canTake: true }],
  ['status', { status: 'working' }, { status: 'Other' }, { isSame: false, canGive: true, canTake: false }],
  ['status', { status: 'lost' }, { status: null }, { isSame: false, canGive: false, canTake: false }],
  ['deal', { status: 'working' }, { deal: null }, { baton: null, crm: null, isSame: true, canGive: false }],
  ['deal', { status: 'qualified' }, { deal: null }, { crm: null, isSame: false, canGive: true, canTake: false }],
  [
    'deal',
    { status: 'won', amount: 5, currency: 'EUR' },
    { deal: { id: 'd', stage: 'won', amount: 5, currency: 'EUR', closeOn: null } },
    {
      ...{ baton: '["won",5,"EUR",null]', crm: '["won",5,"EUR",null]' },
      ...{ isSame: true, canGive: true, canTake: true },
    },
  ],
];

test('each field has its values, whether they are the same, and whether the other side can have them', async () => {
  const sides = await worldOf();
  for (const [field, own, there, expected] of ROWS)
    expect(sides(field, own, there), `${field}: ${JSON.stringify([own, there])}`).toMatchObject(expected);
});

test('a plan without it has no status and no deal, and one that writes no owners gives none', async () => {
  const sides = await worldOf();
  expect(sides('status', {}, {}, { status: null })).toBeUndefined();
  expect(sides('deal', {}, {}, { deals: null })).toBeUndefined();
  expect(sides('owner', { ownerId: 'A' }, { ownerId: 'o2' }, { writesOwner: false })).toMatchObject({
    ...{ canGive: false, canTake: true },
  });
});

test('a value of the CRM stands for each status that is written with it, and nothing for none', () => {
  const { values } = PLAN.status ?? { values: {} };
  expect(statusesOf(values, 'Open')).toEqual(['accepted', 'working']);
  expect(statusesOf(values, 'Other')).toEqual([]);
  expect(statusesOf({ ...values, lost: undefined as never }, null)).toEqual([]);
});
