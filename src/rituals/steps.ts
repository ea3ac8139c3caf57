/** The steps of a cycle, each in the transaction of its change. Every step does nothing when it is not due. */
import { awayUntil } from '../leads/routing/queries.ts';
import { BATON } from '../platform/audit/types.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Tx } from '../platform/db/write.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, endOfWorkOn, nextStartOfWork, startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { announceEnd, cycleSubject, invite, remind } from './announce.ts';
import { ritualCalendar } from './calendar.ts';
import { cyclesToFollowUp, participantsOf, plannedCycle, requireCycle, runningCycle, updateCycle } from './queries.ts';
import type { Instead, Occasion, Ritual } from './ritual.ts';
import { type Cycle, type Participant, ritualParticipants } from './table.ts';

interface Beginning {
  ritual: Ritual;
  /** Of both sides now. */
  everyone: readonly Participant[];
  keys: Keys;
  calendar: Team;
}

const NEVER_PUBLISHED = 'It was closed, and no one published it before the next one.';

/** Begins a planned cycle that is due. Of an earlier one that no one published, nothing comes any more. */
export function beginCycle(tx: Tx, { ritual, everyone, keys, calendar }: Beginning, now: Date): void {
  const planned = plannedCycle(tx, ritual.key);
  if (!planned || planned.dueAt > now) return;
  const before = runningCycle(tx, ritual.key);
  if (before?.status === 'open') return;
  if (before) updateCycle(tx, before, { status: 'skipped', endedAt: now, reason: NEVER_PUBLISHED });
  const closesAt = ritual.asks ? endOfWorkOn(calendar, workingDaysAhead(calendar, now, ritual.asks.workingDays)) : null;
  const people = closesAt ? everyone.filter(({ userId }) => !isAwayUntil(tx, userId, closesAt, now)) : everyone;
  const remindAt = closesAt && startOfWorkOn(calendar, dateIn(calendar, closesAt));
  const change = { status: 'open', openedAt: now, closesAt, remindAt, reason: null } as const;
  const fault = ritual.asks && people.length === 0 ? 'There was no one to ask.' : ritual.fault?.(tx, people);
  const instead =
    fault !== undefined
      ? { skip: fault }
      : ritual.begin?.(tx, { cycle: { ...planned, ...change }, people, keys, calendar, now });
  if (instead) {
    putOff(tx, planned, instead, now);
    return;
  }
  const cycle = updateCycle(tx, planned, change);
  refreshLive(tx, cycleSubject(cycle.id), now);
  if (people.length > 0)
    tx.insert(ritualParticipants)
      .values(people.map(({ userId, side }) => ({ cycleId: cycle.id, userId, side })))
      .run();
  const { asks } = ritual;
  const asked = people.filter(({ userId }) => asks?.isAsked?.(tx, cycle, userId) !== false);
  if (asks) invite(tx, cycle, asked, now);
  else publishCycle(tx, ritual, { cycleId: cycle.id, keys }, now);
}

/** One that waits keeps its new day, as if a manager had moved it. */
function putOff(tx: Tx, planned: Cycle, instead: Instead, now: Date): void {
  if ('skip' in instead) updateCycle(tx, planned, { status: 'skipped', endedAt: now, reason: instead.skip });
  else
    updateCycle(tx, planned, { dueAt: instead.waitUntil, movedBy: planned.movedBy ?? BATON, reason: instead.reason });
}

/** Whether they are out of office until it is over. */
function isAwayUntil(tx: Tx, userId: string, closesAt: Date, now: Date): boolean {
  const until = awayUntil(tx, userId, now);
  return until === null || (until !== undefined && until >= closesAt);
}

/** Reminds, closes and publishes the cycle that runs. */
export function tendCycle(tx: Tx, ritual: Ritual, { keys }: { keys: Keys }, now: Date): void {
  const cycle = runningCycle(tx, ritual.key);
  if (!cycle) return;
  if (cycle.status === 'open' && cycle.closesAt !== null && cycle.closesAt <= now) {
    closeCycle(tx, ritual, { cycle, keys }, now);
  } else if (cycle.status === 'open' && cycle.remindAt !== null && cycle.remindAt <= now) {
    updateCycle(tx, cycle, { remindAt: null });
    remind(tx, cycle, participantsOf(tx, cycle.id), now);
  } else if (cycle.status === 'closed' && cycle.publishAt !== null && cycle.publishAt <= now) {
    publishCycle(tx, ritual, { cycleId: cycle.id, keys }, now);
  }
}

function closeCycle(tx: Tx, ritual: Ritual, { cycle, keys }: { cycle: Cycle; keys: Keys }, now: Date): void {
  const calendar = ritualCalendar(tx);
  const publishAt = ritual.publishes === 'next morning' && calendar ? nextStartOfWork(calendar, now) : null;
  const closed = updateCycle(tx, cycle, { status: 'closed', closedAt: now, remindAt: null, publishAt });
  const on = occasionOf(tx, closed, keys, now);
  if (on) ritual.end?.(tx, on);
  announceEnd(tx, closed, participantsOf(tx, closed.id), now);
  if (ritual.publishes === 'at once') publishCycle(tx, ritual, { cycleId: closed.id, keys }, now);
}

/** Publishes a cycle that is closed, or asks no one; by the clock, or when its capability says so. A second call does nothing. */
export function publishCycle(
  tx: Tx,
  ritual: Ritual,
  { cycleId, keys }: { cycleId: number; keys: Keys },
  now: Date,
): void {
  const cycle = requireCycle(tx, cycleId);
  const isReady = cycle.status === 'closed' || (cycle.status === 'open' && ritual.asks === undefined);
  const on = isReady ? occasionOf(tx, cycle, keys, now) : undefined;
  if (!on) return;
  const days = ritual.followUp?.workingDays;
  const followUpAt = days === undefined ? null : startOfWorkOn(on.calendar, workingDaysAhead(on.calendar, now, days));
  const published = { status: 'published', publishedAt: now, publishAt: null, endedAt: now, followUpAt } as const;
  ritual.publish(tx, { ...on, cycle: updateCycle(tx, cycle, published) });
}

/** Follows up the published ones. */
export function followUpCycles(tx: Tx, rituals: readonly Ritual[], { keys }: { keys: Keys }, now: Date): void {
  for (const cycle of cyclesToFollowUp(tx, now)) {
    const done = updateCycle(tx, cycle, { followUpAt: null });
    const on = occasionOf(tx, done, keys, now);
    if (on) rituals.find(({ key }) => key === cycle.ritual)?.followUp?.run(tx, on);
  }
}

/** Undefined without a sales team. */
export function occasionOf(tx: Tx, cycle: Cycle, keys: Keys, now: Date): Occasion | undefined {
  const calendar = ritualCalendar(tx);
  return calendar && { cycle, people: participantsOf(tx, cycle.id), calendar, keys, now };
}
