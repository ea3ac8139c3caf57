import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
import { isInSales } from '../lifecycle.ts';
import { mayNow } from '../permissions.ts';
import { requireLead } from '../queries.ts';
import type { Lead } from '../table.ts';
import type { KnownWay } from '../types.ts';
import { handBackLead } from './hand-back.ts';
import { appendToLead, type HandOff, handOff } from './handoff.ts';
import { wakeLead } from './nurture.ts';

/**
 * The ways of a second hand-off of a known person, the usual first. Only an open lead takes new information
 * by itself: of any other, no one would be asked.
 */
export function waysWith(lead: Lead, { teamId, actor }: { teamId: number; actor: Actor }): KnownWay[] {
  if (isInSales(lead)) return ['append', 'again'];
  const back = (['hand_back', 'wake'] as const).filter((act) => lead.teamId === teamId && mayNow(lead, act, actor));
  return [...back, 'again', 'append'];
}

/** Marketing's reply to the decline; what is new follows in the thread. */
const HANDED_OFF_AGAIN = 'Handed off again.';

export interface KnownHandOff extends HandOff {
  way: KnownWay;
  knownLeadId: number;
  actor: Actor;
}

/** @throws UserError if the lead cannot come back that way any more. */
export function handOffKnown(tx: Tx, { way, knownLeadId, actor, ...handoff }: KnownHandOff, now: Date): Lead {
  const lead = requireLead(tx, knownLeadId);
  if (way === 'again') return handOff(tx, { ...handoff, earlierLeadId: knownLeadId }, now);
  if (way === 'append') return appendToLead(tx, lead, handoff, now);
  const act = { leadId: knownLeadId, actor, namedId: handoff.assigneeId };
  const back = way === 'wake' ? wakeLead(tx, act, now) : handBackLead(tx, { ...act, facts: HANDED_OFF_AGAIN }, now);
  return appendToLead(tx, back, { ...handoff, assigneeId: null }, now);
}
