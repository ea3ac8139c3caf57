import { subjectOf } from '../feedback/subjects.ts';
import { type Summary, summaryOf } from '../feedback/summary.ts';
import { feedbackRounds, type Round } from '../feedback/table.ts';
import { and, asc, eq, gte, isNull, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { byIds, type Cell, type Dataset, isSince } from './dataset.ts';

/**
 * The results of surveys that have ended, as their authors see them: counts of each choice, and comments without names, in their
 * random order. There is never a row of one person's answers. A person gets only their own surveys; rituals publish theirs.
 */
export const feedbackDataset: Dataset = {
  title: 'Feedback results',
  subject: 'feedback results',
  columns: [
    'survey',
    'title',
    'author',
    'is_anonymous',
    'asked',
    'answered',
    'opened_at',
    'closed_at',
    'question',
    'question_text',
    'choice',
    'answers',
    'from_sales',
    'from_marketing',
    'from_others',
    'comment',
  ],
  *rows(db, { since, sight }) {
    const last = db.select({ id: sql<number | null>`max(id)` }).from(feedbackRounds).get()?.id ?? 0;
    const { id, cycleId, askerId } = feedbackRounds;
    const read = (from: number, to: number) =>
      db
        .select()
        .from(feedbackRounds)
        .where(and(gte(id, from), lte(id, to), isNull(cycleId), sight && eq(askerId, sight.userId)))
        .orderBy(asc(id))
        .all();
    for (const some of byIds(last, read)) {
      for (const round of some) {
        const summary = isSince(round.closedAt, since) ? summaryOf(db, round) : undefined;
        if (summary) yield* rowsOf(db, round, summary);
      }
    }
  },
};

function* rowsOf(db: Db, round: Round, { questions, results }: Summary): Generator<Cell[]> {
  const { id, askerId, isAnonymous, asked, openedAt, closedAt } = round;
  const about = [id, subjectOf(db, round).title, askerId, isAnonymous, asked, results.answered, openedAt, closedAt];
  for (const [at, { text, choices }] of questions.entries()) {
    const of = [...about, at + 1, text];
    const result = results.questions[at];
    if (result === undefined) continue;
    if ('words' in result) {
      for (const comment of textsOf(result.words)) yield [...of, null, null, null, null, null, comment];
      continue;
    }
    const { all, sales, marketing, others } = result.tally;
    for (const [choice, label] of choices.entries()) {
      const count = (part: number[] | null): number | null => part?.[choice] ?? null;
      yield [...of, label, count(all), count(sales), count(marketing), count(others), null];
    }
  }
}

/** Sorted, so that their order joins no two comments of one person, in named surveys either. */
const textsOf = (said: readonly { words: string }[]): string[] => said.map(({ words }) => words).toSorted();
