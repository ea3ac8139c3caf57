import { count, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type Lead, leads } from '../table.ts';

/** A person's next steps: leads to accept, accepted leads to touch, and returned leads to answer. */
const waits = (userId: string) =>
  sql`${leads.dueAt} is not null and (
    (${leads.status} = 'new' and ${leads.assigneeId} = ${userId}) or
    (${leads.status} = 'accepted' and ${leads.ownerId} = ${userId}) or
    (${leads.status} = 'returned' and ${leads.marketerId} = ${userId}))`;

/** Leads with a running SLA for a person, most urgent first, and their number. */
export function waitingFor(db: Db, userId: string, limit: number): { leads: WithCard<Lead>[]; total: number } {
  const where = waits(userId);
  const total = db.select({ leads: count() }).from(leads).where(where).get()?.leads ?? 0;
  const found = db.select().from(leads).where(where).orderBy(leads.dueAt, leads.id).limit(limit).all();
  return { leads: found.map((lead) => withCard(db, lead)), total };
}
