/**
 * Brings the stories of leads up to date with their history, in the background: a change of a lead costs no more for
 * being counted.
 */

import { isKeptBlocked } from '../leads/blocked.ts';
import { newestEntryId, requireLead } from '../leads/queries.ts';
import { leadHistory } from '../leads/table.ts';
import { asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { insertRow, updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { requireTeam } from '../teams/queries.ts';
import { markDays } from './keep-tallies.ts';
import { type Entry, storyOf } from './story.ts';
import { type ScoreboardLead, scoreboardLeads, scoreboardProgress } from './table.ts';

/** Entries in one transaction: about three milliseconds of work. */
const AT_ONCE = 40;
const THE_ROW = 1;

const progress = prepared((db) =>
  db.select({ entryId: scoreboardProgress.entryId }).from(scoreboardProgress).prepare(),
);
const countedEntryId = (db: Db): number => progress(db).get()?.entryId ?? 0;

/** Entries of leads that are not counted yet. After an update of a large Baton they are many for a while. */
export const uncounted = (db: Db): number => newestEntryId(db) - countedEntryId(db);

/** A task: counts what is new. Resolves when nothing is left, or soon after `stop` is aborted. */
export async function catchUp({ db, write }: Pick<Services, 'db' | 'write'>, stop?: AbortSignal): Promise<void> {
  while (uncounted(db) > 0 && !stop?.aborted) await write(countSome);
}

/** Counts the next entries; every lead among them is read as a whole. */
export function countSome(tx: Tx): void {
  const after = countedEntryId(tx);
  const upTo = Math.min(after + AT_ONCE, newestEntryId(tx));
  for (const { leadId } of changed(tx).all({ after, upTo })) {
    const lead = requireLead(tx, leadId);
    if (isKeptBlocked(tx, lead)) continue;
    save(tx, storyOf(lead, entriesOf(tx).all({ leadId }) as Entry[], requireTeam(tx, lead.teamId)));
  }
  tx.insert(scoreboardProgress)
    .values({ id: THE_ROW, entryId: upTo })
    .onConflictDoUpdate({ target: scoreboardProgress.id, set: { entryId: upTo } })
    .run();
}

/** Leads with entries that are not in their story. */
const changed = prepared((db) =>
  db
    .selectDistinct({ leadId: leadHistory.leadId })
    .from(leadHistory)
    .where(
      sql`${leadHistory.id} > ${sql.placeholder('after')} and ${leadHistory.id} <= ${sql.placeholder('upTo')}
        and not exists (select 1 from ${scoreboardLeads}
          where ${scoreboardLeads.leadId} = ${leadHistory.leadId} and ${scoreboardLeads.entryId} >= ${leadHistory.id})`,
    )
    .prepare(),
);

const entriesOf = prepared((db) =>
  db
    .select({
      id: leadHistory.id,
      kind: leadHistory.kind,
      actorId: leadHistory.actorId,
      at: leadHistory.at,
      statusAfter: leadHistory.statusAfter,
      details: leadHistory.details,
    })
    .from(leadHistory)
    .where(eq(leadHistory.leadId, sql.placeholder('leadId')))
    .orderBy(asc(leadHistory.id))
    .prepare(),
);

const known = preparedRows(scoreboardLeads, eq(scoreboardLeads.leadId, sql.placeholder('leadId')));

function save(tx: Tx, story: ScoreboardLead): void {
  const before = known(tx).get({ leadId: story.leadId });
  markDays(tx, before ? [before, story] : [story]);
  if (before) updateRow(tx, scoreboardLeads, { leadId: story.leadId }, story);
  else insertRow(tx, scoreboardLeads, story);
}
