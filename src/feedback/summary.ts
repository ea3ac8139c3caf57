import { asc, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { questionsOf } from './queries.ts';
import { evaluate, type Results } from './results.ts';
import { feedbackAnswers, feedbackRecipients, feedbackResults, type Round } from './table.ts';
import type { Question } from './types.ts';

export interface Summary {
  questions: Question[];
  results: Results;
}

/** The results of a survey; undefined while it is open, and if nothing may be shown. */
export function summaryOf(db: Db, round: Round): Summary | undefined {
  if (round.outcome !== 'summary') return undefined;
  const questions = questionsOf(db, round.id);
  const results = round.isAnonymous ? storedResults(db, round) : evaluate(questions, namedAnswers(db, round));
  return results && { questions, results };
}

const storedResults = (db: Db, { id }: Round): Results | undefined =>
  db.select().from(feedbackResults).where(eq(feedbackResults.roundId, id)).get()?.results;

function namedAnswers(db: Db, { id }: Round) {
  const sideOf = new Map(
    db
      .select({ userId: feedbackRecipients.userId, side: feedbackRecipients.side })
      .from(feedbackRecipients)
      .where(eq(feedbackRecipients.roundId, id))
      .all()
      .map(({ userId, side }) => [userId, side]),
  );
  return db
    .select()
    .from(feedbackAnswers)
    .where(eq(feedbackAnswers.roundId, id))
    .orderBy(asc(feedbackAnswers.at))
    .all()
    .map(({ userId, answers }) => ({ userId, answers, side: sideOf.get(userId) ?? null }));
}
