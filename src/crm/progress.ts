/** How far the sync of a connection is, and what stops it. */
import { newestEntryId } from '../leads/queries.ts';
import { type Pauses, pauseMs } from '../platform/backoff.ts';
import { eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import { updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';
import type { CrmError } from './crm.ts';
import { type CrmSync, crmSyncs } from './table.ts';
import type { SyncCounts } from './types.ts';

const ofConnection = preparedRows(crmSyncs, eq(crmSyncs.connectionId, sql.placeholder('connectionId')));

export const syncOf = (db: Db, connectionId: number): CrmSync | undefined => ofConnection(db).get({ connectionId });

/** Changes of leads from now on are written into the CRM. Goes on where it was if it ran before. */
export function beginSync(tx: Tx, connectionId: number): CrmSync {
  const counts = { read: 0, added: 0, known: 0, kept: 0 };
  tx.insert(crmSyncs)
    .values({ connectionId, entryId: newestEntryId(tx), counts })
    .onConflictDoNothing()
    .run();
  const sync = syncOf(tx, connectionId);
  if (!sync) throw new TypeError('A sync that was just stored is not there.');
  return sync;
}

export const updateSync = (tx: Tx, connectionId: number, values: Partial<typeof crmSyncs.$inferInsert>): void =>
  updateRow(tx, crmSyncs, { connectionId }, values);

export const added = (counts: SyncCounts, more: Partial<SyncCounts>): SyncCounts => ({
  read: counts.read + (more.read ?? 0),
  added: counts.added + (more.added ?? 0),
  known: counts.known + (more.known ?? 0),
  kept: counts.kept + (more.kept ?? 0),
});

const PAUSES: Pauses = { firstMs: 30_000, longestMs: HOUR_MS };
/** A right that is missing is asked for again after this time. */
const RIGHT_MS = 10 * MINUTE_MS;

/** Nothing is asked for a while. */
export function noteFault(tx: Tx, connectionId: number, { fault, words, afterMs }: CrmError, now: Date): void {
  const failures = (syncOf(tx, connectionId)?.failures ?? 0) + 1;
  const ms = afterMs ?? (fault === 'right' ? RIGHT_MS : pauseMs(PAUSES, failures));
  updateSync(tx, connectionId, { fault, words, failures, restsUntil: new Date(now.getTime() + ms) });
}

/** A call worked. */
export function noteWorks(tx: Tx, connectionId: number): void {
  const sync = syncOf(tx, connectionId);
  if (sync?.fault) updateSync(tx, connectionId, { fault: null, words: null, failures: 0, restsUntil: null });
}
