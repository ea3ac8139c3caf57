/** What managers do with a question. Who they are is checked by whoever calls this: `requireSomeManager`. */

import type { Keys } from '../platform/crypto/keys.ts';
import { pseudonymOf } from '../platform/crypto/pseudonyms.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { channelLink } from '../platform/slack/mrkdwn.ts';
import { requireTeam } from '../teams/queries.ts';
import { announceCopies, announcePost } from './announce.ts';
import { MOST_REPLIES, repliesOf, requireQuestion, supportsOf } from './queries.ts';
import { boxQuestions, boxReplies, boxSupports, type Question } from './table.ts';

/**
 * Writes to whoever asked, through the bot: they find it with `/baton ask`, since nobody knows where to send it.
 * @throws UserError when it is hidden.
 */
export function answerPrivately(tx: Tx, { questionId, words }: { questionId: number; words: string }, now: Date): void {
  requireShown(tx, questionId);
  if (repliesOf(tx, questionId).length >= MOST_REPLIES) {
    throw new UserError('This conversation has grown too long for the box. Please answer in public.');
  }
  tx.insert(boxReplies).values({ questionId, side: 'managers', words }).run();
  announceCopies(tx, questionId, now);
}

/**
 * Posts question and answer into the channel of a team.
 * @throws UserError when it is hidden, or was answered in public before.
 */
export function answerPublicly(
  tx: Tx,
  { questionId, words, teamId }: { questionId: number; words: string; teamId: number },
  now: Date,
): void {
  const question = requireShown(tx, questionId);
  if (question.postChannel !== null) {
    throw new UserError(`This question has an answer in ${channelLink(question.postChannel)} already.`);
  }
  const change = { publicAnswer: words, postChannel: requireTeam(tx, teamId).channelId };
  tx.update(boxQuestions).set(change).where(eq(boxQuestions.id, questionId)).run();
  announcePost(tx, { ...question, ...change }, now);
  announceCopies(tx, questionId, now);
}

function requireShown(tx: Tx, questionId: number): Question {
  const question = requireQuestion(tx, questionId);
  if (question.hiddenBy !== null) throw new UserError('This question is hidden. Show it again to answer it.');
  return question;
}

/** Takes a question from everybody's sight, or brings it back. Managers see who did; nobody sees who asked. */
export function hideQuestion(
  tx: Tx,
  { questionId, managerId, hide }: { questionId: number; managerId: string; hide: boolean },
  now: Date,
): void {
  const question = requireQuestion(tx, questionId);
  if ((question.hiddenBy !== null) === hide) return;
  const change = { hiddenBy: hide ? managerId : null };
  tx.update(boxQuestions).set(change).where(eq(boxQuestions.id, questionId)).run();
  announcePost(tx, { ...question, ...change }, now);
  announceCopies(tx, questionId, now);
}

/**
 * Counts somebody for a question that was answered in public, once.
 * @returns how many there are now.
 */
export function supportQuestion(
  tx: Tx,
  keys: Keys,
  { questionId, userId }: { questionId: number; userId: string },
  now: Date,
): number {
  const question = requireQuestion(tx, questionId);
  if (question.hiddenBy !== null) throw new UserError('The managers have hidden this question.');
  const key = keys.find(question.keyName);
  if (!key) throw new UserError('This question is too old to be counted for.');
  const { changes } = tx
    .insert(boxSupports)
    .values({ questionId, mark: pseudonymOf(key, `support:${questionId}`, userId) })
    .onConflictDoNothing()
    .run();
  if (changes > 0) announcePost(tx, question, now);
  return supportsOf(tx, questionId);
}
