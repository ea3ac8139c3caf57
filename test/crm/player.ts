/** A random player on both sides: sellers and marketers in Slack, and people in the CRM. */
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { appendToLead } from '../../src/leads/acts/handoff.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { nurtureLead, wakeLead } from '../../src/leads/acts/nurture.ts';
import { loseLead, qualifyLead, reopenLead, valueLead, winLead } from '../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../src/leads/acts/reassign.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import type { LeadFields } from '../../src/leads/lead-fields.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Tx } from '../../src/platform/db/write.ts';

export interface Dice {
  /** From 0 to one less. */
  below(number: number): number;
  pick<T>(some: readonly T[]): T;
}

/** Mulberry32. The same seed gives the same month. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (number: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * number) | 0;
  };
  return {
    below,
    pick: (some) => {
      const found = some[below(some.length)];
      if (found === undefined) throw new Error('Nothing to pick from.');
      return found;
    },
  };
}

const SELLERS = ['A', 'B', 'C'];
const ROLES = ['CEO', 'CFO', 'Head of Sales', null];
const phoneOf = (number: number) => `+3519123${String(10_000 + number).slice(-5)}`;

/** A person of the world. A number is always the same one. */
export const personOf = (number: number) => ({
  name: `Person ${number}`,
  company: `Company ${number}`,
  email: `p${number}@c${number}.example`,
  phone: phoneOf(number),
});

export function formOf(roll: Dice, number: number): LeadFields {
  const { phone, ...person } = personOf(number);
  return {
    ...{ ...person, phone: roll.below(2) ? phone : null, role: roll.pick(ROLES), source: null, campaign: null },
    ...{ stage: null, temperature: 'warm', need: 'A demo', country: roll.below(3) ? null : 'DE' },
  };
}

/** Acts in Slack. Those that the lifecycle refuses change nothing. */
export function actInSlack(tx: Tx, roll: Dice, lead: Lead, now: Date): void {
  const by = roll.pick(SELLERS);
  const actor = { id: by, isSeller: true, isManager: true, isMarketer: true, teamChannelId: 'CSALES' };
  const of = { leadId: lead.id, actor };
  const money = { amount: 100 * (1 + roll.below(50)), currency: 'EUR' };
  const acts: (() => unknown)[] = [
    () => acceptLead(tx, { leadId: lead.id, seller: actor, by: 'button' }, now),
    () => touchLead(tx, { ...of, kind: roll.pick(['call', 'email', 'meeting']), outcome: 'reached', words: null }, now),
    () => touchLead(tx, { ...of, kind: 'message', outcome: null, words: `Words ${now.getTime()}` }, now),
    () => qualifyLead(tx, { ...of, deal: { ...money, closeOn: '2026-12-01' } }, now),
    () => winLead(tx, roll.below(2) ? of : { ...of, value: money }, now),
    () => loseLead(tx, { ...of, reason: 'other', words: 'Gone quiet' }, now),
    () => valueLead(tx, { ...of, value: money }, now),
    () => reopenLead(tx, of, now),
    () => reassignLead(tx, { ...of, to: roll.pick(SELLERS) }, now),
    () => releaseLead(tx, of, now),
    () => declineLead(tx, { ...of, reason: 'other', words: 'Too small' }, now),
    () => handBackLead(tx, { ...of, facts: 'They grew' }, now),
    () => nurtureLead(tx, { ...of, until: '2027-01-11', words: null }, now),
    () => wakeLead(tx, of, now),
    () => noteLead(tx, { ...of, words: `Note ${now.getTime()}` }, now),
    () =>
      appendToLead(
        tx,
        lead,
        { form: { ...formOf(roll, lead.id), email: lead.email }, marketerId: 'MIA', messageLink: null },
        now,
      ),
    () => roll.below(10) === 0 && eraseLead(tx, lead.id, now),
  ];
  roll.pick(acts)();
}

/** New values of a record. Some no lead can have, and some mean nothing to Baton. */
export function valuesInCrm(roll: Dice, number: number) {
  const deal = (stage: string) => ({
    deal: { id: `d${number}`, stage, amount: 100 * (1 + roll.below(50)), currency: 'EUR', closeOn: '2026-11-30' },
  });
  return roll.pick([
    () => ({
      contact: {
        phone: roll.pick([phoneOf(number + 5000), ` ${phoneOf(number).replace('+', '00')}`, 'call me', null]),
      },
    }),
    () => ({ contact: { role: roll.pick(ROLES) } }),
    () => ({ contact: { company: `Company ${number} ${roll.pick(['Ltd', 'GmbH'])}` } }),
    () => ({ contact: { country: roll.pick(['Germany', 'DE', 'Portugal', 'Nowhere', null]) } }),
    () => ({ contact: { email: roll.pick([`p${number}@c${number}.example`, `P${number}@other${number}.example`]) } }),
    () => ({ contact: { name: `Person ${number} ${roll.pick(['Reis', 'Li'])}` } }),
    () => ({ ownerId: roll.pick(['o1', 'o2', 'o9', null]) }),
    () => ({ status: roll.pick(['New', 'Open', 'Qualified', 'Customer', 'Returned', 'Something else', null]) }),
    () => deal(roll.pick(['first', 'demo', 'won', 'lost'])),
    () => ({ isMatch: roll.below(2) === 0 }),
  ])();
}
