import { noteChange } from '../../platform/changes/changes.ts';
import { and, desc, eq, ne } from '../../platform/db/drizzle.ts';
import { withSavepoint } from '../../platform/db/savepoint.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { forgetPosted } from '../../platform/outbox/posted-messages.ts';
import { cardKey } from '../card-place.ts';
import { assignments } from '../routing/table.ts';
import { escalations } from '../sla/table.ts';
import { type Lead, leadHistory, leadReactions, leads, winMarks } from '../table.ts';

/** Acts of Baton itself. */
const BY_ITSELF = ['routed', 'breached'] as const;

/**
 * Removes a lead that came by mistake, as if it had never come.
 * @param entryId the last entry of its history then.
 * @param also removes what others keep about it.
 * @returns false, and removes nothing, if people have worked with the lead since.
 */
export function removeLead(
  tx: Tx,
  lead: Lead,
  { entryId, also }: { entryId: number; also: () => void },
  now: Date,
): boolean {
  const last = tx
    .select({ id: leadHistory.id })
    .from(leadHistory)
    .where(and(eq(leadHistory.leadId, lead.id), ...BY_ITSELF.map((kind) => ne(leadHistory.kind, kind))))
    .orderBy(desc(leadHistory.id))
    .limit(1)
    .get();
  if (last && last.id > entryId) return false;
  const removed = withSavepoint(tx, () => {
    also();
    for (const table of [leadHistory, assignments, escalations, winMarks]) {
      tx.delete(table).where(eq(table.leadId, lead.id)).run();
    }
    tx.delete(leadReactions).where(eq(leadReactions.subjectId, lead.id)).run();
    forgetPosted(tx, cardKey(lead.id));
    orRefused(() => tx.delete(leads).where(eq(leads.id, lead.id)).run());
  });
  if (removed.ok)
    noteChange(tx, { people: [lead.ownerId, lead.assigneeId, lead.handedOffBy], teamId: lead.teamId }, now);
  return removed.ok;
}

/** A content request or an item in use still points at the lead. */
function orRefused(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    const isNeeded = (error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
    throw isNeeded ? new UserError('People have worked with this lead.', { cause: error }) : error;
  }
}
