import type { Lead } from '../table.ts';

/** Nothing is due while a lead is snoozed. */
const isAsleep = (lead: Pick<Lead, 'snoozedUntil'>, now: Date): boolean =>
  lead.snoozedUntil !== null && lead.snoozedUntil > now;

/**
 * Whether this lead should be accepted, touched or answered by now. An exhausted escalation leaves no due time, so an untouched
 * lead without one is overdue too, unless it came with a list.
 */
export function isOverdue(lead: Lead, now: Date): boolean {
  const isUntouched = lead.status === 'new' || (lead.status === 'accepted' && lead.touchedAt === null);
  if (lead.status === 'returned') return lead.dueAt !== null && lead.dueAt <= now;
  return isUntouched && !isAsleep(lead, now) && (lead.dueAt === null ? !lead.isUnhurried : lead.dueAt <= now);
}
