import type { Services } from '../platform/services.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { membersOf } from '../teams/members.ts';
import { requireTeam } from '../teams/queries.ts';
import { type Side, sidesOf } from '../teams/sides.ts';

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
