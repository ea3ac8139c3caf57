/** Deadlines follow the working time of their team, also when it changes while they run. */
import { and, eq, inArray, isNotNull, or } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { teamById } from '../../teams/queries.ts';
import { type Saving, saveTeam, type TeamForm } from '../../teams/save.ts';
import type { Team } from '../../teams/table.ts';
import { addWorkingTime, type Calendar, workingTimeBetween } from '../../teams/working-time.ts';
import { announceCard } from '../history.ts';
import { marketingTeamOf } from '../marketer.ts';
import { updateLead } from '../queries.ts';
import { type Lead, leads } from '../table.ts';
import { escalationOf, plan, stepsOf } from './plan.ts';

/**
 * Saves a team. With other working hours, days, holidays or another zone, each running deadline keeps the working time that
 * is left until then.
 */
export function saveTeamAndDeadlines(tx: Tx, form: TeamForm, saving: Saving, now: Date): Team {
  const before = saving.id === null ? undefined : teamById(tx, saving.id);
  const team = saveTeam(tx, form, saving, now);
  if (before && hoursOf(before) !== hoursOf(team)) {
    const carry = (at: Date) => (at <= now ? at : addWorkingTime(team, now, workingTimeBetween(before, now, at)));
    for (const lead of runningOf(tx, team)) moveDeadlines(tx, lead, carry, now);
  }
  return team;
}

const hoursOf = ({ zone, workDays, worksFrom, worksUntil, holidays }: Calendar): string =>
  JSON.stringify([zone, workDays.toSorted(), worksFrom, worksUntil, holidays.toSorted()]);

/** Leads with a deadline in this team's working time: a returned lead has one of its marketing team. */
const runningOf = (tx: Tx, team: Team): Lead[] =>
  tx
    .select()
    .from(leads)
    .where(
      and(
        isNotNull(leads.dueAt),
        or(and(eq(leads.teamId, team.id), inArray(leads.status, ['new', 'accepted'])), eq(leads.status, 'returned')),
      ),
    )
    .all()
    .filter((lead) => lead.status !== 'returned' || marketingTeamOf(tx, lead).id === team.id);

function moveDeadlines(tx: Tx, lead: Lead, carry: (at: Date) => Date, now: Date): void {
  const running = escalationOf(tx, lead.id);
  if (running)
    plan(
      tx,
      running,
      stepsOf(running).map(([kind, at]) => [kind, carry(new Date(at)).getTime()]),
    );
  const dueAt = lead.dueAt && carry(lead.dueAt);
  if (dueAt?.getTime() === lead.dueAt?.getTime()) return;
  announceCard(tx, updateLead(tx, lead, { dueAt }, now), now);
}
