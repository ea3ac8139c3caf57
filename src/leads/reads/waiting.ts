import { asc, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { HOUR_MS } from '../../platform/time/units.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type Lead, leads } from '../table.ts';
import { listLeads } from './list.ts';
import { toldToday } from './told.ts';

/** A person's next steps: leads to accept, accepted leads to touch, and returned leads to answer. */
const waits = (userId: string) =>
  sql`${leads.dueAt} is not null and (
    (${leads.status} = 'new' and ${leads.assigneeId} = ${userId}) or
    (${leads.status} = 'accepted' and ${leads.ownerId} = ${userId}) or
    (${leads.status} = 'returned' and ${leads.marketerId} = ${userId}))`;

/** More are counted only. */
const MOST_OVERDUE = 200;

export interface DueSoon {
  /** Most urgent first. */
  leads: WithCard<Lead>[];
  total: number;
  /** Other leads that wait for the person. */
  others: number;
}

/**
 * The leads that a reminder names: those of `leadIds`, whose reminder is due, and those due within the hour. Leads that a
 * message of today named are left out, unless something has happened to them since.
 */
export function dueSoon(
  db: Db,
  { userId, leadIds = [] }: { userId: string; leadIds?: readonly number[] | undefined },
  limit: number,
  now: Date,
): DueSoon {
  const isTold = toldToday(db, userId, now);
  const waiting = db.select().from(leads).where(waits(userId)).orderBy(asc(leads.dueAt), asc(leads.id)).all();
  const isDue = ({ id, dueAt }: Lead) =>
    leadIds.includes(id) || (dueAt !== null && dueAt.getTime() <= now.getTime() + HOUR_MS);
  const due = waiting.filter((lead) => isDue(lead) && !isTold(lead.id));
  const first = due.slice(0, limit).map((lead) => withCard(db, lead));
  return { leads: first, total: due.length, others: waiting.length - due.length };
}

/** The overdue leads of a person that no message of today named; most urgent first. */
export function newlyOverdue(db: Db, userId: string, limit: number, now: Date): DueSoon {
  const isTold = toldToday(db, userId, now);
  const overdue = listLeads(db, { show: 'overdue', userId, at: now }, { limit: MOST_OVERDUE, offset: 0 });
  const due = overdue.leads.filter(({ id }) => !isTold(id));
  return { leads: due.slice(0, limit), total: due.length, others: overdue.total - due.length };
}
