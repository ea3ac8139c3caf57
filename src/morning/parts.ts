/** The parts of a manager's morning message, beyond their own leads. */
import { type BreachCounts, type BreachWeek, countBreaches } from '../leads/reads/breaches.ts';
import { reviewList } from '../library/due-review.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { unansweredQuestions } from '../questions/queries.ts';
import { hasOverdueQuestions } from '../questions/remind.ts';
import { questionsChannel } from '../questions/settings.ts';
import { rolesSince, rolesWaitingFor, type WaitingRoles } from '../roles/waiting.ts';
import { targetsWaitingFor, type WaitingTarget } from '../targets/waiting.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type WaitingWins, winsSince, winsWaitingFor } from '../wins/celebration/waiting.ts';

/** Which parts a message has; the rest is read when it is drawn. */
export interface Parts {
  /** Teams with missed deadlines, and the end of their week in milliseconds. */
  teamIds: number[];
  until: number;
  questions: boolean;
  reviews: boolean;
  targets: boolean;
  wins: boolean;
  roles: boolean;
}

const NONE: Parts = {
  teamIds: [],
  until: 0,
  questions: false,
  reviews: false,
  targets: false,
  wins: false,
  roles: false,
};

/** `weeks` are the ends of the weeks that are to be reported. Empty for people who manage nothing. */
export function partsFor(db: Db, { userId, weeks }: { userId: string; weeks: readonly number[] }, now: Date): Parts {
  const managed = managedBy(db, userId);
  if (managed.length === 0 || preferencesOf(db, userId).managing === 'off') return NONE;
  const until = Math.max(0, ...weeks);
  const missed = ({ id, kind }: Team) =>
    kind === 'sales' && countBreaches(db, { teamId: id, until: new Date(until) }).leads > 0;
  return {
    teamIds: until === 0 ? [] : managed.filter(missed).map(({ id }) => id),
    until,
    questions:
      settingOf(db, questionsChannel) === null && managed.some((team) => hasOverdueQuestions(db, team, userId, now)),
    reviews: until > 0 && reviewsOf(db, userId, now) > 0,
    targets: targetsWaitingFor(db, userId, now).some(({ since }) => until > 0 || isSinceYesterday(since, now)),
    wins: winsSince(db, userId, now).some((since) => until > 0 || isSinceYesterday(since, now)),
    roles: rolesSince(db, userId).some((since) => until > 0 || isSinceYesterday(since, now)),
  };
}

export const hasParts = ({ teamIds, questions, reviews, targets, wins, roles }: Parts): boolean =>
  teamIds.length > 0 || questions || reviews || targets || wins || roles;

/** Named on the morning after it began to wait, and then once a week. */
const isSinceYesterday = (since: Date, now: Date): boolean => now.getTime() - since.getTime() <= DAY_MS;

/** Whether this person hears of items to review in their morning message, and not in one of its own. */
export const hearsInTheMorning = (db: Db, userId: string): boolean =>
  managedBy(db, userId).length > 0 && preferencesOf(db, userId).managing === 'message';

const managedBy = (db: Db, userId: string): Team[] => allTeams(db).filter((team) => managerOf(db, team) === userId);

/** Without a marketing team, the library asks no one. */
const reviewsOf = (db: Db, userId: string, now: Date): number =>
  teamsOfKind(db, 'marketing').length === 0 ? 0 : reviewList(db, userId, { limit: 0, offset: 0 }, now).total;

export interface ManagerParts {
  missed: { team: Team; week: BreachWeek; counts: BreachCounts }[];
  /** Anonymous questions without an answer. */
  questions: number;
  reviews: number;
  targets: WaitingTarget[];
  wins: WaitingWins | undefined;
  roles: WaitingRoles | undefined;
}

/** The content of the parts, as it is now. */
export function readParts(db: Db, userId: string, parts: Parts, now: Date): ManagerParts {
  const teams = allTeams(db).filter(({ id }) => parts.teamIds.includes(id));
  return {
    missed: teams.map((team) => {
      const week = { teamId: team.id, until: new Date(parts.until) };
      return { team, week, counts: countBreaches(db, week) };
    }),
    questions: parts.questions ? unansweredQuestions(db).length : 0,
    reviews: parts.reviews ? reviewsOf(db, userId, now) : 0,
    targets: parts.targets ? targetsWaitingFor(db, userId, now) : [],
    wins: parts.wins ? winsWaitingFor(db, userId, now) : undefined,
    roles: parts.roles ? rolesWaitingFor(db, userId) : undefined,
  };
}
