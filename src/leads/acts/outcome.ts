import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireAllowed, requireLeadFor } from '../permissions.ts';
import { requireLead, updateLead } from '../queries.ts';
import { canHold } from '../routing/can-hold.ts';
import { lossReasonsOf, requireReason } from '../settings.ts';
import type { Lead } from '../table.ts';
import type { DealValue } from '../types.ts';
import { markWin } from '../win-mark.ts';
import { passOn } from './offer.ts';

export interface Deal extends DealValue {
  /** Expected close date, ISO. */
  closeOn: string | null;
}

/** The lead has become an opportunity. */
export function qualifyLead(tx: Tx, { leadId, actor, deal }: ByActor & { deal: Deal }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'qualify', { leadId, actor });
  const qualified = updateLead(tx, lead, { status: lifecycle.qualify.to, ...deal }, now);
  record(tx, qualified, { kind: 'qualified', actorId: actor.id, details: { ...deal } }, now);
  return qualified;
}

/** Without a value, the one from before stays: a reaction has no form. */
export function winLead(tx: Tx, { leadId, actor, value }: ByActor & { value?: DealValue }, now: Date): Lead {
  const lead = requireLead(tx, leadId);
  if (lead.status === 'won') return lead;
  requireAllowed(lead, 'win', actor);
  const isValued = value !== undefined && value.amount !== null;
  const won = updateLead(tx, lead, { status: lifecycle.win.to, snoozedUntil: null, ...(isValued && value) }, now);
  const { amount, currency } = won;
  record(tx, won, { kind: 'won', actorId: actor.id, details: { amount, currency } }, now);
  markWin(tx, won.id);
  return won;
}

/** Sets or corrects the value of a won deal. */
export function valueLead(tx: Tx, { leadId, actor, value }: ByActor & { value: DealValue }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'value', { leadId, actor });
  const { amount, currency } = value;
  if (lead.amount === amount && lead.currency === currency) return lead;
  const valued = updateLead(tx, lead, { amount, currency }, now);
  record(tx, valued, { kind: 'valued', actorId: actor.id, details: { amount, currency } }, now);
  markWin(tx, valued.id);
  return valued;
}

/** `reason` is the key of one of the company's reasons. */
export function loseLead(
  tx: Tx,
  { leadId, actor, reason, words }: ByActor & { reason: string; words: string | null },
  now: Date,
): Lead {
  const lead = requireLeadFor(tx, 'lose', { leadId, actor });
  const { label } = requireReason(lossReasonsOf(tx), reason);
  const lost = updateLead(tx, lead, { status: lifecycle.lose.to, snoozedUntil: null }, now);
  record(tx, lost, { kind: 'lost', actorId: actor.id, details: { reason, label, words } }, now);
  return lost;
}

/** Undoes a qualification, a win or a loss: the lead is in progress again, with another seller if its owner has left. */
export function reopenLead(tx: Tx, { leadId, actor }: ByActor, now: Date): Lead {
  const lead = requireLeadFor(tx, 'reopen', { leadId, actor });
  const reopened = updateLead(tx, lead, { status: lifecycle.reopen.to }, now);
  record(tx, reopened, { kind: 'reopened', actorId: actor.id, details: {} }, now);
  markWin(tx, reopened.id);
  const { ownerId } = lead;
  const isCovered = ownerId !== null && canHold(tx, requireTeam(tx, lead.teamId), ownerId, now);
  return isCovered ? reopened : passOn(tx, reopened, ownerId, now);
}
