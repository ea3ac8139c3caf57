import type { Services } from '../platform/services.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { membersOf } from '../teams/members.ts';
import { allTeams, requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import type { Side } from './types.ts';

export interface Asked {
  userId: string;
  side: Side;
}

export interface Audience {
  asked: Asked[];
  /** The channel that was asked, or the team's. */
  placeId: string | null;
}

export interface AudienceFault {
  field: 'people' | 'team' | 'channel';
  message: string;
}

interface Wanted {
  askerId: string;
  people: string[];
  teamId: number | null;
  channelId: string | null;
  isAnonymous: boolean;
}

/**
 * Everyone to ask, from Slack's current data: full members only. Askers can include themselves in a named survey only:
 * a person who knows one answer of five knows more about the other four.
 */
export async function audienceOf(
  { db, directory }: Pick<Services, 'db' | 'directory'>,
  { askerId, people, teamId, channelId, isAnonymous }: Wanted,
): Promise<Audience | AudienceFault> {
  if (people.length === 0 && teamId === null && channelId === null) {
    return { field: 'people', message: 'Choose people, a team or a channel.' };
  }
  const strangers = (await directory.people(people)).filter(({ isMember }) => !isMember);
  const [stranger] = strangers;
  if (stranger) return { field: 'people', message: `${stranger.name} cannot be asked: they are ${stranger.standing}.` };

  const team = teamId === null ? undefined : requireTeam(db, teamId);
  const ofTeam = team
    ? new Set([...(await membersOf({ db, directory }, team)).userIds, team.managerId])
    : new Set<string>();
  const inChannel = channelId ? await membersOfChannel(directory, channelId) : new Set<string>();
  if (channelId && inChannel.size === 0) {
    return { field: 'channel', message: 'I can’t see who is in this channel. Please /invite @Baton there first.' };
  }
  // Slack offers only channels that the person sees; a forged one must not show who is in it.
  if (channelId && !inChannel.has(askerId)) return { field: 'channel', message: 'You are not in this channel.' };

  const wanted = new Set([...people, ...ofTeam, ...inChannel]);
  if (isAnonymous || !people.includes(askerId)) wanted.delete(askerId);
  const members = (await directory.people(wanted)).filter(({ isMember }) => isMember);
  const sideOf = await sidesOf({ db, directory });
  return {
    asked: members.map(({ id }) => ({ userId: id, side: sideOf(id) })),
    placeId: channelId ?? team?.channelId ?? null,
  };
}

/** None for a channel that Baton cannot see: a survey of it is refused. */
async function membersOfChannel(directory: Directory, channelId: string): Promise<ReadonlySet<string>> {
  try {
    return await directory.members({ channelId, userGroupId: null });
  } catch (error) {
    if (error instanceof PlaceGone) return new Set();
    throw error;
  }
}

async function sidesOf({ db, directory }: Pick<Services, 'db' | 'directory'>): Promise<(userId: string) => Side> {
  const people = { sales: new Set<string>(), marketing: new Set<string>() };
  const managers = { sales: new Set<string>(), marketing: new Set<string>() };
  for (const team of allTeams(db)) {
    managers[team.kind].add(team.managerId);
    for (const id of await knownMembers({ db, directory }, team)) people[team.kind].add(id);
  }
  // Managers read along in the other side's channel; what they manage is where they work.
  return (id) => sideIn(managers, id) ?? sideIn(people, id);
}

/** Another team that cannot be read does not stop a survey; only its people count to no side. */
async function knownMembers(deps: Pick<Services, 'db' | 'directory'>, team: Team): Promise<ReadonlySet<string>> {
  try {
    return (await membersOf(deps, team)).userIds;
  } catch (error) {
    if (error instanceof PlaceGone) return new Set();
    throw error;
  }
}

function sideIn({ sales, marketing }: Record<'sales' | 'marketing', Set<string>>, id: string): Side {
  if (sales.has(id) === marketing.has(id)) return null;
  return sales.has(id) ? 'sales' : 'marketing';
}
