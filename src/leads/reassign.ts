import { restartClock } from '../clocks/clock.ts';
import type { Tx } from '../db/write.ts';
import { UserError } from '../errors.ts';
import { assign } from '../routing/route.ts';
import { mention } from '../slack/markup.ts';
import { type Actor, requireSeller } from './actor.ts';
import { standing } from './life.ts';
import { requireLead, updateLead } from './queries.ts';
import { record, tell } from './record.ts';
import type { Lead } from './table.ts';

/**
 * Gives a lead to a colleague: one that nobody has accepted then waits for them, one that somebody owns changes hands.
 * That `to` is of the team is checked by the caller, who can ask Slack.
 */
export function reassignLead(
  tx: Tx,
  { leadId, actor, to }: { leadId: number; actor: Actor; to: string },
  now: Date,
): Lead {
  const lead = requireLead(tx, leadId);
  requireSeller(actor);
  const from = lead.ownerId ?? lead.assigneeId;
  if (from === to) throw new UserError(`${mention(to)} has this lead already.`);
  if (!['new', 'accepted', 'working', 'qualified'].includes(lead.status)) {
    throw new UserError(`${standing(lead)}, so nobody in sales works on it now.`);
  }
  assign(tx, lead, { userId: to, why: 'named' }, now);
  const inNewHands: Lead = {
    ...lead,
    snoozedUntil: null,
    ...(lead.status === 'new' ? { assigneeId: to } : { ownerId: to }),
  };
  const { assigneeId, ownerId } = inNewHands;
  const dueAt = restartClock(tx, inNewHands, now);
  const reassigned = updateLead(tx, lead, { assigneeId, ownerId, snoozedUntil: null, dueAt }, now);
  const entryId = record(tx, reassigned, { kind: 'reassigned', actorId: actor.id, details: { from, to } }, now);
  if (to !== actor.id) tell(tx, to, { leadId, entryId }, now);
  return reassigned;
}
