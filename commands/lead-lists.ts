import type { Deps } from '../src/deps.ts';
import { UserError } from '../src/errors.ts';
import type { LeadFilter } from '../src/leads/list.ts';
import type { Person } from '../src/slack/directory.ts';
import { channelLink } from '../src/slack/markup.ts';
import { isManager, isOfTeam, teamsOf } from '../src/teams/membership.ts';
import { requireTeam, teamsOfKind } from '../src/teams/queries.ts';
import type { Team } from '../src/teams/table.ts';
import { WAITING_LIST } from '../views/morning.ts';

export interface ListOfLeads {
  filter: LeadFilter;
  title: string;
  /** What to say when there is nothing. */
  empty: string;
  /** Sellers and their managers may; what they may do to a lead is decided for each lead. */
  mayActOnSeveral: boolean;
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
  const teams = await teamsOf(deps, colleague.id);
  if (teams.length === 0) {
    throw new UserError(
      'You are in no sales or marketing team yet. Ask a manager to add you to its channel or user group.',
    );
  }
  // Marketing sees what became of its leads in every team.
  const visible = teams.some((team) => team.kind === 'marketing') ? teamsOfKind(deps.db, 'sales') : teams;
  const sales = visible.filter((team) => team.kind === 'sales').map((team) => team.id);
  const mayActOnSeveral = teams.some((team) => team.kind === 'sales');
  switch (kind) {
    case 'untouched':
      return {
        filter: { show: 'untouched', teamIds: sales },
        title: 'Untouched leads',
        empty: 'Every lead of your team has been touched. :tada:',
        mayActOnSeveral,
      };
    case 'team':
      return {
        filter: { show: 'team', teamIds: sales },
        title: 'Leads of my team',
        empty: 'Your team has no open leads.',
        mayActOnSeveral,
      };
    case 'search':
      return {
        filter: { show: 'search', words },
        title: 'Found leads',
        empty: 'No lead has these words in its name, company or email.',
        mayActOnSeveral,
      };
    default:
      if (!mayActOnSeveral) {
        return {
          filter: { show: 'handed_off', userId: colleague.id },
          title: 'Leads I handed off',
          empty: 'None of your leads is under way. `/handoff` hands one off.',
          mayActOnSeveral,
        };
      }
      return {
        filter: { show: 'mine', userId: colleague.id },
        title: 'My leads',
        empty: 'You have no open leads. `/leads untouched` shows the ones that wait for somebody.',
        mayActOnSeveral,
      };
  }
}

/** What the digest counts. Digests are read by more people than those who work on leads. */
async function untouchedOfTeam(deps: Deps, team: Team, colleague: Person): Promise<ListOfLeads> {
  const theirs = isManager(team, colleague) || (await isOfTeam(deps.directory, team, colleague.id));
  if (!theirs && (await teamsOf(deps, colleague.id, 'marketing')).length === 0) {
    throw new UserError(`Only the sales team of ${channelLink(team.channelId)} and marketing can see these leads.`);
  }
  return {
    filter: { show: 'untouched', teamIds: [team.id], awakeAt: deps.now() },
    title: 'Untouched leads',
    empty: 'Every lead of this team has been touched. :tada:',
    mayActOnSeveral: theirs,
  };
}

/** One's own, in whatever team: whoever has left a team still has what waits for them there. */
const waitingFor = (deps: Deps, { id }: Person): ListOfLeads => ({
  filter: { show: 'waiting', userId: id, at: deps.now() },
  title: 'What waits for me',
  empty: 'Nothing waits for you. :tada:',
  mayActOnSeveral: true,
});
