import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { actionWantedKey, cardKey, reminderKey, requestKey, summaryKey } from './posted.ts';
import { recipientsOf } from './queries.ts';
import type { Round } from './table.ts';

/** The messages of the people asked, and the asker's: posted, or edited if they exist. */
export function announceRound(tx: Tx, round: Round, now: Date): void {
  const people = recipientsOf(tx, round.id).map(({ userId }) => userId);
  for (const userId of people) announceRequest(tx, round.id, userId, now);
  noteChange(tx, { people: [round.askerId, ...people] }, now);
  announceCard(tx, round, now);
}

export function announceRequest(tx: Tx, roundId: number, userId: string, now: Date): void {
  const dedupeKey = dedupeKeyOf(requestKey({ roundId, userId }));
  enqueue(tx, 'feedback_request', { roundId, userId }, { orderingKey: userId, dedupeKey }, now);
  if (placeOfPosted(tx, reminderKey({ roundId, userId }))) remind(tx, roundId, userId, now);
}

/** The reminder; edited once the person has answered or the survey is closed. */
export function remind(tx: Tx, roundId: number, userId: string, now: Date): void {
  const dedupeKey = dedupeKeyOf(reminderKey({ roundId, userId }));
  enqueue(tx, 'feedback_reminder', { roundId, userId }, { orderingKey: userId, dedupeKey }, now);
}

/** Asks for a follow-up; edited once it is shared. */
export function askForAction(tx: Tx, { id: roundId, askerId }: Round, now: Date): void {
  const dedupeKey = dedupeKeyOf(actionWantedKey(roundId));
  enqueue(tx, 'feedback_action_wanted', { roundId }, { orderingKey: askerId, dedupeKey }, now);
}

/** The asker's message about a survey. */
export function announceCard(tx: Tx, { id: roundId, askerId }: Round, now: Date): void {
  const dedupeKey = dedupeKeyOf(cardKey(roundId));
  enqueue(tx, 'feedback_card', { roundId }, { orderingKey: askerId, dedupeKey }, now);
}

/** The results for the asker; edited when they share a follow-up. */
export function announceSummary(tx: Tx, { id: roundId, askerId }: Round, now: Date): void {
  const dedupeKey = dedupeKeyOf(summaryKey(roundId));
  enqueue(tx, 'feedback_summary', { roundId }, { orderingKey: askerId, dedupeKey }, now);
}
