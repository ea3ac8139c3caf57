import { leadsOfTeams, leadsThatNeed, untouchedOfTeam, type VisibleLeads } from '../../src/leads/reads/visible.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { WAITING_LIST } from '../../views/leads/morning.ts';
import type { Deps } from '../deps.ts';
import { permit } from '../guard.ts';

/**
 * The list that `carry` names, as this person may see it.
 * @throws UserError if they are in no team.
 */
export async function listOf(deps: Deps, carry: string, person: Person): Promise<VisibleLeads> {
  const [name = '', ...rest] = carry.split(' ');
  const words = rest.join(' ');
  if (name === WAITING_LIST) return leadsThatNeed(person, deps.now());
  if (name === 'untouched-of') {
    const team = requireTeam(deps.db, Number(words));
    await permit(deps, 'lead.list_untouched', person.id, { teamId: team.id });
    return untouchedOfTeam(deps, team, person, deps.now());
  }
  await permit(deps, 'lead.list_of_teams', person.id);
  return leadsOfTeams(deps, { name, words }, person, deps.now());
}
