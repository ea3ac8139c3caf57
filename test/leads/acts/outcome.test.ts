/** Deals: qualified, won, lost, valued, reopened. */
import { describe, expect, test } from 'vitest';
import { loseLead, qualifyLead, reopenLead, valueLead, winLead } from '../../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../../src/leads/acts/reassign.ts';
import { snoozeLead } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { winMarks } from '../../../src/leads/table.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import { actor, MONDAY_9, salesTeam } from '../world.ts';

const DEAL = { amount: 100, currency: 'EUR', closeOn: '2026-09-30' };
const A = actor('A');

/** A lead that A works on. `act` does something with it. */
async function working() {
  const world = await salesTeam();
  const { id: leadId } = await world.handOff(MONDAY_9);
  const touch = { leadId, actor: A, kind: null, outcome: null, words: null };
  await world.write((tx) => touchLead(tx, touch, MONDAY_9));
  return {
    ...world,
    leadId,
    act: <T>(change: (tx: Tx) => T): Promise<T> => world.write(change),
    last: () => world.entries(leadId)[0],
    lead: () => requireLead(world.db, leadId),
    /** Whether its win is to be read again; it is read now. */
    isMarked: () => world.db.delete(winMarks).returning().all().length === 1,
  };
}

async function qualified() {
  const world = await working();
  await world.act((tx) => qualifyLead(tx, { leadId: world.leadId, actor: A, deal: DEAL }, MONDAY_9));
  return world;
}

test('a qualified lead has its deal, on record too', async () => {
  const { lead, last } = await qualified();
  expect(lead()).toMatchObject({ status: 'qualified', ...DEAL });
  expect(last()).toMatchObject({ kind: 'qualified', actorId: 'A', details: DEAL });
});

describe('a won lead', () => {
  test.each([
    ['keeps the value from before', undefined, { amount: 100, currency: 'EUR' }],
    ['keeps it if the form was empty', { amount: null, currency: null }, { amount: 100, currency: 'EUR' }],
    ['takes the value of the form', { amount: 90, currency: 'USD' }, { amount: 90, currency: 'USD' }],
  ])('%s', async (_, value, expected) => {
    const { act, leadId, lead, last, isMarked, told } = await qualified();
    await act((tx) => snoozeLead(tx, { leadId, actor: A, span: 'monday' }, MONDAY_9));
    await act((tx) => winLead(tx, { leadId, actor: A, ...(value && { value }) }, MONDAY_9));
    expect(lead()).toMatchObject({ status: 'won', snoozedUntil: null, ...expected });
    expect(last()).toMatchObject({ kind: 'won', actorId: 'A', details: expected });
    expect(isMarked()).toBe(true);
    expect(told()).toContain('UMARKETER won');
  });

  test('is won once', async () => {
    const { act, leadId, entries, isMarked } = await qualified();
    const win = () => act((tx) => winLead(tx, { leadId, actor: A }, MONDAY_9));
    await win();
    const before = entries(leadId).length;
    expect(isMarked()).toBe(true);
    expect((await win()).status).toBe('won');
    expect([entries(leadId).length, isMarked()]).toEqual([before, false]);
  });

  test.each([
    ['another amount', { amount: 90, currency: 'EUR' }, true],
    ['another currency', { amount: 100, currency: 'USD' }, true],
    ['the same value', { amount: 100, currency: 'EUR' }, false],
    ['no value', { amount: null, currency: null }, true],
  ])('can get %s', async (_, value, isNews) => {
    const { act, leadId, lead, last, isMarked } = await qualified();
    await act((tx) => winLead(tx, { leadId, actor: A }, MONDAY_9));
    isMarked();
    await act((tx) => valueLead(tx, { leadId, actor: A, value }, MONDAY_9));
    expect(lead()).toMatchObject(value);
    expect([last()?.kind, isMarked()]).toEqual(isNews ? ['valued', true] : ['won', false]);
    if (isNews) expect(last()?.details).toEqual(value);
  });
});

