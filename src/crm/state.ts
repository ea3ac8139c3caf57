/** The sync as admins and machines see it. */
import type { Db } from '../platform/db/open.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { backlogOf } from './orders.ts';
import { syncOf } from './progress.ts';
import type { CrmSync } from './table.ts';
import type { SyncCounts } from './types.ts';

export interface SyncState extends SyncCounts {
  /** Whether everything of the rule was read once. */
  isFirstDone: boolean;
  readAt: Date | null;
  /** The age of what is not read or written yet: 0 if both sides are in step. */
  behindMs: number;
  /** Leads with something to write. */
  waiting: number;
  /** Leads whose write the CRM refused. */
  failed: number;
  /** Of the last call; null after one that worked. */
  fault: CrmSync['fault'];
  words: string | null;
  restsUntil: Date | null;
}

/** Undefined before it was switched on. */
export function syncState(db: Db, connectionId: number, now: Date): SyncState | undefined {
  const sync = syncOf(db, connectionId);
  if (!sync) return undefined;
  const { waiting, since, failed } = backlogOf(db, connectionId);
  // A read that is due is not late yet.
  const readMs = sync.readAt === null ? 0 : now.getTime() - sync.readAt.getTime() - MINUTE_MS;
  const writeMs = since === null ? 0 : now.getTime() - since.getTime();
  const { counts, firstDoneAt, readAt, fault, words, restsUntil } = sync;
  return {
    ...{ ...counts, isFirstDone: firstDoneAt !== null, readAt, fault, words, restsUntil, waiting, failed },
    behindMs: Math.max(0, readMs, writeMs),
  };
}
