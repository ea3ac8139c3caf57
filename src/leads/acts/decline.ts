import { and, count, eq, gte } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Actor } from '../actor.ts';
import { clauseOf } from '../definition/queries.ts';
import { record, tell } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { giveTurnBack } from '../routing/route.ts';
import { declineReasonsOf, declinesADay, requireReason } from '../settings.ts';
import { type Lead, leadHistory } from '../table.ts';
import type { Citation } from '../types.ts';
import { askMarketing } from './return.ts';

export interface Decline {
  leadId: number;
  actor: Actor;
  /** Key of one of the company's reasons. */
  reason: string;
  words: string | null;
  /** The clause of the team's definition that the lead misses. */
  clauseId?: number | null;
}

/** Returns a lead to marketing with a reason. Only the reason "other" needs details. */
export function declineLead(tx: Tx, { leadId, actor, reason, words, clauseId = null }: Decline, now: Date): Lead {
  const lead = requireLeadFor(tx, 'decline', { leadId, actor });
  const clause = clauseId === null ? null : citation(tx, lead, clauseId);
  const label = requireReason(declineReasonsOf(tx), reason).label;
  giveTurnBack(tx, lead);
  const returned = updateLead(
    tx,
    lead,
    { status: lifecycle.decline.to, ownerId: null, assigneeId: null, snoozedUntil: null },
    now,
  );
  const declined = askMarketing(tx, returned, now);
  const entryId = record(
    tx,
    declined,
    { kind: 'declined', actorId: actor.id, details: { reason, label, words, clause } },
    now,
  );
  const managerId = managerOf(tx, requireTeam(tx, lead.teamId));
  // A manager who answers for it in marketing is notified already.
  const isNews = managerId !== actor.id && managerId !== declined.marketerId;
  if (isNews && declinesSince(tx, actor.id, new Date(now.getTime() - DAY_MS)) > settingOf(tx, declinesADay)) {
    tell(tx, managerId, entryId, now);
  }
  return declined;
}

/** A clause that was retired while the form was open can still be cited. */
function citation(tx: Tx, { teamId }: Lead, clauseId: number): Citation {
  const clause = clauseOf(tx, teamId, clauseId);
  if (!clause) throw new UserError('This clause belongs to another team. Please choose again.');
  return { id: clause.id, text: clause.text };
}

function declinesSince(tx: Tx, actorId: string, since: Date): number {
  const found = tx
    .select({ declines: count() })
    .from(leadHistory)
    .where(and(eq(leadHistory.kind, 'declined'), gte(leadHistory.at, since), eq(leadHistory.actorId, actorId)))
    .get();
  return found?.declines ?? 0;
}
