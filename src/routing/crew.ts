import type { Db } from '../db/open.ts';
import type { Directory, Person } from '../slack/directory.ts';
import type { Team } from '../teams/table.ts';
import type { Absence } from './choose.ts';
import { sellersOf } from './queries.ts';

/** The people of a team as Slack has them at this moment: why each can take no lead, or null. */
export type Crew = ReadonlyMap<string, Absence | null>;

/** Statuses that people set when they are not there, by the emoji that Slack offers for them and their kin. */
const AWAY = new Set([
  'palm_tree',
  'face_with_thermometer',
  'airplane',
  'beach_with_umbrella',
  'desert_island',
  'umbrella_on_ground',
  'hospital',
  'baby_bottle',
]);

const standings: Record<Person['standing'], Absence | null> = {
  member: null,
  'a guest': 'is a guest',
  'from another workspace': 'is from another workspace',
  'a bot': 'is a bot',
  deactivated: 'is deactivated',
};

/**
 * Who could take a lead that is due by `dueAt`. When Slack cannot be asked, everybody whom routing knows: a lead goes to
 * somebody, and the ladder moves it on if they are not there.
 */
export async function readCrew(
  { db, directory }: { db: Db; directory: Directory },
  team: Team,
  { now, dueAt }: { now: Date; dueAt: Date },
): Promise<Crew> {
  try {
    const members = await directory.members(team);
    const people = await directory.people(members);
    const colleagues = [...people.values()].filter((person) => person.isMember).map((person) => person.id);
    const undisturbed = await directory.undisturbed(colleagues, now);
    return new Map(
      [...people.values()].map((person) => [person.id, absenceOf(person, undisturbed.get(person.id), dueAt)]),
    );
  } catch {
    return new Map(sellersOf(db, team.id).map(({ userId }) => [userId, null]));
  }
}

function absenceOf(person: Person, undisturbedUntil: Date | undefined, dueAt: Date): Absence | null {
  const standing = standings[person.standing];
  if (standing) return standing;
  if (person.statusEmoji !== null && AWAY.has(person.statusEmoji)) return 'has an away status';
  if (undisturbedUntil && undisturbedUntil > dueAt) return 'does not want to be disturbed';
  return null;
}
