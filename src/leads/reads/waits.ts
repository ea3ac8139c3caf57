/** The leads that need a person, for the daily summary and the list that it opens. */
import { type SQL, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { leads } from '../table.ts';

/**
 * Leads that a person is to accept, has accepted and not touched, or has not acted on since their snooze ended. Each
 * part uses its own index.
 */
export const waitsFor = (userId: string, at: Date): SQL => sql`(
  (${leads.assigneeId} = ${userId} and ${leads.status} = 'new' and ${awake(at)}) or
  (${leads.ownerId} = ${userId} and ${leads.status} = 'accepted' and ${leads.touchedAt} is null and ${awake(at)}) or
  (${leads.ownerId} = ${userId} and ${leads.status} in ('working', 'qualified') and ${awake(at)} and ${isBack}))`;

const awake = (at: Date) => sql`(${leads.snoozedUntil} is null or ${leads.snoozedUntil} <= ${at.getTime()})`;

/** Ignores what is not an action by the owner: information that a marketer added, and an offer to the team. */
const isBack = sql`(
  select kind from lead_history
  where lead_history.lead_id = ${leads.id} and kind not in ('appended', 'offered')
  order by lead_history.id desc limit 1) = 'unsnoozed'`;

/** The same as `isOverdue`, for a lead that waits for a person. */
const overdue = (at: Date) =>
  sql`(${leads.status} in ('new', 'accepted') and coalesce(${leads.dueAt}, 0) <= ${at.getTime()}
    and not (${leads.dueAt} is null and ${leads.isUnhurried}))`;

export const isOverdueFor = (userId: string, at: Date): SQL => sql`${waitsFor(userId, at)} and ${overdue(at)}`;

/** Overdue leads, then by due time, then leads without one; each oldest first. */
export const mostUrgent = (at: Date): SQL[] => [
  sql`case when ${overdue(at)} then 0 when ${leads.dueAt} is not null then 1 else 2 end`,
  sql`${leads.dueAt}`,
  sql`${leads.handedOffAt}`,
  sql`${leads.id}`,
];

export interface WaitCounts {
  toAccept: number;
  toTouch: number;
  /** Back from a snooze. */
  back: number;
  /** Overdue ones among those to accept and to touch. */
  overdue: number;
}

export function waitCounts(db: Db, userId: string, at: Date): WaitCounts {
  const ofStatus = (condition: SQL) => sql<number>`coalesce(sum(${condition}), 0)`;
  const found = db
    .select({
      toAccept: ofStatus(sql`${leads.status} = 'new'`),
      toTouch: ofStatus(sql`${leads.status} = 'accepted'`),
      back: ofStatus(sql`${leads.status} in ('working', 'qualified')`),
      overdue: ofStatus(overdue(at)),
    })
    .from(leads)
    .where(waitsFor(userId, at))
    .get();
  return found ?? { toAccept: 0, toTouch: 0, back: 0, overdue: 0 };
}
