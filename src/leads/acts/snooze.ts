import { and, count, eq, lte } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { isWaiting } from '../../platform/outbox/queries.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { nextWeekdayAt, nextWorkingDayAt, nextWorkingMoment, startOfShift } from '../../teams/working-time.ts';
import type { ByActor } from '../actor.ts';
import { record, tell } from '../history.ts';
import { requireLeadFor } from '../permissions.ts';
import { updateLead } from '../queries.ts';
import { morningKey } from '../reads/morning.ts';
import { manySnoozes, snoozeTimes } from '../settings.ts';
import { restartSla } from '../sla/clock.ts';
import { stopSla } from '../sla/plan.ts';
import { type Lead, leadHistory, leads } from '../table.ts';
import type { SnoozeSpan } from '../types.ts';

const MONDAY = 1;

/** When a snoozed lead wakes up: always in the team's working time. */
const snoozeEnd = (tx: Tx, team: Team, span: SnoozeSpan, now: Date): Date =>
  nextWorkingMoment(team, wishedEnd(tx, team, span, now));

function wishedEnd(tx: Tx, team: Team, span: SnoozeSpan, now: Date): Date {
  const { minutes, hour } = settingOf(tx, snoozeTimes);
  if (span === 'short') return new Date(now.getTime() + minutes * MINUTE_MS);
  const morning = `${String(hour).padStart(2, '0')}:00`;
  // After midnight, the day of a night shift is the one on which it began.
  const today = startOfShift(team, now);
  return span === 'tomorrow' ? nextWorkingDayAt(team, today, morning) : nextWeekdayAt(team, today, MONDAY, morning);
}

/** Keeps a lead out of digests for a while. It always wakes up. */
export function snoozeLead(tx: Tx, { leadId, actor, span }: ByActor & { span: SnoozeSpan }, now: Date): Lead {
  const lead = requireLeadFor(tx, 'snooze', { leadId, actor });
  const team = requireTeam(tx, lead.teamId);
  const until = snoozeEnd(tx, team, span, now);
  stopSla(tx, leadId);
  const snoozed = updateLead(tx, lead, { snoozedUntil: until, dueAt: null }, now);
  const entryId = record(tx, snoozed, { kind: 'snoozed', actorId: actor.id, details: { until: until.getTime() } }, now);
  const manager = managerOf(tx, team);
  if (manager !== actor.id && snoozes(tx, leadId) === settingOf(tx, manySnoozes)) tell(tx, manager, entryId, now);
  return snoozed;
}

const AT_ONCE = 200;

/**
 * Wakes the leads whose snooze is over, and notifies the person who snoozed them: in the daily summary if that is about
 * to be sent, else in one message about all of them.
 */
export function wakeSnoozed(tx: Tx, now: Date): void {
  const due = tx
    .select()
    .from(leads)
    .where(lte(leads.snoozedUntil, now))
    .orderBy(leads.snoozedUntil, leads.handedOffAt, leads.id)
    .limit(AT_ONCE)
    .all();
  for (const lead of due) {
    const woken = updateLead(tx, lead, { snoozedUntil: null, dueAt: restartSla(tx, lead, now) }, now);
    const entryId = record(tx, woken, { kind: 'unsnoozed', actorId: null, details: {} }, now);
    const sleeper = lead.ownerId ?? lead.assigneeId ?? lastSnoozer(tx, lead.id);
    if (!sleeper) continue;
    if (sleeper !== lead.ownerId && sleeper !== lead.assigneeId) tell(tx, sleeper, entryId, now);
    else if (!isWaiting(tx, morningKey(sleeper))) tell(tx, sleeper, entryId, now, 'awake');
  }
}

const snoozesOf = (leadId: number) => and(eq(leadHistory.leadId, leadId), eq(leadHistory.kind, 'snoozed'));

function snoozes(tx: Tx, leadId: number): number {
  return tx.select({ times: count() }).from(leadHistory).where(snoozesOf(leadId)).get()?.times ?? 0;
}

function lastSnoozer(tx: Tx, leadId: number): string | null {
  const entries = tx.select({ actorId: leadHistory.actorId }).from(leadHistory).where(snoozesOf(leadId)).all();
  return entries.at(-1)?.actorId ?? null;
}
