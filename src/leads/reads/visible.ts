/** The lists of leads that a person may open, and what they see in each. */

import type { Services } from '../../platform/services.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import type { Person } from '../../platform/slack/directory.ts';
import { isManager, isOfTeam, runsAll, teamsOf } from '../../teams/membership.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { otherTeamsLeads } from '../settings.ts';
import type { LeadFilter } from './list.ts';
import type { ListReader, Sight } from './sight.ts';

type Deps = Pick<Services, 'db' | 'directory'>;

/** Marketing sees all leads; sellers see those of other sales teams if the company lets them. */
export async function sightOf(deps: Deps, person: Person): Promise<Sight> {
  const sees = (teamIds: Sight['teamIds']): Sight => ({ userId: person.id, teamIds });
  if (runsAll(person)) return sees('every');
  const teams = await teamsOf(deps, person.id);
  const sales = teams.filter(({ kind }) => kind === 'sales').map(({ id }) => id);
  const seesAll = teams.length > sales.length || (sales.length > 0 && settingOf(deps.db, otherTeamsLeads) === 'read');
  return sees(seesAll ? 'every' : sales);
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
  at: Date,
): Promise<VisibleLeads> {
  const teams = await teamsOf(deps, person.id);
  const isOf = (kind: Team['kind']) => teams.some((team) => team.kind === kind);
  const visible = isOf('marketing') ? teamsOfKind(deps.db, 'sales') : teams.filter(({ kind }) => kind === 'sales');
  const teamIds = visible.map(({ id }) => id);
  const runs = runsAll(person);
  const salesTeams = teams.filter(({ kind }) => kind === 'sales').map(({ id }) => id);
  const reader = { salesTeams: runs ? ('every' as const) : salesTeams, inMarketing: runs || isOf('marketing') };
  switch (name) {
    case 'untouched':
    case 'team':
      return { name, filter: { show: name, teamIds }, reader };
    case 'search':
      return { name, filter: { show: 'search', words, sight: await sightOf(deps, person) }, reader };
    case 'one':
      return {
        name: 'search',
        filter: { show: 'one', leadId: Number(words), sight: await sightOf(deps, person) },
        reader,
      };
    default: {
      const whose = { userId: person.id };
      const filter: LeadFilter = isOf('sales') ? { show: 'mine', ...whose, at } : { show: 'handed_off', ...whose };
      return { name: filter.show, filter, reader };
    }
  }
}

/** The leads that a team's digest counts. A digest has more readers than the people who work on its leads. */
export async function untouchedOfTeam(deps: Deps, team: Team, person: Person, now: Date): Promise<VisibleLeads> {
  const isTheirs = isManager(team, person) || (await isOfTeam(deps, team, person.id));
  return {
    name: 'untouched_of_team',
    filter: { show: 'untouched', teamIds: [team.id], awakeAt: now },
    reader: { salesTeams: isTheirs ? [team.id] : [], inMarketing: isTheirs },
  };
}

/** The leads that need this person, in every team, including teams that they have left. */
export const leadsThatNeed = ({ id: userId }: Person, at: Date): VisibleLeads => ({
  name: 'waiting',
  filter: { show: 'waiting', userId, at },
  reader: { salesTeams: 'every', inMarketing: true },
});
