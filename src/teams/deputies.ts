import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { deputies } from './settings.ts';

/** The directory with the company's own roles added. Read at each question, like every right. */
export function withDeputies(directory: Directory, db: Db): Directory {
  const seen = (people: readonly Person[]): Person[] => {
    const named = settingOf(db, deputies);
    return people.map((person) => ({ ...person, isDeputy: named.includes(person.id) }));
  };
  return {
    ...directory,
    person: async (userId) => seen([await directory.person(userId)])[0] as Person,
    people: async (userIds) => seen(await directory.people(userIds)),
  };
}
