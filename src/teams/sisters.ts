import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { allTeams } from './queries.ts';
import { sisterWorkspaces } from './settings.ts';
import type { Team } from './table.ts';

/**
 * The directory with the setting for people of other workspaces of the organisation: while they are in the channel of a
 * team, they are colleagues. Read at each question, like every right.
 */
export function withSisters(directory: Directory, db: Db): Directory {
  const isInChannel = async ({ channelId }: Team, userId: string): Promise<boolean> => {
    try {
      return (await directory.members({ channelId, userGroupId: null })).has(userId);
    } catch (error) {
      if (error instanceof PlaceGone) return false;
      throw error;
    }
  };
  const seen = async (person: Person): Promise<Person> => {
    if (!person.isSister) return person;
    if (settingOf(db, sisterWorkspaces) === 'outside') return { ...person, isSister: false };
    const found = await Promise.all(allTeams(db).map((team) => isInChannel(team, person.id)));
    return found.includes(true) ? { ...person, standing: 'member', isMember: true } : person;
  };
  return {
    ...directory,
    person: async (userId) => seen(await directory.person(userId)),
    people: async (userIds) => Promise.all((await directory.people(userIds)).map(seen)),
  };
}
