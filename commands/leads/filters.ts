import type { LeadFilter } from '../../src/leads/reads/list.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { isManager, isOfTeam, runsAll, teamsOf } from '../../src/teams/membership.ts';
import { requireTeam, teamsOfKind } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import type { ListReader } from '../../views/leads/list.ts';
import { WAITING_LIST } from '../../views/leads/morning.ts';
import type { Deps } from '../deps.ts';
import { permit } from '../guard.ts';

export interface ListOfLeads {
  filter: LeadFilter;
  title: string;
  /** What to say when there is nothing. */
  empty: string;
  /** What they may do to a lead is decided at the moment of the act; this is what is offered. */
  reader: ListReader;
}

/**
 * The list that `carry` names, as this person may see it.
 * @throws UserError when they are in no team.
 */
export async function listOf(deps: Deps, carry: string, colleague: Person): Promise<ListOfLeads> {
  const [kind = '', ...rest] = carry.split(' ');
  const words = rest.join(' ');
  if (kind === 'untouched-of') return untouchedOfTeam(deps, requireTeam(deps.db, Number(words)), colleague);
  if (kind === WAITING_LIST) return waitingFor(deps, colleague);
  await permit(deps, 'lead.list_of_teams', colleague.id);
  const teams = await teamsOf(deps, colleague.id);
  // Marketing sees what became of its leads in every team.
  const visible = teams.some((team) => team.kind === 'marketing') ? teamsOfKind(deps.db, 'sales') : teams;
  const sales = visible.filter((team) => team.kind === 'sales').map((team) => team.id);
  const reader: ListReader = {
    inSales: runsAll(colleague) || teams.some((team) => team.kind === 'sales'),
    inMarketing: runsAll(colleague) || teams.some((team) => team.kind === 'marketing'),
  };
  switch (kind) {
    case 'untouched':
      return {
        filter: { show: 'untouched', teamIds: sales },
        title: 'Awaiting first contact',
        empty: 'Every lead of your team has been contacted. :tada:',
        reader,
      };
    case 'team':
      return {
        filter: { show: 'team', teamIds: sales },
        title: 'Team leads',
        empty: 'Your team has no open leads.',
        reader,
      };
    case 'search':
      return {
        filter: { show: 'search', words },
        title: 'Search results',
        empty: 'No matches.',
        reader,
      };
    default:
      if (!teams.some((team) => team.kind === 'sales')) {
        return {
          filter: { show: 'handed_off', userId: colleague.id },
          title: 'Leads I handed off',
          empty: 'No open leads. Hand one off with `/handoff`.',
          reader,
        };
      }
      return {
        filter: { show: 'mine', userId: colleague.id },
        title: 'My leads',
        empty: 'You have no open leads. `/leads untouched` lists those awaiting first contact.',
        reader,
      };
  }
}

/** What the digest counts. Digests are read by more people than those who work on leads. */
async function untouchedOfTeam(deps: Deps, team: Team, colleague: Person): Promise<ListOfLeads> {
  await permit(deps, 'lead.list_untouched', colleague.id, { teamId: team.id });
  const theirs = isManager(team, colleague) || (await isOfTeam(deps.directory, team, colleague.id));
  return {
    filter: { show: 'untouched', teamIds: [team.id], awakeAt: deps.now() },
    title: 'Awaiting first contact',
    empty: 'Every lead of this team has been contacted. :tada:',
    reader: { inSales: theirs, inMarketing: theirs },
  };
}

/** One's own, in whatever team: whoever has left a team still has what waits for them there. */
const waitingFor = (deps: Deps, { id }: Person): ListOfLeads => ({
  filter: { show: 'waiting', userId: id, at: deps.now() },
  title: 'Needs me',
  empty: 'Nothing waits for you. :tada:',
  reader: { inSales: true, inMarketing: true },
});
