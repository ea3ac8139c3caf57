import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { requireColleague, teamsOf } from '../teams/membership.ts';
import type { LibraryItem } from './table.ts';

interface Where {
  db: Db;
  directory: Directory;
}

/** Marketing puts things into the library: members and managers of a marketing team, and workspace admins. */
export async function isLibrarian(where: Where, person: Person): Promise<boolean> {
  return person.isAdmin || (await teamsOf(where, person.id, 'marketing')).length > 0;
}

/** @throws UserError for everybody else. */
export async function requireLibrarian(where: Where, userId: string): Promise<Person> {
  const person = await requireColleague(where.directory, userId);
  if (await isLibrarian(where, person)) return person;
  throw new UserError('Only marketing puts things into the library. Please ask them.');
}

/** Who looks after an item: its owner and everybody who may add one. */
export async function mayTend(where: Where, item: Pick<LibraryItem, 'ownerId'>, person: Person): Promise<boolean> {
  return item.ownerId === person.id || isLibrarian(where, person);
}

/** @throws UserError for everybody else. */
export async function requireTender(where: Where, item: Pick<LibraryItem, 'ownerId'>, userId: string): Promise<Person> {
  const person = await requireColleague(where.directory, userId);
  if (await mayTend(where, item, person)) return person;
  throw new UserError('Only its owner and marketing change an item of the library. Please ask them.');
}

/** Why a person cannot own an item; undefined when they can. */
export async function ownerFault(directory: Directory, ownerId: string): Promise<string | undefined> {
  const { isMember, name, standing } = await directory.person(ownerId);
  return isMember ? undefined : `${name} cannot look after it: they are ${standing}.`;
}
