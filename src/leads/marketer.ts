/** The person in marketing who answers for a lead. */
import type { Db } from '../platform/db/open.ts';
import { managerOf } from '../teams/holders.ts';
import { membershipOf } from '../teams/members.ts';
import { requireTeam, teamsOfKind } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import type { Team } from '../teams/table.ts';
import type { Lead } from './table.ts';

type OfMarketing = Pick<Lead, 'teamId' | 'handedOffBy' | 'marketerId'>;

/** The marketing team of the person who handed a lead off; the sales team if no marketing team exists. */
export function marketingTeamOf(db: Db, { teamId, handedOffBy }: OfMarketing): Team {
  const teams = teamsOfKind(db, 'marketing');
  const isIn = (team: Team) =>
    team.managerId === handedOffBy || membershipOf(db, team)?.userIds.includes(handedOffBy) === true;
  return teams.find(isIn) ?? teams[0] ?? requireTeam(db, teamId);
}

/** Answers for a lead in marketing now: who handed it off or took it over, else the person who manages marketing. */
export function marketerOf(db: Db, lead: OfMarketing): string {
  const named = lead.marketerId ?? lead.handedOffBy;
  return isHere(db, named) ? named : managerOf(db, marketingTeamOf(db, lead));
}