test('a lost lead has its reason, sleeps no more, and is news for its marketer', async () => {
  const { act, leadId, lead, last, told } = await qualified();
  await act((tx) => snoozeLead(tx, { leadId, actor: A, span: 'monday' }, MONDAY_9));
  const lose = (reason: string) => act((tx) => loseLead(tx, { leadId, actor: A, reason, words: 'Cheaper' }, MONDAY_9));
  await expect(lose('a_whim')).rejects.toThrow('no longer available');
  expect(lead().status).toBe('qualified');
  await lose('price');
  expect(lead()).toMatchObject({ status: 'lost', snoozedUntil: null });
  expect(last()).toMatchObject({ kind: 'lost', details: { reason: 'price', label: 'Price', words: 'Cheaper' } });
  expect(told()).toContain('UMARKETER lost');
});

describe('a reopened lead', () => {
  test('is in progress with its owner', async () => {
    const { act, leadId, lead, last, isMarked, told } = await qualified();
    await act((tx) => winLead(tx, { leadId, actor: A }, MONDAY_9));
    isMarked();
    await act((tx) => reopenLead(tx, { leadId, actor: A }, MONDAY_9));
    expect(lead()).toMatchObject({ status: 'working', ownerId: 'A' });
    expect(last()).toMatchObject({ kind: 'reopened', actorId: 'A' });
    expect(isMarked()).toBe(true);
    expect(told()).not.toContain('A reassigned');
  });

  test('goes to a colleague if its owner has left the team, and they hear of it', async () => {
    const { act, leadId, lead, last, told, setSeller } = await qualified();
    await setSeller('A', { isPresent: false });
    await act((tx) => reopenLead(tx, { leadId, actor: actor('BOSS') }, MONDAY_9));
    expect(lead()).toMatchObject({ status: 'working', ownerId: 'B' });
    expect(last()).toMatchObject({ kind: 'reassigned', actorId: null, details: { from: 'A', to: 'B' } });
    expect(told().at(-1)).toBe('B reassigned');
  });
});

describe('a reassigned lead', () => {
  test('in progress changes its owner, who hears of it, and sleeps no more', async () => {
    const { act, leadId, lead, last, told } = await working();
    await act((tx) => snoozeLead(tx, { leadId, actor: A, span: 'monday' }, MONDAY_9));
    await act((tx) => reassignLead(tx, { leadId, actor: A, to: 'C' }, MONDAY_9));
    expect(lead()).toMatchObject({ ownerId: 'C', assigneeId: null, snoozedUntil: null, dueAt: null });
    expect(last()).toMatchObject({ kind: 'reassigned', actorId: 'A', details: { from: 'A', to: 'C' } });
    expect(told().at(-1)).toBe('C reassigned');
  });

  test('that no one has accepted gets another assignee and a new deadline', async () => {
    const world = await salesTeam();
    const { id: leadId } = await world.handOff(MONDAY_9);
    const later = new Date('2026-06-01T10:00Z');
    const reassign = (to: string) => world.write((tx) => reassignLead(tx, { leadId, actor: actor('BOSS'), to }, later));
    await expect(reassign('A')).rejects.toThrow('<@A> has this lead already');
    expect(await reassign('C')).toMatchObject({ ownerId: null, assigneeId: 'C', dueAt: new Date('2026-06-01T12:00Z') });
    expect(world.entries(leadId)[0]?.details).toEqual({ from: 'A', to: 'C' });
    expect(world.steps(leadId)).toHaveLength(3);
  });

  test('is no news for a person who takes it themselves', async () => {
    const { act, leadId, lead, told } = await working();
    await act((tx) => reassignLead(tx, { leadId, actor: actor('BOSS'), to: 'BOSS' }, MONDAY_9));
    expect(lead().ownerId).toBe('BOSS');
    expect(told()).not.toContain('BOSS reassigned');
  });
});
