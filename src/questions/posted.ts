import type { PostedKey } from '../platform/outbox/posted-messages.ts';

/** The message of a question for a manager, or for the channel of all of them. */
export const copyKey = ({ questionId, place }: { questionId: number; place: string }): PostedKey => ({
  kind: 'question_copy',
  subjectId: questionId,
  recipient: place,
});

/** The question with its answer in public. */
export const postKey = (questionId: number): PostedKey => ({ kind: 'question_post', subjectId: questionId });
