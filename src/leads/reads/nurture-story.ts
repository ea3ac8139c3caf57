import { and, desc, eq, inArray, lt } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';

import { type HistoryEntry, leadHistory } from '../table.ts';
import { type ChangeDetails, type LeadChange, type LeadStatus, reasonLabel } from '../types.ts';

/** A lead's history before it came back from nurture. */
export interface NurtureStory {
  /** Its last owner; null if it was never accepted. */
  hadBy: string | null;
  /** The reason of the decline that led to the nurture, if any. */
  declinedFor: string | null;
  nurtured: { actorId: string | null; at: Date; words: string | null; content: string | null } | null;
}

/** The story up to `entry`, which woke the lead. */
export function nurtureStory(db: Db, entry: Pick<HistoryEntry, 'id' | 'leadId'>): NurtureStory {
  const before = { leadId: entry.leadId, id: entry.id };
  const nurtured = lastOf(db, before, ['nurtured']);
  const owned = lastOf(db, before, ['accepted', 'reassigned'], ['accepted', 'working', 'qualified']);
  // Between a decline and the nurture that answers it, the only possible change is a resubmission by marketing.
  const details = nurtured?.details as ChangeDetails['nurtured'] | undefined;
  const cause = nurtured && lastOf(db, nurtured, ['declined', 'handed_back', 'accepted', 'handed_off', 'woken']);
  return {
    hadBy: owned ? ownerIn(owned) : null,
    // Details were written by `record` with the shape of their kind.
    declinedFor: cause?.kind === 'declined' ? reasonLabel(cause.details as ChangeDetails['declined']) : null,
    nurtured: nurtured
      ? {
          actorId: nurtured.actorId,
          at: nurtured.at,
          words: details?.words ?? null,
          content: details?.content?.title ?? null,
        }
      : null,
  };
}

const ownerIn = ({ kind, actorId, details }: HistoryEntry): string | null =>
  kind === 'reassigned' ? (details as ChangeDetails['reassigned']).to : actorId;

function lastOf(
  db: Db,
  before: { leadId: number; id: number },
  kinds: LeadChange[],
  statusesAfter?: LeadStatus[],
): HistoryEntry | undefined {
  return db
    .select()
    .from(leadHistory)
    .where(
      and(
        eq(leadHistory.leadId, before.leadId),
        lt(leadHistory.id, before.id),
        inArray(leadHistory.kind, kinds),
        statusesAfter && inArray(leadHistory.statusAfter, statusesAfter),
      ),
    )
    .orderBy(desc(leadHistory.id))
    .limit(1)
    .get();
}
