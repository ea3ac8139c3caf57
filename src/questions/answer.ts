/** The acts of managers on a question. Callers check the rule `question.answer` of commands/permissions.ts. */
import type { Keys } from '../platform/crypto/keys.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { channelLink } from '../platform/slack/mrkdwn.ts';
import { requireTeam } from '../teams/queries.ts';
import { announceCopies, announcePost } from './announce.ts';
import { supporterCode } from './anonymous.ts';
import { MAX_REPLIES, repliesOf, requireQuestion, supportsOf } from './queries.ts';
import { anonymousQuestions, type Question, questionReplies, questionSupports } from './table.ts';

/**
 * Stores an answer for the asker, who finds it with `/baton ask`: it cannot be sent to an unknown person.
 * @throws UserError when the question is hidden.
 */
export function answerPrivately(tx: Tx, { questionId, words }: { questionId: number; words: string }, now: Date): void {
  requireShown(tx, questionId);
  if (repliesOf(tx, questionId).length >= MAX_REPLIES) {
    throw new UserError('This conversation has reached its limit. Please answer in public.');
  }
  tx.insert(questionReplies).values({ questionId, side: 'managers', words }).run();
  announceCopies(tx, questionId, now);
}

/**
 * Posts question and answer in a team's channel.
 * @throws UserError when the question is hidden, or has a public answer.
 */
export function answerPublicly(
  tx: Tx,
  { questionId, words, teamId }: { questionId: number; words: string; teamId: number },
  now: Date,
): void {
  const question = requireShown(tx, questionId);
  if (question.postChannel !== null) {
    throw new UserError(`This question was already answered in ${channelLink(question.postChannel)}.`);
  }
  const change = { publicAnswer: words, postChannel: requireTeam(tx, teamId).channelId };
  tx.update(anonymousQuestions).set(change).where(eq(anonymousQuestions.id, questionId)).run();
  announcePost(tx, { ...question, ...change }, now);
  announceCopies(tx, questionId, now);
}

function requireShown(tx: Tx, questionId: number): Question {
  const question = requireQuestion(tx, questionId);
  if (question.hiddenBy !== null) throw new UserError('This question is hidden. Show it again to answer it.');
  return question;
}

/** Hides a question from everyone, or shows it again. Managers see who did it; the asker stays unknown. */
export function hideQuestion(
  tx: Tx,
  { questionId, managerId, hide }: { questionId: number; managerId: string; hide: boolean },
  now: Date,
): void {
  const question = requireQuestion(tx, questionId);
  if ((question.hiddenBy !== null) === hide) return;
  const change = { hiddenBy: hide ? managerId : null };
  tx.update(anonymousQuestions).set(change).where(eq(anonymousQuestions.id, questionId)).run();
  announcePost(tx, { ...question, ...change }, now);
  announceCopies(tx, questionId, now);
}

/**
 * Counts a supporter of a publicly answered question, once per person.
 * @returns the new number.
 */
export function supportQuestion(
  tx: Tx,
  keys: Keys,
  { questionId, userId }: { questionId: number; userId: string },
  now: Date,
): number {
  const question = requireQuestion(tx, questionId);
  if (question.hiddenBy !== null) throw new UserError('The managers have hidden this question.');
  const code = supporterCode(keys, question, userId);
  if (!code) throw new UserError('This question is too old to be supported.');
  const { changes } = tx.insert(questionSupports).values({ questionId, code }).onConflictDoNothing().run();
  if (changes > 0) announcePost(tx, question, now);
  return supportsOf(tx, questionId);
}
