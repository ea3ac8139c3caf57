import { and, desc, eq, gt, inArray, isNull, or } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { DAY_MS, WEEK_MS } from '../platform/time/units.ts';
import { anonymousCycles } from '../rituals/anonymous.ts';
import { questionsOf } from './queries.ts';
import { type Audience, leavesFew } from './subtract.ts';
import { feedbackRecipients, feedbackRounds, isAnonymousRound, type Recipient, type Round } from './table.ts';
import { type Question, sides } from './types.ts';

/** From the end of a survey, when its results are shown. */
export const WINDOW_MS = 2 * WEEK_MS;
const LONGEST_SURVEY_MS = 60 * DAY_MS;
/** The newest count. A company hardly has so many anonymous surveys at a time. */
const MOST_LOOKED_AT = 200;

type Asked = Pick<Recipient, 'userId' | 'side'>;

interface Asking extends Pick<Round, 'about' | 'subjectKind' | 'subjectRef'> {
  asked: Asked[];
  questions: Question[];
  minimum: number;
}

/**
 * The results with which it can be compared. The questions of a ritual stand in the code, so a ritual is compared with what people
 * ask, and with itself. A survey may have any question, and is compared with all.
 */
type Among = 'all' | 'rounds' | 'surveys';

export interface Near {
  /** The time from which they may be asked. */
  until: Date;
  /** Whether it asked the same people the same question. */
  isRepeated: boolean;
}

/**
 * Earlier anonymous surveys that, compared with this one, would reveal the answers of a few. Either the reports differ by
 * fewer people than the minimum: it is the people and the time that count, whoever asked, and about what. Or one asked
 * exactly these people the same question: the reports differ by the people who answered only one of them.
 */
export function nearRound(db: Db, asking: Asking, now: Date, among: Among = 'all'): Near | undefined {
  const others = earlierOf(db, asking, now, among);
  const repeated = others.find(
    ({ round, asked }) =>
      round &&
      isAboutTheSame(round, asking) &&
      isNobodyElse(asked, asking) &&
      asksTheSame(questionsOf(db, round.id), asking),
  );
  if (repeated) return { until: repeated.until, isRepeated: true };
  const known = others.flatMap(({ asked, minimum }) => audiencesOf(asked, minimum));
  const minimum = Math.max(asking.minimum, ...others.map((one) => one.minimum));
  if (!leavesFew([...audiencesOf(asking.asked, asking.minimum), ...known], minimum)) return undefined;
  return { until: new Date(Math.max(...others.map(({ until }) => until.getTime()))), isRepeated: false };
}

interface Earlier {
  /** Undefined for an anonymous cycle of a ritual. */
  round?: Round;
  asked: Asked[];
  minimum: number;
  /** The end of the time in which its result counts. */
  until: Date;
}

/** Those with a result, now or later, that share people with this one, or with one that does. */
function earlierOf(db: Db, { asked }: Asking, now: Date, among: Among): Earlier[] {
  let left = [...earlierRounds(db, now, among), ...(among === 'all' ? earlierCycles(db, now) : [])];
  const found: Earlier[] = [];
  const reached = new Set(asked.map(({ userId }) => userId));
  for (;;) {
    const near = left.filter((one) => one.asked.some(({ userId }) => reached.has(userId)));
    if (near.length === 0) return found;
    found.push(...near);
    for (const one of near) for (const { userId } of one.asked) reached.add(userId);
    left = left.filter((one) => !near.includes(one));
  }
}

function earlierRounds(db: Db, now: Date, among: Among): Earlier[] {
  const rounds = roundsSince(db, now).filter(
    (round) => endOfWindow(round) > now && (among !== 'surveys' || round.cycleId === null),
  );
  const people = Object.groupBy(recipientsOf(db, rounds), ({ roundId }) => roundId);
  return rounds.map((round) => ({
    ...{ round, asked: people[round.id] ?? [], minimum: round.minimum, until: endOfWindow(round) },
  }));
}

const earlierCycles = (db: Db, now: Date): Earlier[] =>
  anonymousCycles(db, new Date(now.getTime() - WINDOW_MS), now).map(({ asked, minimum, shownAt }) => ({
    ...{ asked, minimum, until: afterWindow(shownAt) },
  }));

/** The end of the time in which a result that was shown then counts. */
export const afterWindow = (shownAt: Date): Date => new Date(shownAt.getTime() + WINDOW_MS);

const roundsSince = (db: Db, now: Date): Round[] =>
  db
    .select()
    .from(feedbackRounds)
    .where(
      and(
        isAnonymousRound,
        gt(feedbackRounds.openedAt, new Date(now.getTime() - LONGEST_SURVEY_MS - WINDOW_MS)),
        // Of the others there is no report that could be held against this one.
        or(isNull(feedbackRounds.outcome), eq(feedbackRounds.outcome, 'summary')),
      ),
    )
    .orderBy(desc(feedbackRounds.openedAt))
    .limit(MOST_LOOKED_AT)
    .all();

const recipientsOf = (db: Db, rounds: Round[]): Recipient[] =>
  db
    .select()
    .from(feedbackRecipients)
    .where(
      inArray(
        feedbackRecipients.roundId,
        rounds.map(({ id }) => id),
      ),
    )
    .all();

const endOfWindow = ({ closedAt, closesAt }: Round): Date => afterWindow(closedAt ?? closesAt);

/** All of them, and the sides that a report may tell apart (results.ts). */
function audiencesOf(asked: Asked[], minimum: number): Audience[] {
  const idsOf = (some: Asked[]): Audience => new Set(some.map(({ userId }) => userId));
  const apart = sides.map((side) => idsOf(asked.filter((one) => one.side === side)));
  const others = asked.filter(({ side }) => side === null).length;
  const areShown = apart.every(({ size }) => size >= minimum) && (others === 0 || others >= minimum);
  return [idsOf(asked), ...(areShown ? apart : [])];
}

function isAboutTheSame(round: Round, asking: Asking): boolean {
  if (round.subjectKind !== null && round.subjectKind === asking.subjectKind)
    return round.subjectRef === asking.subjectRef;
  return round.about !== null && asking.about !== null && bare(round.about) === bare(asking.about);
}

/** A text reduced to its words. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') || text;

const isNobodyElse = (before: Asked[], { asked }: Asking): boolean =>
  before.length === asked.length && before.every((one) => asked.some(({ userId }) => userId === one.userId));

/** Comments have no totals to compare. */
const asksTheSame = (before: Question[], { questions }: Asking): boolean =>
  questions.some(({ kind, text }) => kind !== 'text' && before.some((one) => bare(one.text) === bare(text)));
