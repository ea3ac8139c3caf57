/** When Baton may start a message by itself: the one place that decides it. */
import type { Db } from '../platform/db/open.ts';
import type { Posting } from '../platform/outbox/context.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { membershipOf } from './members.ts';
import { allTeams } from './queries.ts';
import type { Team } from './table.ts';
import { isWorking, nextStartOfWork, nextWorkingMoment, startOfShift } from './working-time.ts';

/** Messages that waited come after the morning message, and leave out what it has said. */
const AFTER_MORNING_MS = 5 * MINUTE_MS;

/** An answer that is older, as after hours without Slack, is no answer any more. */
const FRESH_MS = 15 * MINUTE_MS;

/**
 * Until when a message waits; undefined if it may be posted now. Readers get messages in their working time, and at other
 * times answers to what they do. In a team's channel the acts of people are recorded at any time.
 */
export function quietUntil(db: Db, { to, atOnce, since }: Posting, now: Date): Date | undefined {
  if (atOnce && (!isPerson(to) || now.getTime() - since.getTime() < FRESH_MS)) return undefined;
  const teams = readersOf(db, to);
  if (teams.length === 0 || teams.some((team) => isWorking(team, now))) return undefined;
  return new Date(Math.min(...teams.map((team) => nextWorkingMoment(team, now).getTime())) + AFTER_MORNING_MS);
}

/** Shortly after a person's next working day begins; at once before there is a team. */
export function nextMorningOf(db: Db, userId: string, now: Date): Date {
  const starts = readersOf(db, userId).map((team) => nextStartOfWork(team, now).getTime());
  return starts.length === 0 ? now : new Date(Math.min(...starts) + AFTER_MORNING_MS);
}

/** When a person's working day began: today's shift, of the first of their teams that work now. */
export function workingDayOf(db: Db, userId: string, now: Date): Date {
  const starts = readersOf(db, userId).map((team) => startOfShift(team, now).getTime());
  return new Date(Math.min(...starts, now.getTime()));
}

const isPerson = (id: string) => /^[UW]/.test(id);

/** The teams whose working time counts for a channel or a person. Without one of their own, those of the company. */
function readersOf(db: Db, to: string): Team[] {
  const teams = allTeams(db);
  const theirs = teams.filter((team) => (isPerson(to) ? isTheirs(db, team, to) : team.channelId === to));
  return theirs.length > 0 ? theirs : teams;
}

/** As far as the database knows: Slack is not asked for each message. */
const isTheirs = (db: Db, team: Team, userId: string): boolean =>
  team.managerId === userId || (membershipOf(db, team)?.userIds.includes(userId) ?? false);
