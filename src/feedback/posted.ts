import type { PostedKey } from '../platform/outbox/posted-messages.ts';

/** The message of a person who was asked. */
export const requestKey = ({ roundId, userId }: { roundId: number; userId: string }): PostedKey => ({
  kind: 'feedback_request',
  subjectId: roundId,
  recipient: userId,
});

/** The reminder of a person who was asked. */
export const reminderKey = ({ roundId, userId }: { roundId: number; userId: string }): PostedKey => ({
  kind: 'feedback_reminder',
  subjectId: roundId,
  recipient: userId,
});

/** The asker's reminder to share a follow-up. */
export const actionWantedKey = (roundId: number): PostedKey => ({ kind: 'feedback_action_wanted', subjectId: roundId });

/** The asker's message about the survey. */
export const cardKey = (roundId: number): PostedKey => ({ kind: 'feedback_card', subjectId: roundId });

/** The asker's results, later with the follow-up. */
export const summaryKey = (roundId: number): PostedKey => ({ kind: 'feedback_summary', subjectId: roundId });

/** The messages of a survey that are kept up to date, each kind with all its copies. */
export const postedOfRound = (roundId: number): PostedKey[] => [
  { kind: 'feedback_request', subjectId: roundId },
  { kind: 'feedback_reminder', subjectId: roundId },
  actionWantedKey(roundId),
  cardKey(roundId),
  summaryKey(roundId),
];
