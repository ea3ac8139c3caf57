import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { announceCard, announceSummary } from './announce.ts';
import { actionOf, recipientsOf, requireRound, updateRound } from './queries.ts';
import { type Action, feedbackActions, feedbackAnswers, type Round } from './table.ts';

export type NewAction = Pick<Action, 'what' | 'ownerId' | 'dueOn' | 'whyNothing'>;

/** Whether the asker still owes an answer to what they heard. */
export const isActionWanted = (db: Db, round: Round): boolean =>
  round.outcome === 'summary' && actionOf(db, round.id) === undefined;

/**
 * Notes what will be done, or why nothing, and tells the participants and who is to do it.
 * @throws UserError when there is nothing to answer to, or it was noted before.
 */
export function noteAction(tx: Tx, roundId: number, action: NewAction, now: Date): void {
  const round = requireRound(tx, roundId);
  if (round.outcome !== 'summary') throw new UserError('This survey has no results to follow up on.');
  if (actionOf(tx, roundId)) throw new UserError('The follow-up to this survey was already shared.');
  tx.insert(feedbackActions)
    .values({ roundId, ...action, at: now })
    .run();
  updateRound(tx, round, { actionRemindAt: null });
  noteChange(tx, { people: [round.askerId] }, now);
  announceCard(tx, round, now);
  announceSummary(tx, round, now);
  for (const userId of toTell(tx, round, action.ownerId)) {
    enqueue(tx, 'feedback_action', { roundId, userId }, { orderingKey: userId }, now);
  }
}

/** Who answered, by name; of an anonymous round all who were asked, for nobody knows who answered. */
function toTell(tx: Tx, { id, isAnonymous, askerId }: Round, ownerId: string | null): Set<string> {
  const people = isAnonymous
    ? recipientsOf(tx, id)
    : tx.select({ userId: feedbackAnswers.userId }).from(feedbackAnswers).where(eq(feedbackAnswers.roundId, id)).all();
  const told = new Set([...people.map(({ userId }) => userId), ...(ownerId ? [ownerId] : [])]);
  told.delete(askerId);
  return told;
}
