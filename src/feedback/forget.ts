/** Deletes closed surveys after the time that a company has set. */
import { count, inArray, lt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { forgetPosted } from '../platform/outbox/posted-messages.ts';
import type { Job } from '../platform/schedule/job.ts';
import { A_NIGHT, keepingJobs, keptMonths } from '../platform/settings/retention.ts';
import { postedOfRound } from './posted.ts';
import {
  feedbackActions,
  feedbackAnswers,
  feedbackBoxes,
  feedbackPseudonyms,
  feedbackQuestions,
  feedbackRecipients,
  feedbackResults,
  feedbackRounds,
} from './table.ts';

const PARTS = [
  feedbackActions,
  feedbackAnswers,
  feedbackBoxes,
  feedbackPseudonyms,
  feedbackQuestions,
  feedbackRecipients,
  feedbackResults,
];

/** An open survey has no end yet, and stays. */
const endedBefore = (before: Date) => lt(feedbackRounds.closedAt, before);

export const countForgettable = (db: Db, before: Date): number =>
  db.select({ rounds: count() }).from(feedbackRounds).where(endedBefore(before)).get()?.rounds ?? 0;

export const keepRoundsMonths = keptMonths({
  key: 'feedback.keep_ended_months',
  group: 'Feedback and questions',
  title: 'Retention, closed surveys',
  help: 'After this time, a closed survey is deleted from Baton, with its questions, answers and summary. Messages in Slack follow Slack’s own retention.',
  unit: ['survey', 'surveys'],
  count: countForgettable,
});

export const forgettingJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'forget feedback', kept: keepRoundsMonths, run: forgetRounds });

function forgetRounds(tx: Tx, before: Date): void {
  const ids = tx
    .select({ id: feedbackRounds.id })
    .from(feedbackRounds)
    .where(endedBefore(before))
    .limit(A_NIGHT)
    .all()
    .map(({ id }) => id);
  for (const key of ids.flatMap(postedOfRound)) forgetPosted(tx, key);
  for (const part of PARTS) tx.delete(part).where(inArray(part.roundId, ids)).run();
  tx.delete(feedbackRounds).where(inArray(feedbackRounds.id, ids)).run();
}
