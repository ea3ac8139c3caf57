import { and, lte } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { askForAction, remind } from './announce.ts';
import { recipientsOf, updateRound } from './queries.ts';
import { feedbackRounds, isOpenRound } from './table.ts';

/** Reminds once. The recipients without an answer are looked up when the reminder is posted. */
export function remindOfFeedback(tx: Tx, now: Date): void {
  const due = tx
    .select()
    .from(feedbackRounds)
    .where(and(isOpenRound, lte(feedbackRounds.remindAt, now)))
    .all();
  for (const round of due) {
    updateRound(tx, round, { remindAt: null });
    for (const { userId } of recipientsOf(tx, round.id)) {
      remind(tx, round.id, userId, now);
    }
  }
}

/** Reminds askers once to share a follow-up. */
export function remindOfActions(tx: Tx, now: Date): void {
  const due = tx.select().from(feedbackRounds).where(lte(feedbackRounds.actionRemindAt, now)).all();
  for (const round of due) {
    updateRound(tx, round, { actionRemindAt: null });
    askForAction(tx, round, now);
  }
}
