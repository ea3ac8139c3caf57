/** Introduces newcomers to a counterpart of the other side. */
import { awayUntil } from '../leads/routing/queries.ts';
import { hasAwayStatus } from '../leads/routing/roster.ts';
import { and, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Services } from '../platform/services.ts';
import type { Person } from '../platform/slack/directory.ts';
import { DAY_MS, WEEK_MS } from '../platform/time/units.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { isTeamKnown, membersOf } from '../teams/members.ts';
import { allTeams, teamById, teamsOfKind } from '../teams/queries.ts';
import { otherSide } from '../teams/sides.ts';
import type { Team } from '../teams/table.ts';
import { nextStartOfWork } from '../teams/working-time.ts';
import { type Candidate, chooseCounterpart, minutesTogether } from './choose.ts';
import { dueNewcomers, introductionsOf } from './queries.ts';
import { introductions, type Newcomer, newcomers } from './table.ts';

type Introducing = Pick<Services, 'db' | 'write' | 'directory' | 'now'>;

const HALF_YEAR_MS = 182 * DAY_MS;
/** A counterpart has one introduction a week. */
const REST_MS = WEEK_MS;
/** A newcomer without a counterpart by then has found their way. */
const GIVE_UP_MS = 4 * WEEK_MS;

/** An async task: asks Slack who is here, and pairs each newcomer with one person of the other side. */
export async function introduceNewcomers(deps: Introducing, stop: AbortSignal): Promise<void> {
  for (const newcomer of dueNewcomers(deps.db, deps.now())) {
    if (stop.aborted) return;
    await introduce(deps, newcomer);
  }
}

async function introduce(deps: Introducing, newcomer: Newcomer): Promise<void> {
  const { db, write, directory, now } = deps;
  const team = teamById(db, newcomer.teamId);
  const isOver = !team || team.retiredAt || now().getTime() - newcomer.seenAt.getTime() > GIVE_UP_MS;
  if (isOver) return write((tx) => tryAgain(tx, newcomer, null));
  const [person, isStillHere] = await Promise.all([
    directory.person(newcomer.userId),
    membersOf(deps, team).then(({ userIds }) => userIds.has(newcomer.userId)),
  ]);
  const wants = preferencesOf(db, newcomer.userId).introductions === 'on';
  if (!person.isMember || !isStillHere || !wants) return write((tx) => tryAgain(tx, newcomer, null));
  const others = isAway(db, person, now()) ? [] : await presentOf(deps, team);
  await write((tx) => {
    const at = now();
    const chosen = chooseCounterpart(candidatesFor(tx, newcomer.userId, { team, others }, at));
    if (chosen) pair(tx, { newcomer, team, counterpartId: chosen.userId }, at);
    else tryAgain(tx, newcomer, nextStartOfWork(team, at));
  });
}

interface Other {
  person: Person;
  team: Team;
}

/** Members of the teams of the other side who are here now. */
async function presentOf({ db, directory, now }: Introducing, { kind }: Team): Promise<Other[]> {
  const known = teamsOfKind(db, otherSide(kind)).filter((team) => isTeamKnown(db, team));
  const found = await Promise.all(
    known.map(async (team) => {
      const { userIds } = await membersOf({ db, directory }, team);
      return (await directory.people(userIds)).map((person) => ({ person, team }));
    }),
  );
  const at = now();
  return found.flat().filter(({ person }) => person.isMember && !isAway(db, person, at));
}

const isAway = (db: Db, person: Person, at: Date): boolean =>
  hasAwayStatus(person) || awayUntil(db, person.id, at) !== undefined;

function candidatesFor(
  db: Db,
  newcomerId: string,
  { team, others }: { team: Team; others: readonly Other[] },
  now: Date,
): Candidate[] {
  const met = introductionsOf(db, newcomerId, new Date(0)).flatMap((one) => [one.newcomerId, one.counterpartId]);
  const managers = new Set(allTeams(db).map((one) => managerOf(db, one)));
  return others.flatMap(({ person: { id: userId }, team: theirs }) => {
    const had = introductionsOf(db, userId, new Date(now.getTime() - HALF_YEAR_MS));
    const lastAt = had[0]?.at.getTime() ?? 0;
    const isOut =
      userId === newcomerId ||
      met.includes(userId) ||
      now.getTime() - lastAt < REST_MS ||
      preferencesOf(db, userId).introductions === 'off';
    if (isOut) return [];
    const together = minutesTogether(team, theirs, now);
    return [{ userId, isManager: managers.has(userId), lately: had.length, lastAt, together }];
  });
}

function pair(
  tx: Tx,
  { newcomer, team, counterpartId }: { newcomer: Newcomer; team: Team; counterpartId: string },
  now: Date,
): void {
  const { userId: newcomerId } = newcomer;
  const { id: introductionId } = tx
    .insert(introductions)
    .values({ newcomerId, side: team.kind, teamId: team.id, counterpartId, at: now })
    .returning({ id: introductions.id })
    .get();
  tryAgain(tx, newcomer, null);
  for (const userId of [newcomerId, counterpartId]) {
    enqueue(tx, 'introduced', { introductionId, userId }, { orderingKey: userId }, now);
  }
}

const tryAgain = (tx: Tx, { teamId, userId }: Newcomer, tryAt: Date | null): void =>
  void tx
    .update(newcomers)
    .set({ tryAt })
    .where(and(eq(newcomers.teamId, teamId), eq(newcomers.userId, userId)))
    .run();
