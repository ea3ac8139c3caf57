/** A person's next steps: leads to accept and to touch, and for marketers the leads that sales returned. */

import { type RecordLink, recordLinksOf } from '../crm/record-links.ts';
import { type WithCard, withCard } from '../leads/card-place.ts';
import { listLeads } from '../leads/reads/list.ts';
import { type WaitCounts, waitCounts } from '../leads/reads/waits.ts';
import { type Lead, leadHistory, leads } from '../leads/table.ts';
import type { ChangeDetails } from '../leads/types.ts';
import { and, asc, count, eq, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type Page, pageOf, type Slice } from '../platform/paging.ts';
import { countdownChangesAt } from './countdown.ts';

export const WAITING_SIZE = 5;
export const RETURNED_SIZE = 3;

export interface Waiting extends Page, WaitCounts {
  /** Most urgent first, without snoozed leads. */
  leads: WithCard<Lead>[];
  /** By the id of the lead. */
  records: Map<number, RecordLink>;
  changesAt: Date | undefined;
}

export function readWaiting(db: Db, userId: string, wanted: number, now: Date): Waiting {
  const list = pageOf((page) => listLeads(db, { show: 'waiting', userId, at: now }, page), {
    wanted,
    size: WAITING_SIZE,
  });
  const records = recordLinksOf(db, list.leads);
  return { ...list, ...waitCounts(db, userId, now), records, changesAt: countdownChangesAt(list.leads, now) };
}

export interface Returned extends Page {
  /** Oldest hand-off first. */
  leads: (WithCard<Lead> & { decline?: ChangeDetails['declined'] & { actorId: string | null } })[];
}

const ofMarketer = and(eq(leads.marketerId, sql.placeholder('userId')), eq(leads.status, 'returned'));

const returnedLeads = prepared((db) =>
  db
    .select()
    .from(leads)
    .where(ofMarketer)
    .orderBy(asc(leads.handedOffAt), asc(leads.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);
const returnedCount = prepared((db) => db.select({ total: count() }).from(leads).where(ofMarketer).prepare());

/** Returned leads that a person answers for: to be resubmitted, nurtured or disqualified. */
export function readReturned(db: Db, userId: string, wanted: number): Returned {
  const read = (page: Slice) => ({
    leads: returnedLeads(db).all({ userId, ...page }),
    total: returnedCount(db).get({ userId })?.total ?? 0,
  });
  const list = pageOf(read, { wanted, size: RETURNED_SIZE });
  const declines = lastDeclines(
    db,
    list.leads.map(({ id }) => id),
  );
  return { ...list, leads: list.leads.map((lead) => ({ ...withCard(db, lead), decline: declines.get(lead.id) })) };
}

/** The reason for each return. */
function lastDeclines(db: Db, leadIds: number[]): Map<number, NonNullable<Returned['leads'][number]['decline']>> {
  if (leadIds.length === 0) return new Map();
  const rows = db
    .select({ leadId: leadHistory.leadId, actorId: leadHistory.actorId, details: leadHistory.details })
    .from(leadHistory)
    .where(and(inArray(leadHistory.leadId, leadIds), eq(leadHistory.kind, 'declined')))
    .orderBy(asc(leadHistory.id))
    .all();
  return new Map(
    rows.map(({ leadId, actorId, details }) => [leadId, { ...(details as ChangeDetails['declined']), actorId }]),
  );
}
