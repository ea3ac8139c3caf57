import { and, asc, eq, inArray, lte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
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
import { escalationOf, plan } from '../sla/plan.ts';
import { escalation } from '../sla/settings.ts';
import { escalations, type LeadEscalation } from '../sla/table.ts';
import type { Lead } from '../table.ts';
import type { Sla } from '../types.ts';

const due = prepared((db) =>
  db
    .select()
    .from(escalations)
    .where(lte(escalations.dueAt, sql.placeholder('now')))
    .orderBy(asc(escalations.dueAt), asc(escalations.leadId))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** Escalations whose next step is due, in the order of the steps. */
export const dueSteps = (db: Db, now: Date, limit: number): LeadEscalation[] =>
  due(db).all({ now: now.getTime(), limit });

/**
 * Takes the next step of an escalation, at most once: a step that was taken or called off meanwhile does nothing. Outside
 * working time, as after an outage, it waits until work begins again.
 */
export function takeStep(
  tx: Tx,
  { leadId, kind, dueAt }: Pick<LeadEscalation, 'leadId' | 'kind' | 'dueAt'>,
  now: Date,
): void {
  const step = escalationOf(tx, leadId);
  const lead = leadById(tx, leadId);
  if (!lead || step?.kind !== kind || step.dueAt.getTime() !== dueAt.getTime()) return;
  const team = isAnswerStep(step) ? marketingTeamOf(tx, lead) : requireTeam(tx, lead.teamId);
  if (!isWorking(team, now)) {
    plan(tx, step, [[kind, nextWorkingMoment(team, now).getTime()], ...step.later]);
    return;
  }
  plan(tx, step, step.later);
  if (isOvertaken(step, now)) return;
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

const isAnswerStep = ({ kind }: LeadEscalation): boolean =>
  kind === 'answer_remind_person' || kind === 'answer_escalate';

/** After an outage a later step of the same lead may be due too, and makes this one pointless. */
const isOvertaken = ({ later }: LeadEscalation, now: Date): boolean =>
  later.some(([, dueAt]) => dueAt <= now.getTime());

const REMINDERS = ['accept_remind_person', 'touch_remind_person', 'answer_remind_person'] as const;

/** One message for this lead and those whose reminders are due within the hour, which are called off. */
function remind(tx: Tx, { leadId, userId }: LeadEscalation, now: Date): void {
  const soon = new Date(now.getTime() + HOUR_MS);
  const covered = tx
    .select()
    .from(escalations)
    .where(and(lte(escalations.dueAt, soon), eq(escalations.userId, userId), inArray(escalations.kind, [...REMINDERS])))
    .all();
  for (const other of covered) plan(tx, other, other.later);
  const leadIds = [leadId, ...covered.map((other) => other.leadId)];
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

function breach(tx: Tx, lead: Lead, step: LeadEscalation, sla: Sla, now: Date): void {
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
