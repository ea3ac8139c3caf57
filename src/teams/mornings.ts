/** The start of work, at which a team gets its scheduled messages. */
import { nextSlot } from '../platform/schedule/slots.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Team } from './table.ts';
import { type Calendar, isWorking, isWorkingDay, nextWorkingMoment } from './working-time.ts';

/** The cron expression of the start of work: each day, or on the given weekdays. */
export function startOfWork({ worksFrom }: Pick<Calendar, 'worksFrom'>, days: '*' | 1 = '*'): string {
  const [hour, minute] = worksFrom.split(':').map(Number);
  return `${minute} ${hour} * * ${days}`;
}

/** Whether a morning message still makes sense: not on days off, and not after work, when the next one covers it. */
export const isMorningOf = (team: Calendar, slot: { late: boolean }, now: Date): boolean =>
  isWorkingDay(team, now) && (!slot.late || isWorking(team, now));

/** A message that Slack took some minutes after its time is not called late. */
const LATE_MS = 10 * MINUTE_MS;

/** When a scheduled message was due, in the working time of its team, if it is posted late. */
export function lateSince(team: Calendar, slotAt: number, now: Date): Date | null {
  const dueAt = nextWorkingMoment(team, new Date(slotAt));
  return now.getTime() - dueAt.getTime() > LATE_MS ? dueAt : null;
}

/** Whether the next digest of a team is due already, and covers this one. */
export function isDigestOutdated({ digestCron, zone }: Team, slotAt: number, now: Date): boolean {
  const next = digestCron === null ? undefined : nextSlot(digestCron, zone, new Date(slotAt));
  return next !== undefined && next <= now;
}
