import { and, asc, count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import { teamById } from '../teams/queries.ts';
import type { Calendar } from '../teams/working-time.ts';
import {
  type Action,
  feedbackActions,
  feedbackAnswers,
  feedbackPseudonyms,
  feedbackQuestions,
  feedbackRecipients,
  feedbackRounds,
  type Recipient,
  type Round,
} from './table.ts';
import type { Answers, Question } from './types.ts';

const byId = preparedRows(feedbackRounds, eq(feedbackRounds.id, sql.placeholder('id')));

export const roundById = (db: Db, id: number): Round | undefined => byId(db).get({ id });

export function requireRound(db: Db, id: number): Round {
  const round = roundById(db, id);
  if (!round) throw new UserError('This survey is no longer available.');
  return round;
}

/** @throws UserError for everyone but the asker. */
export function requireOwnRound(db: Db, id: number, userId: string): Round {
  const round = requireRound(db, id);
  if (round.askerId !== userId) throw new UserError('Only the person who asked for this feedback can do this.');
  return round;
}

export function updateRound(tx: Tx, { id }: Round, change: Partial<Omit<Round, 'id'>>): void {
  tx.update(feedbackRounds).set(change).where(eq(feedbackRounds.id, id)).run();
}

/** In form order; the rating comes first. */
export const questionsOf = (db: Db, roundId: number): Question[] =>
  db
    .select({ kind: feedbackQuestions.kind, text: feedbackQuestions.text, choices: feedbackQuestions.choices })
    .from(feedbackQuestions)
    .where(eq(feedbackQuestions.roundId, roundId))
    .orderBy(asc(feedbackQuestions.place))
    .all();

export const recipientsOf = (db: Db, roundId: number): Recipient[] =>
  db
    .select()
    .from(feedbackRecipients)
    .where(eq(feedbackRecipients.roundId, roundId))
    .orderBy(feedbackRecipients.userId)
    .all();

const one = preparedRows(
  feedbackRecipients,
  and(
    eq(feedbackRecipients.roundId, sql.placeholder('roundId')),
    eq(feedbackRecipients.userId, sql.placeholder('userId')),
  ),
);

export const recipientOf = (db: Db, roundId: number, userId: string): Recipient | undefined =>
  one(db).get({ roundId, userId });

export const actionOf = (db: Db, roundId: number): Action | undefined =>
  db.select().from(feedbackActions).where(eq(feedbackActions.roundId, roundId)).get();

/** Of a named survey. */
export const answersOf = (db: Db, roundId: number, userId: string): Answers | undefined =>
  db
    .select({ answers: feedbackAnswers.answers })
    .from(feedbackAnswers)
    .where(and(eq(feedbackAnswers.roundId, roundId), eq(feedbackAnswers.userId, userId)))
    .get()?.answers;

/** The number of answers. It is never shown for an open anonymous survey; see `progressOf`. */
export function countAnswers(db: Db, { id, isAnonymous }: Pick<Round, 'id' | 'isAnonymous'>): number {
  const answered = isAnonymous
    ? db
        .select({ count: count() })
        .from(feedbackPseudonyms)
        .where(and(eq(feedbackPseudonyms.roundId, id), eq(feedbackPseudonyms.hasAnswered, true)))
    : db.select({ count: count() }).from(feedbackAnswers).where(eq(feedbackAnswers.roundId, id));
  return answered.get()?.count ?? 0;
}

/** The progress of an open survey, as far as its asker may know. */
export type Progress = { answered: number } | { isEnough: boolean };

export function progressOf(db: Db, round: Round): Progress {
  const answered = countAnswers(db, round);
  return round.isAnonymous ? { isEnough: answered >= round.minimum } : { answered };
}

/** Newest first. */
export function roundsOf(db: Db, askerId: string, page: Slice): { rounds: Round[]; total: number } {
  const own = eq(feedbackRounds.askerId, askerId);
  const rounds = db.select().from(feedbackRounds).where(own).orderBy(desc(feedbackRounds.id));
  const total = db.select({ count: count() }).from(feedbackRounds).where(own).get()?.count ?? 0;
  return { rounds: rounds.limit(page.limit).offset(page.offset).all(), total };
}

/** The working time of a survey: that of the asker's team. */
export const calendarOf = (db: Db, { teamId, zone }: Pick<Round, 'teamId' | 'zone'>): Calendar =>
  (teamId === null ? undefined : teamById(db, teamId)) ?? usualCalendar(zone);

/** Defaults of a team. */
export const usualCalendar = (zone: string): Calendar => ({
  zone,
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: [],
});
