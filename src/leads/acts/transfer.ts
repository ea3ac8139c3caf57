import { and, eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Team } from '../../teams/table.ts';
import { announceCard, record, tellTogether } from '../history.ts';
import { updateLead } from '../queries.ts';
import { isOpen, type Lead, leads } from '../table.ts';
import { askNext } from './move.ts';

/**
 * Gives the open leads of a team to another team: untouched ones are assigned there, those that a seller works on stay
 * with them, and those with marketing return to the new team. Each person gets one message about theirs.
 */
export function transferLeads(tx: Tx, { from, to, by }: { from: Team; to: Team; by: string }, now: Date): void {
  const open = tx
    .select()
    .from(leads)
    .where(and(eq(leads.teamId, from.id), isOpen))
    .all();
  tellTogether(tx, () => {
    for (const lead of open) transfer(tx, lead, { from, to, by }, now);
  });
}

function transfer(tx: Tx, lead: Lead, { from, to, by }: { from: Team; to: Team; by: string }, now: Date): void {
  const isUntouched = lead.status === 'new' || (lead.status === 'accepted' && lead.touchedAt === null);
  const isOffered = isUntouched ? ({ status: 'new', ownerId: null, assigneeId: null, acceptedAt: null } as const) : {};
  const moved = updateLead(tx, lead, { ...isOffered, teamId: to.id }, now);
  const details = { from: from.name, to: to.name };
  const entryId = record(tx, moved, { kind: 'transferred', actorId: by, details }, now);
  if (isUntouched) announceCard(tx, askNext(tx, moved, { entryId, by }, now), now);
}
