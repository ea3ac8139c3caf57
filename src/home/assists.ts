/** The wins that a person assisted: the sums, and the latest. */
import type { Db } from '../platform/db/open.ts';
import { type AssistedWin, type AssistRecord, assistedWins, recordOf } from '../wins/record.ts';

const LATEST = 3;

export interface Assists extends AssistRecord {
  userId: string;
  latest: AssistedWin[];
}

/** Undefined for a person without a part in a win. */
export function readAssists(db: Db, userId: string): Assists | undefined {
  const record = recordOf(db, userId);
  if (record.assisted === 0) return undefined;
  return { ...record, userId, latest: assistedWins(db, userId, { limit: LATEST, offset: 0 }) };
}
