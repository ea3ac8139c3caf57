import { and, asc, eq, gt, inArray, isNull, lte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { updateRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { isWorking, nextWorkingMoment } from '../../teams/working-time.ts';
import { moveLead } from '../acts/move.ts';
import { cardOf } from '../card-place.ts';
import { record } from '../history.ts';
import { leadById, updateLead } from '../queries.ts';
import { morningListAt } from '../reads/morning.ts';
import { assignmentsOf } from '../routing/queries.ts';
import { escalation } from '../sla/settings.ts';
import { ladderSteps } from '../sla/table.ts';
import type { Lead } from '../table.ts';

export type EscalationStep = typeof ladderSteps.$inferSelect;

const due = prepared((db) =>
  db
    .select()
    .from(ladderSteps)
    .where(sql`due_at <= ${sql.placeholder('now')} and taken_at is null and called_off_at is null`)
    .orderBy(asc(ladderSteps.dueAt), asc(ladderSteps.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** Steps whose time has come, in their order. */
export const dueSteps = (db: Db, now: Date, limit: number): EscalationStep[] =>
  due(db).all({ now: now.getTime(), limit });

/**
 * Takes one step, at most once: one that was taken or called off meanwhile does nothing. Outside working time, as after
 * an outage, it waits until work begins again.
 */
export function takeStep(tx: Tx, stepId: number, now: Date): void {
  const step = openStep(tx, stepId);
  const lead = step && leadById(tx, step.leadId);
  if (!step || !lead) return;
  const team = requireTeam(tx, lead.teamId);
  if (!isWorking(team, now)) {
    updateRow(tx, ladderSteps, { id: step.id }, { dueAt: nextWorkingMoment(team, now) });
    return;
  }
  if (isOvertaken(tx, step, now)) {
    updateRow(tx, ladderSteps, { id: step.id }, { calledOffAt: now });
    return;
  }
  updateRow(tx, ladderSteps, { id: step.id }, { takenAt: now });
  switch (step.kind) {
    case 'accept_remind_person':
      if (!wasInMorningList(tx, team, step, now)) remind(tx, step.userId, now);
      return;
    case 'touch_remind_person':
      remind(tx, step.userId, now);
      return;
    case 'accept_remind_thread':
      nudge(tx, lead, now);
      return;
    case 'accept_move':
      breach(tx, lead, step, 'accept', now);
      moveOn(tx, lead, team, now);
      return;
    case 'touch_breach':
      breach(tx, lead, step, 'touch', now);
      updateLead(tx, lead, { dueAt: null }, now);
      tellOverdue(tx, step.userId, now);
  }
}

const isOpen = and(isNull(ladderSteps.takenAt), isNull(ladderSteps.calledOffAt));

const openById = prepared((db) =>
  db
    .select()
    .from(ladderSteps)
    .where(and(eq(ladderSteps.id, sql.placeholder('id')), isOpen))
    .prepare(),
);

const openStep = (tx: Tx, id: number): EscalationStep | undefined => openById(tx).get({ id });

const laterDue = prepared((db) =>
  db
    .select({ id: ladderSteps.id })
    .from(ladderSteps)
    .where(
      and(
        eq(ladderSteps.leadId, sql.placeholder('leadId')),
        gt(ladderSteps.id, sql.placeholder('id')),
        lte(ladderSteps.dueAt, sql.placeholder('now')),
        isOpen,
      ),
    )
    .limit(1)
    .prepare(),
);

/** After an outage a later step of the same ladder may be due too: it says all that is left to say. */
const isOvertaken = (tx: Tx, { id, leadId }: EscalationStep, now: Date): boolean =>
  laterDue(tx).get({ id, leadId, now: now.getTime() }) !== undefined;

const HOUR_MS = 3_600_000;

/**
 * One message for all that waits for a person, however many leads are due at once. What they would be reminded of within
 * the next hour is in it, and is no reason for another.
 */
function remind(tx: Tx, userId: string, now: Date): void {
  enqueue(tx, { kind: 'reminder', facts: { userId }, lane: userId, mergeKey: `reminder:${userId}` }, now);
  tx.update(ladderSteps)
    .set({ calledOffAt: now })
    .where(
      and(
        sql`due_at <= ${now.getTime() + HOUR_MS} and taken_at is null and called_off_at is null`,
        eq(ladderSteps.userId, userId),
        inArray(ladderSteps.kind, ['accept_remind_person', 'touch_remind_person']),
      ),
    )
    .run();
}

/** Whoever wants to hear of what is overdue only, was not reminded before. */
function tellOverdue(tx: Tx, userId: string, now: Date): void {
  if (preferencesOf(tx, userId).reminders !== 'overdue') return;
  enqueue(tx, { kind: 'overdue', facts: { userId }, lane: userId, mergeKey: `overdue:${userId}` }, now);
}

/** Whoever has read of a lead this morning is not told again that it is there. */
function wasInMorningList(tx: Tx, team: Team, step: EscalationStep, now: Date): boolean {
  const listedAt = morningListAt(tx, team, step.userId, now);
  const [assignment] = assignmentsOf(tx, step.leadId);
  return listedAt !== undefined && assignment !== undefined && assignment.at <= listedAt;
}

function nudge(tx: Tx, lead: Lead, now: Date): void {
  const card = cardOf(tx, lead.id);
  if (!card) return;
  enqueue(tx, { kind: 'lead_nudge', facts: { leadId: lead.id }, lane: card.channel }, now);
}

function breach(tx: Tx, lead: Lead, step: EscalationStep, clock: 'accept' | 'touch', now: Date): void {
  const details = { clock, userId: step.userId, dueAt: (lead.dueAt ?? step.dueAt).getTime() };
  record(tx, lead, { kind: 'breached', actorId: null, details }, now);
}

/** After so many moves the lead goes to the fallback owner, and the manager is told. */
function moveOn(tx: Tx, lead: Lead, team: Team, now: Date): void {
  const { lead: moved, isEnd } = moveLead(tx, lead, { mostMoves: settingOf(tx, escalation).moves }, now);
  if (!isEnd) return;
  const told = new Set([moved.assigneeId ?? team.managerId, team.managerId]);
  for (const userId of told) {
    // Many leads may come to this end at the same moment, such as on a Monday morning: that is one message.
    const facts = { userId, since: now.getTime() };
    enqueue(tx, { kind: 'ladder_ends', facts, lane: userId, mergeKey: `ladder_ends:${userId}` }, now);
  }
}
