/** The week’s entries of the marketing plan, for sellers. */
import { entriesOf } from '../marketing-plan/queries.ts';
import type { PlanEntry } from '../marketing-plan/table.ts';
import { tomorrow, weekOf } from '../marketing-plan/week.ts';
import type { Db } from '../platform/db/open.ts';
import type { Reader } from './reader.ts';

/** Undefined for people who do not sell. */
export function readPlan(
  db: Db,
  { isSeller }: Reader,
  now: Date,
): { entries: PlanEntry[]; changesAt: Date } | undefined {
  return isSeller ? { entries: entriesOf(db, weekOf(db, now)), changesAt: tomorrow(db, now) } : undefined;
}
