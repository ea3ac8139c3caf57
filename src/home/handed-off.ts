/** A marketer's leads of the last weeks, and their outcomes. */

import { type WithCard, withCard } from '../leads/card-place.ts';
import { type Lead, leads } from '../leads/table.ts';
import { type LeadStatus, leadStatuses } from '../leads/types.ts';
import { and, count, desc, eq, gte, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type Page, pageOf, type Slice } from '../platform/paging.ts';
import { DAY_MS } from '../platform/time/units.ts';

export const HANDED_OFF_SIZE = 8;
const DAYS = 30;

export interface HandedOff extends Page {
  days: number;
  /** Of all of them. */
  byStatus: Partial<Record<LeadStatus, number>>;
  /** Newest first, without those that were returned to the reader. */
  leads: HandedOffLead[];
}

export type HandedOffLead = WithCard<
  Pick<Lead, 'id' | 'name' | 'company' | 'status' | 'ownerId' | 'assigneeId' | 'handedOffAt'>
>;

// Names every status, so that SQLite reads the index leads_of_marketer only from `since` on.
const recent = and(
  eq(leads.handedOffBy, sql.placeholder('userId')),
  inArray(leads.status, [...leadStatuses]),
  gte(leads.handedOffAt, sql.placeholder('since')),
);

/** Without those under *Returned to you*. */
const elsewhere = and(
  recent,
  sql`(${leads.status} <> 'returned' or ${leads.marketerId} is not ${sql.placeholder('userId')})`,
);

const newest = prepared((db) =>
  db
    .select({
      id: leads.id,
      name: leads.name,
      company: leads.company,
      status: leads.status,
      ownerId: leads.ownerId,
      assigneeId: leads.assigneeId,
      handedOffAt: leads.handedOffAt,
    })
    .from(leads)
    .where(elsewhere)
    .orderBy(desc(leads.handedOffAt), desc(leads.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

const counts = prepared((db) =>
  db.select({ status: leads.status, leads: count() }).from(leads).where(recent).groupBy(leads.status).prepare(),
);

const countElsewhere = prepared((db) => db.select({ leads: count() }).from(leads).where(elsewhere).prepare());

export function readHandedOff(db: Db, userId: string, wanted: number, now: Date): HandedOff {
  const since = now.getTime() - DAYS * DAY_MS;
  const rows = counts(db).all({ userId, since });
  const total = countElsewhere(db).get({ userId, since })?.leads ?? 0;
  const read = (page: Slice) =>
    newest(db)
      .all({ userId, since, ...page })
      .map((lead) => withCard(db, lead));
  const list = pageOf((page) => ({ leads: read(page), total }), { wanted, size: HANDED_OFF_SIZE });
  return { ...list, days: DAYS, byStatus: Object.fromEntries(rows.map((row) => [row.status, row.leads])) };
}
