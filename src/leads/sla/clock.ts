import { and, eq, isNull, sql } from '../../platform/db/drizzle.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { insertRow } from '../../platform/db/rows.ts';
import type { Tx } from '../../platform/db/write.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { addWorkingTime } from '../../teams/working-time.ts';
import type { Lead } from '../table.ts';
import { type Escalation, escalation } from './settings.ts';
import { ladderSteps } from './table.ts';
import type { StepKind } from './types.ts';

const MINUTE_MS = 60_000;

/** When each step of a ladder is due, as a share of its clock. */
const acceptLadder = ({ acceptPerson, acceptThread }: Escalation): [StepKind, number][] => [
  ['accept_remind_person', acceptPerson / 100],
  ['accept_remind_thread', acceptThread / 100],
  ['accept_move', 1],
];
const touchLadder = ({ touchPerson }: Escalation): [StepKind, number][] => [
  ['touch_remind_person', touchPerson / 100],
  ['touch_breach', 1],
];

/** When a lead that is handed off now has to be accepted, in the team's working time. */
export const acceptDueAt = (team: Team, lead: Pick<Lead, 'temperature'>, now: Date): Date =>
  addWorkingTime(team, now, acceptMs(team, lead));

const acceptMs = (team: Team, lead: Pick<Lead, 'temperature'>) =>
  (lead.temperature === 'hot' ? team.hotAcceptMinutes : team.acceptMinutes) * MINUTE_MS;

/** Starts the clock to accept for `userId`, in place of whatever ran. Returns when it ends. */
export function startAcceptSla(tx: Tx, { team, lead, userId }: ClockStart, now: Date): Date {
  return start(
    tx,
    { leadId: lead.id, userId, team, ms: acceptMs(team, lead), ladder: acceptLadder(settingOf(tx, escalation)) },
    now,
  );
}

/** The same for the clock to the first touch. */
export function startTouchSla(tx: Tx, { team, lead, userId }: ClockStart, now: Date): Date {
  return start(
    tx,
    {
      leadId: lead.id,
      userId,
      team,
      ms: team.touchMinutes * MINUTE_MS,
      ladder: touchLadder(settingOf(tx, escalation)),
    },
    now,
  );
}

interface ClockStart {
  team: Team;
  lead: Lead;
  /** Who is to act. */
  userId: string;
}

/** Calls off every step that has not been taken: what it asks for was done, or is no longer asked for. */
export function stopSla(tx: Tx, leadId: number, now: Date): void {
  callOff(tx).run({ leadId, now: now.getTime() });
}

const callOff = prepared((db) =>
  db
    .update(ladderSteps)
    .set({ calledOffAt: sql`${sql.placeholder('now')}` })
    .where(
      and(
        eq(ladderSteps.leadId, sql.placeholder('leadId')),
        isNull(ladderSteps.takenAt),
        isNull(ladderSteps.calledOffAt),
      ),
    )
    .prepare(),
);

/**
 * Starts the clock that a lead has as it stands, for whoever is to act: after a snooze, or in new hands.
 * @returns when it ends; null where none runs.
 */
export function restartSla(tx: Tx, lead: Lead, now: Date): Date | null {
  const userId = lead.ownerId ?? lead.assigneeId;
  const team = requireTeam(tx, lead.teamId);
  if (userId !== null && lead.status === 'new') return startAcceptSla(tx, { team, lead, userId }, now);
  if (userId !== null && lead.status === 'accepted') return startTouchSla(tx, { team, lead, userId }, now);
  stopSla(tx, lead.id, now);
  return null;
}

interface Plan {
  leadId: number;
  userId: string;
  team: Team;
  ms: number;
  ladder: [StepKind, number][];
}

function start(tx: Tx, { leadId, userId, team, ms, ladder: planned }: Plan, now: Date): Date {
  stopSla(tx, leadId, now);
  for (const [kind, share] of planned) {
    insertRow(tx, ladderSteps, { leadId, userId, kind, dueAt: addWorkingTime(team, now, ms * share) });
  }
  return addWorkingTime(team, now, ms);
}
