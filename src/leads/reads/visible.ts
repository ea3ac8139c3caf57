/** The lists of leads that a person may open, and what they see in each. */

import type { Services } from '../../platform/services.ts';
import type { Person } from '../../platform/slack/directory.ts';
import { isManager, isOfTeam, runsAll, teamsOf } from '../../teams/membership.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import type { LeadFilter } from './list.ts';

type Deps = Pick<Services, 'db' | 'directory'>;

/**
 * The leads whose buttons a reader sees: those with sales, those with marketing, or both. Each act checks permissions
 * again.
 */
export interface ListReader {
  inSales: boolean;
  inMarketing: boolean;
}

export interface VisibleLeads {
  name: 'mine' | 'handed_off' | 'team' | 'untouched' | 'untouched_of_team' | 'search' | 'waiting';
  filter: LeadFilter;
  reader: ListReader;
}

/** The leads of a person's teams; marketing sees those of every sales team. */
export async function leadsOfTeams(
  deps: Deps,
  { name, words }: { name: string; words: string },
  person: Person,
): Promise<VisibleLeads> {
  const teams = await teamsOf(deps, person.id);
  const isOf = (kind: Team['kind']) => teams.some((team) => team.kind === kind);
  const visible = isOf('marketing') ? teamsOfKind(deps.db, 'sales') : teams.filter(({ kind }) => kind === 'sales');
  const teamIds = visible.map(({ id }) => id);
  const runs = runsAll(person);
  const reader = { inSales: runs || isOf('sales'), inMarketing: runs || isOf('marketing') };
  switch (name) {
    case 'untouched':
    case 'team':
      return { name, filter: { show: name, teamIds }, reader };
    case 'search':
      return { name, filter: { show: 'search', words }, reader };
    default: {
      const show = isOf('sales') ? 'mine' : 'handed_off';
      return { name: show, filter: { show, userId: person.id }, reader };
    }
  }
}

/** The leads that a team's digest counts. A digest has more readers than the people who work on its leads. */
export async function untouchedOfTeam(deps: Deps, team: Team, person: Person, now: Date): Promise<VisibleLeads> {
  const isTheirs = isManager(team, person) || (await isOfTeam(deps, team, person.id));
  return {
    name: 'untouched_of_team',
    filter: { show: 'untouched', teamIds: [team.id], awakeAt: now },
    reader: { inSales: isTheirs, inMarketing: isTheirs },
  };
}

/** The leads that need this person, in every team, including teams that they have left. */
export const leadsThatNeed = ({ id: userId }: Person, at: Date): VisibleLeads => ({
  name: 'waiting',
  filter: { show: 'waiting', userId, at },
  reader: { inSales: true, inMarketing: true },
});
