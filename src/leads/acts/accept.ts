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

/**
 * Makes `seller` the owner. Of two who accept at once the first wins; a repeated click or reaction changes nothing.
 * @throws UserError that names who has it, or says that it is another team's.
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
    // A colleague was quicker than whoever was asked, who is then sooner next again.
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
  record(tx, accepted, { kind: 'accepted', actorId: seller.id, details: { by } }, now);
  return accepted;
}
