/** The acts of managers on a ritual. Callers check the rule `ritual.manage` of commands/permissions.ts. */
import { recordAudit } from '../platform/audit/record.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { changeSetting } from '../platform/settings/change.ts';
import { dateIn, startOfWorkOn, workingDaysAhead, worksOn } from '../teams/working-time.ts';
import { announceEnd, cycleSubject } from './announce.ts';
import { ritualCalendar } from './calendar.ts';
import { ensurePlanned } from './plan.ts';
import { participantsOf, plannedCycle, requireCycle, runningCycle, updateCycle } from './queries.ts';
import { plusDays } from './rhythm.ts';
import type { Ritual } from './ritual.ts';
import { occasionOf } from './steps.ts';
import type { Cycle } from './table.ts';

const LONGEST_AHEAD_DAYS = 400;

/** A week of work after the planned day, as an ISO date. */
export function usualNewDay(db: Db, { key }: Ritual, now: Date): string {
  const team = ritualCalendar(db);
  if (!team) throw new UserError('There is no sales team.');
  return workingDaysAhead(team, plannedCycle(db, key)?.dueAt ?? now, 5);
}

/** Why the next cycle cannot begin on this day (ISO date); undefined if it can. */
export function dayFault(db: Db, day: string, now: Date): string | undefined {
  const team = ritualCalendar(db);
  if (!team) return 'There is no sales team.';
  const today = dateIn(team, now);
  if (day <= today) return 'Choose a day after today.';
  if (day > plusDays(today, LONGEST_AHEAD_DAYS)) return 'Choose a day within the next year.';
  return worksOn(team, day) ? undefined : `${team.name} does not work on this day. Choose another one.`;
}

/** The next cycle begins on this day. @throws UserError when `dayFault` finds one, or the ritual is stopped. */
export function moveCycle(tx: Tx, ritual: Ritual, { day, by }: { day: string; by: string }, now: Date): void {
  const fault = dayFault(tx, day, now);
  const team = ritualCalendar(tx);
  if (fault !== undefined || !team) throw new UserError(fault ?? 'There is no sales team.');
  const cycle = requirePlanned(tx, ritual, now);
  const from = dateIn(team, cycle.dueAt);
  updateCycle(tx, cycle, { dueAt: startOfWorkOn(team, day), movedBy: by, reason: null });
  refreshLive(tx, cycleSubject(cycle.id), now);
  record(tx, ritual, { by, details: { act: 'moved', from, to: day } }, now);
}

/** The next cycle begins at once; outside working time, when work begins. @throws UserError while one runs, or if it is stopped. */
export function startNow(tx: Tx, ritual: Ritual, { by }: { by: string }, now: Date): void {
  if (runningCycle(tx, ritual.key)) throw new UserError(`${ritual.name} is under way already.`);
  updateCycle(tx, requirePlanned(tx, ritual, now), { dueAt: now, movedBy: by, reason: null });
  record(tx, ritual, { by, details: { act: 'started' } }, now);
}

/**
 * A planned cycle does not take place; one that is open or not published ends without a result, and its answers are dropped. A second
 * press changes nothing.
 */
export function skipCycle(
  tx: Tx,
  ritual: Ritual,
  { cycleId, by, reason, keys }: { cycleId: number; by: string; reason: string | null; keys: Keys },
  now: Date,
): void {
  const cycle = requireCycle(tx, cycleId);
  if (cycle.status === 'skipped') return;
  if (cycle.status === 'published') throw new UserError('This was published already.');
  const ended = { status: 'skipped', endedAt: now, endedBy: by, reason, remindAt: null, publishAt: null } as const;
  const skipped = updateCycle(tx, cycle, ended);
  const on = cycle.status === 'planned' ? undefined : occasionOf(tx, skipped, keys, now);
  if (on) ritual.drop?.(tx, on);
  announceEnd(tx, skipped, participantsOf(tx, cycle.id), now);
  record(tx, ritual, { by, details: { act: 'skipped', was: cycle.status, reason } }, now);
  ensurePlanned(tx, ritual, now);
}

/** No cycle begins any more; one that runs goes on. The settings have it on record. */
export function stopRitual(tx: Tx, ritual: Ritual, by: string, now: Date): void {
  changeSetting(tx, { setting: ritual.rhythm, value: 'off', by }, now);
  ensurePlanned(tx, ritual, now);
}

/** In its usual rhythm. */
export function resumeRitual(tx: Tx, ritual: Ritual, by: string, now: Date): void {
  changeSetting(tx, { setting: ritual.rhythm, value: ritual.usually.rhythm, by }, now);
  ensurePlanned(tx, ritual, now);
}

function requirePlanned(tx: Tx, ritual: Ritual, now: Date): Cycle {
  const planned = ensurePlanned(tx, ritual, now);
  if (!planned) throw new UserError(`${ritual.name} is stopped. Start it first.`);
  return planned;
}

const record = (
  tx: Tx,
  { key }: Ritual,
  { by, details }: { by: string; details: Record<string, unknown> },
  now: Date,
): void => void recordAudit(tx, { kind: 'ritual.changed', actor: by, subject: `ritual:${key}`, details }, now);
