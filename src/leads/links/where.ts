import type { Db } from '../../platform/db/open.ts';
import type { Services } from '../../platform/services.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { isKnownWithoutOutsiders } from '../../teams/outsiders.ts';
import { allTeams, watchersOf } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { seesLead } from '../reads/sight.ts';
import { sightOf } from '../reads/visible.ts';
import { otherTeamsLeads } from '../settings.ts';
import type { Lead } from '../table.ts';

/**
 * Whether everyone who reads this channel may see the lead: what stands below a message has no reader of its own. That is the channel
 * of its team, which has its card; of marketing, which sees all leads; and of another sales team where the company lets them. Never
 * with guests or other companies, and never in a channel that has other readers than its team.
 */
export function channelSees(db: Db, channelId: string, { teamId }: Pick<Lead, 'teamId'>): boolean {
  const team = allTeams(db).find((one) => one.channelId === channelId);
  if (!team || !isKnownWithoutOutsiders(db, channelId)) return false;
  if (team.id === teamId) return true;
  const seesAll = team.kind === 'marketing' || settingOf(db, otherTeamsLeads) === 'read';
  return seesAll && isReadByItsTeam(db, team);
}

/** With a user group, the channel has people who are not of the team. */
const isReadByItsTeam = (db: Db, { id, userGroupId }: Team): boolean =>
  userGroupId === null && watchersOf(db, id).length === 0;

/** Whether a person who posts a link may see the lead. */
export async function personSees(
  deps: Pick<Services, 'db' | 'directory'>,
  userId: string,
  lead: Lead,
): Promise<boolean> {
  const person = await deps.directory.person(userId);
  return person.isMember && seesLead(await sightOf(deps, person), lead);
}
