/** The content of a direct message about changes of leads. */
import type { Db } from '../../platform/db/open.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import { type LiveLead, liveLeads, type Shown } from '../live.ts';
import { historyEntry, historyOf } from '../queries.ts';
import type { HistoryEntry, Lead } from '../table.ts';
import { toldToday } from './told.ts';

export interface NewsOfLead extends LiveLead {
  entry: HistoryEntry;
}

/** Each change with its lead's current state, without changes that need nothing any more. */
export function readNews(db: Db, userId: string, entryIds: number[], shown: Shown): NewsOfLead[] {
  const isTold = toldToday(db, userId, new Date(shown.at));
  const asksFor = (lead: Lead, { kind }: HistoryEntry) =>
    ASKING.has(kind) && (lead.ownerId ?? lead.assigneeId) === userId;
  return sameNews(db, entryIds, shown).filter(
    ({ lead, entry }) => isNews(db, userId, lead, entry) && !(asksFor(lead, entry) && isTold(lead.id)),
  );
}

/** Changes that ask the person who has the lead to act. */
const ASKING = new Set<HistoryEntry['kind']>(['handed_off', 'reassigned', 'routed', 'unsnoozed']);

/** The changes of a message that was posted, also after the leads were acted on. */
export const sameNews = (db: Db, entryIds: number[], shown: Shown): NewsOfLead[] =>
  entryIds.flatMap((id) => {
    const entry = historyEntry(db, id);
    return entry ? liveLeads(db, [entry.leadId], shown).map((live) => ({ ...live, entry })) : [];
  });

function isNews(db: Db, userId: string, lead: Lead, entry: HistoryEntry): boolean {
  switch (entry.kind) {
    case 'accepted':
      return preferencesOf(db, userId).accepted !== 'outcomes';
    case 'unsnoozed':
      return historyOf(db, lead.id, { limit: 1, offset: 0 })[0]?.id === entry.id;
    // The escalation is exhausted: it waits until a person accepts or moves the lead.
    case 'routed':
      return lead.status === 'new' && [lead.assigneeId, managerOf(db, requireTeam(db, lead.teamId))].includes(userId);
    // A lead that has gone to someone else needs nothing from this person.
    case 'handed_off':
    case 'reassigned':
    case 'released':
    case 'handed_back':
    case 'woken':
    case 'transferred':
      return (lead.ownerId ?? lead.assigneeId) === userId;
    default:
      return true;
  }
}
