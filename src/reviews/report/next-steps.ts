import { feedbackActions, feedbackRounds } from '../../feedback/table.ts';
import { and, asc, eq, gte, isNotNull, lt } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';

/** A step that followed from a survey. */
export interface NextStep {
  what: string;
  ownerId: string | null;
  answered: number;
  asked: number;
}

const MOST_STEPS = 4;

/**
 * The next steps of surveys that ended in this time, as their authors shared them. Answers, totals and subjects are left
 * out: the results of a survey belong to its author, who alone decides where to share them.
 */
export function nextSteps(db: Db, { from, to }: { from: Date; to: Date }): NextStep[] {
  const ended = and(gte(feedbackRounds.closedAt, from), lt(feedbackRounds.closedAt, to));
  return db
    .select({
      what: feedbackActions.what,
      ownerId: feedbackActions.ownerId,
      answered: feedbackRounds.answered,
      asked: feedbackRounds.asked,
    })
    .from(feedbackRounds)
    .innerJoin(feedbackActions, eq(feedbackActions.roundId, feedbackRounds.id))
    .where(and(ended, eq(feedbackRounds.outcome, 'summary'), isNotNull(feedbackActions.what)))
    .orderBy(asc(feedbackRounds.id))
    .limit(MOST_STEPS)
    .all()
    .map(({ what, answered, ...step }) => ({ ...step, what: what ?? '', answered: answered ?? 0 }));
}
