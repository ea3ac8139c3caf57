/** The sync with the CRM as health shows it. */
import type { Db } from '../platform/db/open.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { openConnection } from './connection.ts';
import { crmLabels } from './crm.ts';
import { syncState } from './state.ts';
import type { CrmConnection } from './table.ts';

export interface CrmHealth {
  /** As people write the CRM. */
  crm: string;
  state: CrmConnection['state'];
  behindMs: number;
  /** Leads with something to write. */
  waiting: number;
  /** Leads whose write the CRM refused. */
  refused: number;
  /** Whether it is so late that an admin should look. */
  isLate: boolean;
}

const LATE_MS = 15 * MINUTE_MS;

/**
 * Undefined before it was switched on.
 * @param startedAt of Baton; undefined if Baton may not run
 */
export function crmHealth(db: Db, startedAt: Date | undefined, now: Date): CrmHealth | undefined {
  const connection = openConnection(db);
  const sync = connection && syncState(db, connection.id, now);
  if (!connection || !sync) return undefined;
  const { behindMs, waiting, failed, isFirstDone } = sync;
  const { state, kind, switchedOnAt } = connection;
  // Changes that waited while Baton was down or the sync was off are only being done now: they count from then.
  const runsSince = Math.max(startedAt?.getTime() ?? 0, switchedOnAt?.getTime() ?? 0);
  const lateMs = Math.min(behindMs, now.getTime() - runsSince);
  // The first sync takes its time, and one that an admin stopped is late by intent.
  const isLate = state === 'on' && isFirstDone && lateMs > LATE_MS;
  return { crm: crmLabels[kind], state, behindMs, waiting, refused: failed, isLate };
}
