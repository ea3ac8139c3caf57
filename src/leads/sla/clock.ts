import { updateRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { HOUR_MS, MINUTE_MS } from '../../platform/time/units.ts';
import { managerOf } from '../../teams/holders.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { addWorkingTime } from '../../teams/working-time.ts';
import { type Lead, leads } from '../table.ts';
import { plan, stopSla } from './plan.ts';
import { answerHours, type Escalation, escalation } from './settings.ts';
import type { PlannedStep } from './table.ts';
import type { StepKind } from './types.ts';

type Steps = [StepKind, number][];

/** When each step is due, as a share of the SLA. */
const acceptSteps = ({ acceptPerson, acceptThread }: Escalation): Steps => [
  ['accept_remind_person', acceptPerson / 100],
  ['accept_remind_thread', acceptThread / 100],
  ['accept_move', 1],
];
const touchSteps = ({ touchPerson }: Escalation): Steps => [
  ['touch_remind_person', touchPerson / 100],
  ['touch_breach', 1],
];

/** The deadline to accept a lead that is handed off now, in the team's working time. */
export const acceptDueAt = (team: Team, lead: Pick<Lead, 'temperature'>, now: Date): Date =>
  addWorkingTime(team, now, acceptMs(team, lead));

const acceptMs = (team: Team, lead: Pick<Lead, 'temperature'>) =>
  (lead.temperature === 'hot' ? team.hotAcceptMinutes : team.acceptMinutes) * MINUTE_MS;

interface SlaStart {
  team: Team;
  lead: Lead;
  /** The person who is to act. */
  userId: string;
}

/** Starts the SLA to accept for `userId`, replacing the running one. Returns its end. */
export const startAcceptSla = (tx: Tx, { team, lead, userId }: SlaStart, now: Date): Date =>
  start(tx, { team, lead, userId, ms: acceptMs(team, lead), steps: acceptSteps(settingOf(tx, escalation)) }, now);

/** The SLA of a lead that waits for the team to be known: its channel is reminded, then it goes to the fallback owner. */
export function startChannelSla(tx: Tx, { team, lead, userId }: SlaStart, now: Date): Date {
  const steps = acceptSteps(settingOf(tx, escalation)).filter(([kind]) => kind !== 'accept_remind_person');
  return start(tx, { team, lead, userId, ms: acceptMs(team, lead), steps }, now);
}

/** The same for the SLA to the first touch. */
export function startTouchSla(tx: Tx, { team, lead, userId }: SlaStart, now: Date): Date {
  const ms = team.touchMinutes * MINUTE_MS;
  return start(tx, { team, lead, userId, ms, steps: touchSteps(settingOf(tx, escalation)) }, now);
}

/** The SLA of marketing to answer a returned lead; `team` is the marketing team. */
export function startAnswerSla(tx: Tx, { team, lead, userId }: SlaStart, now: Date): Date {
  const steps: Steps = [
    ['answer_remind_person', settingOf(tx, escalation).touchPerson / 100],
    ['answer_escalate', 1],
  ];
  return start(tx, { team, lead, userId, ms: settingOf(tx, answerHours) * HOUR_MS, steps }, now);
}

function start(tx: Tx, { team, lead, userId, ms, steps }: SlaStart & { ms: number; steps: Steps }, now: Date): Date {
  stopSla(tx, lead.id);
  if (lead.isUnhurried) updateRow(tx, leads, { id: lead.id }, { isUnhurried: false });
  const planned = steps.map(([kind, share]): PlannedStep => [kind, addWorkingTime(team, now, ms * share).getTime()]);
  plan(tx, { leadId: lead.id, userId }, planned);
  return addWorkingTime(team, now, ms);
}

/**
 * Restarts the SLA that fits the lead's status, for the person who is to act: after a snooze, or when it changes hands.
 * @returns its end; null if none runs.
 */
export function restartSla(tx: Tx, lead: Lead, now: Date): Date | null {
  const userId = lead.ownerId ?? lead.assigneeId;
  const team = requireTeam(tx, lead.teamId);
  if (lead.status === 'new') {
    return userId === null
      ? startChannelSla(tx, { team, lead, userId: managerOf(tx, team) }, now)
      : startAcceptSla(tx, { team, lead, userId }, now);
  }
  if (userId !== null && lead.status === 'accepted') return startTouchSla(tx, { team, lead, userId }, now);
  stopSla(tx, lead.id);
  return null;
}
