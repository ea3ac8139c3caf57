import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Services } from '../../platform/services.ts';
import type { Directory, Person } from '../../platform/slack/directory.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { isFresh, type Members, membersOf, noteUnread, saveMembers } from '../../teams/members.ts';
import { requireTeam } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import type { SlackAbsence } from './choose.ts';
import { sellersOf } from './queries.ts';
import { startingPass } from './round-robin.ts';
import { sellers } from './table.ts';

/** A member of a team according to Slack at a moment. */
export interface RosterMember {
  userId: string;
  /** Name in Slack; if left out, the known one stays. */
  name?: string;
  absence: SlackAbsence | null;
  undisturbedUntil: Date | null;
}

/** A hand-off waits for this, and Slack allows three seconds in total. */
const PATIENCE_MS = 1_000;

/** Status emoji that mean away: those that Slack suggests, and similar ones. */
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

const standings: Record<Person['standing'], SlackAbsence | null> = {
  member: null,
  'a guest': 'is a guest',
  'from another workspace': 'is from another workspace',
  'a bot': 'is a bot',
  deactivated: 'is deactivated',
};

type RosterDeps = Pick<Services, 'db' | 'write' | 'directory'>;

/** A hand-off reads the roster again if it is older. */
const FRESH_MS = MINUTE_MS;
/** It waits for that only if the roster is older than this: every team is read each five minutes. */
const USABLE_MS = 6 * MINUTE_MS;

/**
 * Updates a team's roster from Slack. If Slack does not answer soon, the known roster stays and the late answer is saved
 * when it comes: the escalation moves a lead on if its seller is away.
 */
export async function refreshRoster(deps: RosterDeps, team: Team, now: Date): Promise<void> {
  if (isFresh(deps.db, team, FRESH_MS, now)) return;
  const read = readRosterOnce(deps, team, now);
  if (isFresh(deps.db, team, USABLE_MS, now)) return;
  await Promise.race([read, sleep(PATIENCE_MS, undefined, { ref: false })]);
}

const underWay = new WeakMap<Db, Map<number, Promise<void>>>();

/** Hand-offs that come while a roster is read share the reading. */
function readRosterOnce(deps: RosterDeps, team: Team, now: Date): Promise<void> {
  const reads = underWay.get(deps.db) ?? new Map<number, Promise<void>>();
  underWay.set(deps.db, reads);
  const read = reads.get(team.id) ?? readRoster(deps, team, now).finally(() => reads.delete(team.id));
  reads.set(team.id, read);
  return read;
}

/** Reads the roster however long Slack takes. A failure is stored with the team, and never thrown. */
export async function readRoster({ db, write, directory }: RosterDeps, team: Team, now: Date): Promise<void> {
  try {
    const members = await membersOf({ db, directory }, team);
    const roster = await rosterOf(directory, members, now);
    await write((tx) => {
      if (!isKnown(sellersOf(tx, team.id), roster)) saveSellers(tx, team.id, roster);
      saveMembers(tx, team, members, now);
    });
  } catch (error) {
    await write((tx) => noteUnread(tx, team, error, now)).catch(() => {});
  }
}

async function rosterOf(directory: Directory, { userIds }: Members, now: Date): Promise<RosterMember[]> {
  const people = await directory.people(userIds);
  const colleagues = people.filter((person) => person.isMember).map((person) => person.id);
  const undisturbed = await directory.undisturbed(colleagues, now);
  return people.map((person) => ({
    userId: person.id,
    name: person.name,
    absence: absenceOf(person),
    undisturbedUntil: undisturbed.get(person.id) ?? null,
  }));
}

const absenceOf = (person: Person): SlackAbsence | null =>
  standings[person.standing] ?? (hasAwayStatus(person) ? 'has an away status' : null);

/** Whether their status in Slack says that they are away. */
export const hasAwayStatus = ({ statusEmoji }: Pick<Person, 'statusEmoji'>): boolean =>
  statusEmoji !== null && AWAY.has(statusEmoji);

/** Saves a person's current Slack data in every team that knows them. */
export function notePerson(tx: Tx, person: Person): void {
  const seen = { name: person.name, absence: absenceOf(person) };
  tx.update(sellers).set(seen).where(eq(sellers.userId, person.id)).run();
}

/** Saves a team's members according to Slack. */
export function saveRoster(tx: Tx, teamId: number, roster: readonly RosterMember[], now: Date): void {
  saveSellers(tx, teamId, roster);
  const userIds = new Set(roster.map(({ userId }) => userId));
  saveMembers(tx, requireTeam(tx, teamId), { userIds, error: null }, now);
}

/** New sellers start level with the others; people who left keep their settings. */
function saveSellers(tx: Tx, teamId: number, roster: readonly RosterMember[]): void {
  const known = sellersOf(tx, teamId);
  const present = known.filter((seller) => seller.isPresent);
  const start = {
    pass: startingPass(present),
    movedPass: startingPass(present.map((seller) => ({ pass: seller.movedPass }))),
  };
  tx.update(sellers).set({ isPresent: false }).where(eq(sellers.teamId, teamId)).run();
  for (const { userId, name, absence, undisturbedUntil } of roster) {
    const seen = { isPresent: true, absence, undisturbedUntil, ...(name !== undefined && { name }) };
    tx.insert(sellers)
      .values({ teamId, userId, ...start, ...seen })
      .onConflictDoUpdate({ target: [sellers.teamId, sellers.userId], set: seen })
      .run();
    const returned = known.find((seller) => seller.userId === userId && !seller.isPresent);
    if (returned) {
      // Not behind the people who took turns meanwhile.
      tx.update(sellers)
        .set({
          pass: sql`max(${sellers.pass}, ${start.pass})`,
          movedPass: sql`max(${sellers.movedPass}, ${start.movedPass})`,
        })
        .where(and(eq(sellers.teamId, teamId), eq(sellers.userId, userId)))
        .run();
    }
  }
}

function isKnown(known: ReturnType<typeof sellersOf>, roster: RosterMember[]): boolean {
  const present = new Map(known.filter((seller) => seller.isPresent).map((seller) => [seller.userId, seller]));
  return (
    present.size === roster.length &&
    roster.every(({ userId, name, absence, undisturbedUntil }) => {
      const seller = present.get(userId);
      return (
        seller !== undefined &&
        seller.absence === absence &&
        (name === undefined || seller.name === name) &&
        seller.undisturbedUntil?.getTime() === undisturbedUntil?.getTime()
      );
    })
  );
}
