import { imports } from '../imports/table.ts';
import { leadHistory } from '../leads/table.ts';
import { and, eq, gte, inArray, isNull, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';

/**
 * Tells which leads were imported since. Leads that were worked elsewhere come with the dates of their past, so their own
 * dates do not tell it.
 */
export function importedSince(db: Db, since: Date | undefined): (leadIds: number[]) => ReadonlySet<number> {
  if (since === undefined) return () => new Set();
  const recent = db
    .select({ id: imports.id })
    .from(imports)
    .where(or(isNull(imports.endedAt), gte(imports.endedAt, since)))
    .all()
    .map(({ id }) => id);
  if (recent.length === 0) return () => new Set();
  const importId = sql<number>`${leadHistory.details} ->> 'importId'`;
  return (leadIds) =>
    new Set(
      db
        .select({ leadId: leadHistory.leadId })
        .from(leadHistory)
        .where(and(inArray(leadHistory.leadId, leadIds), eq(leadHistory.kind, 'handed_off'), inArray(importId, recent)))
        .all()
        .map(({ leadId }) => leadId),
    );
}
