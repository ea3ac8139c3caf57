import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireAllowed } from '../permissions.ts';
import { requireLead, updateLead } from '../queries.ts';
import { giveTurnBack, takeTurn } from '../routing/route.ts';
import { startTouchSla } from '../sla/clock.ts';
import type { Lead } from '../table.ts';
import type { ChangeDetails } from '../types.ts';
import { workedSince } from './worked.ts';

/**
 * Makes `seller` the owner. Of two people who accept at once, the first wins; a repeated click or reaction changes
 * nothing.
 * @throws UserError that names the owner, or says that the lead belongs to another team.
 */
export function acceptLead(
  tx: Tx,
  { leadId, seller, by }: { leadId: number; seller: Actor; by: ChangeDetails['accepted']['by'] },
  now: Date,
): Lead {
  const lead = requireLead(tx, leadId);
  if (lead.ownerId === seller.id) return lead;
  requireAllowed(lead, 'accept', seller);
  if (lead.assigneeId !== seller.id) {
    // A colleague was quicker than the assignee, who gets the turn back and is next sooner.
    giveTurnBack(tx, lead);
    takeTurn(tx, lead, seller.id, now);
  }
  const team = requireTeam(tx, lead.teamId);
  const dueAt = startTouchSla(tx, { team, lead, userId: seller.id }, now);
  const accepted = updateLead(
    tx,
    lead,
    { status: lifecycle.accept.to, ownerId: seller.id, assigneeId: null, acceptedAt: now, snoozedUntil: null, dueAt },
    now,
  );
  record(
    tx,
    accepted,
    { kind: 'accepted', actorId: seller.id, details: { by, ...workedSince(team, lead.handedOffAt, now) } },
    now,
  );
  return accepted;
}
