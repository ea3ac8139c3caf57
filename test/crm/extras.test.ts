/** Values that a lead has besides, for fields of the CRM that an admin chose. */
import { expect, test } from 'vitest';
import type { SyncContext } from '../../src/crm/context.ts';
import { extraFields } from '../../src/crm/crm.ts';
import { extrasOf, textOf } from '../../src/crm/extras.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { loseLead, qualifyLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { OTHER } from '../../src/leads/types.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';
import { PLAN } from './pretend-crm.ts';

const all = Object.fromEntries(extraFields.map((field) => [field, `baton_${field}`]));

async function setUp() {
  const { db, write, handOff } = await salesTeam();
  const { id: leadId } = await handOff(MONDAY_9, { temperature: 'hot' });
  const seller = actor('A');
  return {
    ...{ write, leadId, seller },
    values(fields = all) {
      const context = { plan: { ...PLAN, fields }, pageOf: (id: number) => `https://baton.example/${id}` };
      const lead = requireLead(db, leadId);
      return Object.fromEntries(extrasOf(db, context as unknown as SyncContext, lead, (id) => `Name of ${id}`));
    },
    work: (tx: Tx) => {
      acceptLead(tx, { leadId, seller, by: 'button' }, minutesAfter(MONDAY_9, 1));
      touchLead(
        tx,
        { leadId, actor: seller, kind: 'call', outcome: 'no_answer', words: null },
        minutesAfter(MONDAY_9, 2),
      );
      touchLead(
        tx,
        { leadId, actor: seller, kind: 'call', outcome: 'reached', words: null },
        minutesAfter(MONDAY_9, 3),
      );
    },
  };
}

test('a new lead has its page, its team and its temperature', async () => {
  const { values, leadId } = await setUp();
  expect(values()).toEqual({
    ...{ batonLink: `https://baton.example/${leadId}`, team: 'Sales', temperature: 'Hot', contacts: 0 },
    ...{ acceptedBy: null, acceptedAt: null, firstContactAt: null, lastOutcome: null, reason: null },
  });
});

test('the work on a lead is told: who accepted it, its contacts and the last outcome', async () => {
  const { write, values, work } = await setUp();
  await write(work);
  expect(values()).toMatchObject({
    ...{ acceptedBy: 'Name of A', acceptedAt: minutesAfter(MONDAY_9, 1), firstContactAt: minutesAfter(MONDAY_9, 2) },
    ...{ contacts: 2, lastOutcome: 'Reached them', reason: null },
  });
});

test('a contact without an outcome tells none', async () => {
  const { write, values, leadId, seller } = await setUp();
  await write((tx) => touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, MONDAY_9));
  expect(values().lastOutcome).toBeNull();
});

test('the reason is that of the decline, and of the loss once the lead is lost', async () => {
  const { write, values, work, leadId, seller } = await setUp();
  await write((tx) => {
    work(tx);
    qualifyLead(tx, { leadId, actor: seller, deal: { amount: null, currency: null, closeOn: null } }, MONDAY_9);
    loseLead(tx, { leadId, actor: seller, reason: OTHER, words: 'They stay with paper' }, MONDAY_9);
  });
  expect(values().reason).toBe('They stay with paper');

  const declined = await setUp();
  await declined.write((tx) => declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, MONDAY_9));
  expect(declined.values().reason).toBe('A student');
});

test('only fields of the plan are told', async () => {
  const { values } = await setUp();
  expect(values({ team: 'baton_team', reason: undefined } as never)).toEqual({ team: 'Sales' });
});

test.each([
  [null, null],
  ['Sales', 'Sales'],
  [2, '2'],
  [MONDAY_9, '2026-06-01T09:00:00.000Z'],
])('the fingerprint of %s is made of %s', (value, text) => {
  expect(textOf(value)).toBe(text);
});
