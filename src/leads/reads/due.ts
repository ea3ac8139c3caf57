import type { Lead } from '../table.ts';

/** Snoozed leads sleep: nothing of them is due. */
export const isAsleep = (lead: Pick<Lead, 'snoozedUntil'>, now: Date): boolean =>
  lead.snoozedUntil !== null && lead.snoozedUntil > now;

/**
 * Whether somebody should have accepted or touched this lead by now. A clock that has run out at the end of its ladder
 * leaves no due time behind, so an untouched lead without one is overdue too.
 */
export function isOverdue(lead: Lead, now: Date): boolean {
  const isUntouched = lead.status === 'new' || (lead.status === 'accepted' && lead.touchedAt === null);
  return isUntouched && !isAsleep(lead, now) && (lead.dueAt === null || lead.dueAt <= now);
}
