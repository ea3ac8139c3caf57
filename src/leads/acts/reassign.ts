import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record, tell } from '../history.ts';
import { requireAnother, requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { assign } from '../routing/route.ts';
import { restartSla } from '../sla/clock.ts';
import type { Lead } from '../table.ts';

/**
 * Gives a lead to a colleague, by its owner or their manager: a lead without an owner is assigned to them, an owned one
 * changes its owner.
 * The caller checks that `to` is in the team, since that takes a question to Slack.
 */
export function reassignLead(tx: Tx, { leadId, actor, to }: ByActor & { to: string }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'reassign', { leadId, actor });
  requireAnother(lead, to);
  const from = lead.ownerId ?? lead.assigneeId;
  assign(tx, lead, { userId: to, why: 'colleague' }, now);
  const inNewHands: Lead = { ...lead, ...(lead.status === 'new' ? { assigneeId: to } : { ownerId: to }) };
  const { assigneeId, ownerId } = inNewHands;
  const dueAt = restartSla(tx, inNewHands, now);
  const reassigned = updateLead(tx, lead, { assigneeId, ownerId, snoozedUntil: null, dueAt }, now);
  const entryId = record(tx, reassigned, { kind: 'reassigned', actorId: actor.id, details: { from, to } }, now);
  if (to !== actor.id) tell(tx, to, entryId, now);
  return reassigned;
}
