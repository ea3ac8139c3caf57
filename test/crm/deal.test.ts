/** The deal of a lead: whether both sides have the same one, and what is written. */
import { describe, expect, test } from 'vitest';
import type { CrmDeal } from '../../src/crm/crm.ts';
import { dealToWrite, isReopened, isSameDeal } from '../../src/crm/deal.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { qualifyLead, reopenLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { requireLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import { actor, MONDAY_9, salesTeam } from '../leads/world.ts';

const stages = { qualified: 'first', won: 'won', lost: 'lost' };
const plan = { deals: { pipeline: 'sales', stages } };

const ours = (values: Partial<Lead>): Lead =>
  ({
    ...{ name: 'Ana Reis', company: 'Porto Foods', status: 'qualified' },
    ...{ amount: 5, currency: 'EUR', closeOn: '2026-09-01' },
    ...values,
  }) as Lead;

const theirs = (values: Partial<CrmDeal>): CrmDeal => ({
  ...{ id: 'd1', stage: 'first', amount: 5, currency: 'EUR', closeOn: '2026-09-01' },
  ...values,
});

describe('both sides', () => {
  test.each<[lead: Partial<Lead>, deal: Partial<CrmDeal> | null]>([
    [{}, {}],
    [{}, { stage: 'demo' }],
    [{}, { currency: null }],
    [{ amount: null, currency: null }, { amount: null }],
    [{ status: 'won' }, { stage: 'won' }],
    [{ status: 'lost' }, { stage: 'lost' }],
    [{ status: 'working' }, null],
  ])('have the same deal with %j here and %j there', (lead, deal) => {
    expect(isSameDeal(stages, ours(lead), deal && theirs(deal))).toBe(true);
  });

  test.each<[lead: Partial<Lead>, deal: Partial<CrmDeal> | null]>([
    [{}, null],
    [{}, { stage: 'won' }],
    [{}, { stage: 'lost' }],
    [{}, { amount: 6 }],
    [{}, { currency: 'USD' }],
    [{}, { closeOn: '2026-09-02' }],
    [{ status: 'won' }, { stage: 'lost' }],
    [{ status: 'working' }, {}],
  ])('differ with %j here and %j there', (lead, deal) => {
    expect(isSameDeal(stages, ours(lead), deal && theirs(deal))).toBe(false);
  });
});

describe('a deal that is written', () => {
  const written = (lead: Partial<Lead>, deal: Partial<CrmDeal> | null, more: { isReopened?: true; id?: string } = {}) =>
    dealToWrite(plan, ours(lead), {
      ...{ id: more.id ?? null, isReopened: more.isReopened ?? false },
      deal: deal && theirs(deal),
    });

  test('has the name and the value of the lead', () => {
    expect(written({}, null)).toEqual({
      ...{ id: null, name: 'Porto Foods · Ana Reis', stage: 'first' },
      ...{ amount: 5, currency: 'EUR', closeOn: '2026-09-01' },
    });
  });

  test('keeps values that the lead lacks', () => {
    const lacking = { amount: null, currency: null, closeOn: null };
    expect(written(lacking, {})).toMatchObject({ amount: 5, currency: 'EUR', closeOn: '2026-09-01' });
    expect(written(lacking, null)).toMatchObject(lacking);
    expect(written({}, { amount: 6, currency: 'USD', closeOn: '2027-01-01' })).toMatchObject({
      ...{ amount: 5, currency: 'EUR', closeOn: '2026-09-01' },
    });
  });

  test('is the one that was read, else the one that is known', () => {
    expect(written({}, {}, { id: 'd7' })?.id).toBe('d1');
    expect(written({}, null, { id: 'd7' })?.id).toBe('d7');
  });

  test.each<[stage: string, lead: Lead['status'], there: string | null]>([
    ['first', 'qualified', null],
    ['demo', 'qualified', 'demo'],
    ['first', 'qualified', 'won'],
    ['won', 'won', 'demo'],
    ['lost', 'lost', 'won'],
  ])('is in the stage %s for a lead that is %s, from the stage %s', (stage, status, there) => {
    expect(written({ status }, there === null ? null : { stage: there })?.stage).toBe(stage);
  });

  test('of a reopened lead goes back to the first stage if it was closed, and else stays as it is', () => {
    const reopened = (stage: string | null) =>
      written({ status: 'working' }, stage === null ? null : { stage }, { isReopened: true });
    expect(reopened('won')?.stage).toBe('first');
    expect(reopened('lost')?.stage).toBe('first');
    expect(reopened('demo')).toBeUndefined();
    expect(reopened(null)).toBeUndefined();
  });

  test('does not exist before a lead is an opportunity, nor without deals in the plan', () => {
    expect(written({ status: 'working' }, { stage: 'won' })).toBeUndefined();
    expect(dealToWrite({ deals: null }, ours({}), { id: null, deal: null, isReopened: false })).toBeUndefined();
  });
});

test('a lead is reopened while sales works on it again', async () => {
  const { db, write, handOff } = await salesTeam();
  const { id: leadId } = await handOff(MONDAY_9);
  const seller = actor('A');
  const states: boolean[] = [];
  const note = () => states.push(isReopened(db, requireLead(db, leadId)));
  const qualify = () =>
    write((tx) => {
      qualifyLead(tx, { leadId, actor: seller, deal: { amount: null, currency: null, closeOn: null } }, MONDAY_9);
    });
  await write((tx) => {
    acceptLead(tx, { leadId, seller, by: 'button' }, MONDAY_9);
    touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, MONDAY_9);
  });
  note();
  await qualify();
  await write((tx) => reopenLead(tx, { leadId, actor: seller }, MONDAY_9));
  note();
  await qualify();
  note();
  expect(states).toEqual([false, true, false]);
});
