import { and, asc, eq, gt, inArray, lte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared, preparedRows } from '../../platform/db/prepared.ts';
import { updateRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { HOUR_MS } from '../../platform/time/units.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { isWorking, nextWorkingMoment } from '../../teams/working-time.ts';
import { moveLead } from '../acts/move.ts';
import { escalateReturned } from '../acts/return.ts';
import { cardOf } from '../card-place.ts';
import { record, tell } from '../history.ts';
import { marketingTeamOf } from '../marketer.ts';
import { leadById, updateLead } from '../queries.ts';
import { escalation } from '../sla/settings.ts';
import { escalationSteps, isOpenStep } from '../sla/table.ts';
import type { Lead } from '../table.ts';
import type { Sla } from '../types.ts';

export type EscalationStep = typeof escalationSteps.$inferSelect;

const due = prepared((db) =>
  db
    .select()
    .from(escalationSteps)
    .where(sql`due_at <= ${sql.placeholder('now')} and ${isOpenStep}`)
    .orderBy(asc(escalationSteps.dueAt), asc(escalationSteps.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** Steps that are due, in their order. */
export const dueSteps = (db: Db, now: Date, limit: number): EscalationStep[] =>
  due(db).all({ now: now.getTime(), limit });

/**
 * Takes one step, at most once: a step that was taken or called off meanwhile does nothing. Outside working time, as
 * after an outage, it waits until work begins again.
 */
export function takeStep(tx: Tx, stepId: number, now: Date): void {
  const step = openStep(tx, stepId);
  const lead = step && leadById(tx, step.leadId);
  if (!step || !lead) return;
  const team = isAnswerStep(step) ? marketingTeamOf(tx, lead) : requireTeam(tx, lead.teamId);
  if (!isWorking(team, now)) {
    updateRow(tx, escalationSteps, { id: step.id }, { dueAt: nextWorkingMoment(team, now) });
    return;
  }
  if (isOvertaken(tx, step, now)) {
    updateRow(tx, escalationSteps, { id: step.id }, { calledOffAt: now });
    return;
  }
  updateRow(tx, escalationSteps, { id: step.id }, { takenAt: now });
  switch (step.kind) {
    case 'accept_remind_person':
    case 'touch_remind_person':
    case 'answer_remind_person':
      remind(tx, step, now);
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
      return;
    case 'answer_escalate':
      escalateReturned(tx, lead, now);
  }
}

const isAnswerStep = ({ kind }: EscalationStep): boolean =>
  kind === 'answer_remind_person' || kind === 'answer_escalate';

const openById = preparedRows(escalationSteps, and(eq(escalationSteps.id, sql.placeholder('id')), isOpenStep));

const openStep = (tx: Tx, id: number): EscalationStep | undefined => openById(tx).get({ id });

const laterDue = prepared((db) =>
  db
    .select({ id: escalationSteps.id })
    .from(escalationSteps)
    .where(
      and(
        eq(escalationSteps.leadId, sql.placeholder('leadId')),
        gt(escalationSteps.id, sql.placeholder('id')),
        lte(escalationSteps.dueAt, sql.placeholder('now')),
        isOpenStep,
      ),
    )
    .limit(1)
    .prepare(),
);

/** After an outage a later step of the same lead may be due too, and makes this one pointless. */
const isOvertaken = (tx: Tx, { id, leadId }: EscalationStep, now: Date): boolean =>
  laterDue(tx).get({ id, leadId, now: now.getTime() }) !== undefined;

/** One message for this lead and those whose reminders are due within the hour, which are called off. */
function remind(tx: Tx, { leadId, userId }: EscalationStep, now: Date): void {
  const covered = tx
    .update(escalationSteps)
    .set({ calledOffAt: now })
    .where(
      and(
        sql`due_at <= ${now.getTime() + HOUR_MS} and ${isOpenStep}`,
        eq(escalationSteps.userId, userId),
        inArray(escalationSteps.kind, ['accept_remind_person', 'touch_remind_person', 'answer_remind_person']),
      ),
    )
    .returning({ leadId: escalationSteps.leadId })
    .all();
  const leadIds = [leadId, ...covered.map((step) => step.leadId)];
  enqueue(tx, 'reminder', { userId, leadIds }, { orderingKey: userId, dedupeKey: `reminder:${userId}` }, now);
}

/** For people who want no reminder before a lead is overdue. */
function tellOverdue(tx: Tx, userId: string, now: Date): void {
  if (preferencesOf(tx, userId).reminders !== 'overdue') return;
  enqueue(tx, 'overdue', { userId }, { orderingKey: userId, dedupeKey: `overdue:${userId}` }, now);
}

function nudge(tx: Tx, lead: Lead, now: Date): void {
  const card = cardOf(tx, lead.id);
  if (!card) return;
  enqueue(tx, 'lead_nudge', { leadId: lead.id }, { orderingKey: card.channel }, now);
}

function breach(tx: Tx, lead: Lead, step: EscalationStep, sla: Sla, now: Date): void {
  const details = { clock: sla, userId: step.userId, dueAt: (lead.dueAt ?? step.dueAt).getTime() };
  record(tx, lead, { kind: 'breached', actorId: null, details }, now);
}

/** After so many moves the lead goes to the fallback owner, and the manager is told. */
function moveOn(tx: Tx, lead: Lead, team: Team, now: Date): void {
  const mostMoves = settingOf(tx, escalation).moves;
  const { lead: moved, entryId, isExhausted } = moveLead(tx, lead, { mostMoves }, now);
  if (!isExhausted) return;
  // Many escalations may be exhausted at the same moment, such as on a Monday morning: that is one message.
  const manager = managerOf(tx, team);
  for (const userId of new Set([moved.assigneeId ?? manager, manager])) {
    tell(tx, userId, entryId, now, 'exhausted');
  }
}
