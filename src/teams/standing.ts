/** Whether the people in roles can act: kept in the database, so that transactions and messages can ask. */
import { and, eq, inArray, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import type { Person } from '../platform/slack/directory.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { allTeams } from './queries.ts';
import { type standingKinds, standings } from './table.ts';

const byId = preparedRows(standings, eq(standings.userId, sql.placeholder('userId')));

/** As far as is known. A person of whom nothing is known counts as a member. */
export const standingOf = (db: Db, userId: string): (typeof standingKinds)[number] =>
  byId(db).get({ userId })?.standing ?? 'member';

/** A full member of the workspace. */
export const isHere = (db: Db, userId: string): boolean => standingOf(db, userId) === 'member';

const idsWhere = (condition: () => ReturnType<typeof and>) =>
  prepared((db) =>
    db.select({ userId: standings.userId }).from(standings).where(condition()).orderBy(standings.userId).prepare(),
  );
const leaversById = idsWhere(() => ne(standings.standing, 'member'));
const adminsById = idsWhere(() => and(eq(standings.isAdmin, true), eq(standings.standing, 'member')));
const everyoneById = idsWhere(() => undefined);
const idsOf = (rows: { userId: string }[]) => rows.map(({ userId }) => userId);

/** Everyone who once had a role and cannot act any more. */
export const leavers = (db: Db): string[] => idsOf(leaversById(db).all());

/** Known once someone left: they hold the roles that no one else holds. */
export const adminsHere = (db: Db): string[] => idsOf(adminsById(db).all());

/** Stores what Slack says of these people. */
export function noteStandings(tx: Tx, people: readonly Person[]): void {
  for (const { id: userId, standing, isAdmin } of people) {
    tx.insert(standings)
      .values({ userId, standing, isAdmin })
      .onConflictDoUpdate({ target: standings.userId, set: { standing, isAdmin } })
      .run();
  }
}

type Looking = Pick<Services, 'db' | 'write' | 'directory'>;

/** Asks Slack whether these people can act; if one cannot, also who the admins are. @throws if Slack does not answer. */
export async function lookUp({ db, write, directory }: Looking, userIds: readonly string[]): Promise<void> {
  const people = await directory.people(userIds);
  const admins = people.every(({ isMember }) => isMember) ? [] : await directory.admins();
  const news = [...people, ...admins].filter((person) => !isKnown(db, person));
  if (news.length > 0) await write((tx) => noteStandings(tx, news));
}

function isKnown(db: Db, { id: userId, standing, isAdmin }: Person): boolean {
  const known = byId(db).get({ userId });
  return known?.standing === standing && known.isAdmin === isAdmin;
}

/** Whether Slack was asked about this person before. */
export const hasStanding = (db: Db, userId: string): boolean => byId(db).get({ userId }) !== undefined;

const peopleOfTeams = (db: Db): (string | null)[] =>
  allTeams(db).flatMap(({ managerId, fallbackId, oneSellerId }) => [managerId, fallbackId, oneSellerId]);

/** Slack tells a change at once, so this only finds events that were lost. */
const LOOK_MS = 10 * MINUTE_MS;
const AGAIN_MS = MINUTE_MS;

/**
 * An async task that looks everyone up who has a role: in teams, and as `inRoles` of the domains lists them. Without an
 * answer from Slack, the last known state counts.
 */
export function createStandingReader(
  deps: Looking & Pick<Services, 'now'>,
  inRoles: readonly ((db: Db) => (string | null)[])[],
): () => Promise<void> {
  let nextAt = Number.NEGATIVE_INFINITY;
  let lookedAt = 0;
  const inRole = (): Set<string> =>
    new Set([peopleOfTeams, adminsHere, ...inRoles].flatMap((list) => list(deps.db)).filter((id) => id !== null));
  return async () => {
    const at = deps.now().getTime();
    if (at < nextAt && at >= lookedAt) return;
    lookedAt = at;
    nextAt = at + AGAIN_MS;
    await lookUp(deps, [...inRole()]);
    // Asked once more: after someone left, the admins hold roles.
    await forgetOthers(deps, inRole());
    nextAt = at + LOOK_MS;
  };
}

/** The standing of a person is kept while they have a role. */
async function forgetOthers({ db, write }: Looking, inRole: ReadonlySet<string>): Promise<void> {
  const others = idsOf(everyoneById(db).all()).filter((userId) => !inRole.has(userId));
  const isOther = inArray(standings.userId, others);
  if (others.length > 0) await write((tx) => tx.delete(standings).where(isOther).run());
}
