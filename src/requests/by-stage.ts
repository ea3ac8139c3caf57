import type { Stage } from '../leads/types.ts';
import { count, gte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { contentRequests } from './table.ts';

/** Content requests since then by the stage that they are for; null is where they named none. */
export function requestsByStage(db: Db, since: Date): Map<Stage | null, number> {
  const rows = db
    .select({ stage: contentRequests.stage, asked: count() })
    .from(contentRequests)
    .where(gte(contentRequests.requestedAt, since))
    .groupBy(contentRequests.stage)
    .all();
  return new Map(rows.map(({ stage, asked }) => [stage, asked]));
}
