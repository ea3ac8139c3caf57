import { noteChange } from '../platform/changes/changes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { and, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { AnonymousTx } from '../platform/db/write-anonymously.ts';
import { UserError } from '../platform/errors.ts';
import { mention, moment } from '../platform/slack/mrkdwn.ts';
import { announceCard, announceRequest } from './announce.ts';
import { hasAnsweredAnonymously, sealAnswer } from './anonymous.ts';
import { recipientOf, requireRound } from './queries.ts';
import { feedbackAnswers, type Round } from './table.ts';
import type { Answers } from './types.ts';

export interface Answering {
  roundId: number;
  /** Of the ritual that asks; left out for a survey of a person. */
  cycleId?: number;
  userId: string;
  answers: Answers;
}

/** @throws UserError unless this person is asked in the survey, or in this cycle of a ritual, and it is open. */
export function requireOpenFor(
  db: Db,
  { roundId, userId, cycleId = null }: { roundId: number; userId: string; cycleId?: number | null },
  now: Date,
): Round {
  const round = requireRound(db, roundId);
  if (round.cycleId !== cycleId) throw new UserError('This survey is no longer available.');
  if (!recipientOf(db, roundId, userId)) throw new UserError('You were not asked in this survey.');
  if (round.closedAt !== null || round.closesAt <= now) {
    const [what, to] = cycleId === null ? ['This survey', ` and send it to ${mention(round.askerId)}`] : ['This', ''];
    throw new UserError(
      `${what} closed ${moment(round.closedAt ?? round.closesAt)} and takes no more answers. Your text stays in the form: you can copy it${to}.`,
    );
  }
  return round;
}

/** Whether a person has answered. False where the key of an anonymous survey is missing. */
export function hasAnswered(db: Db, keys: Keys, round: Round, userId: string): boolean {
  if (round.isAnonymous) return hasAnsweredAnonymously(db, keys, round, userId);
  const answer = db
    .select({ at: feedbackAnswers.at })
    .from(feedbackAnswers)
    .where(and(eq(feedbackAnswers.roundId, round.id), eq(feedbackAnswers.userId, userId)))
    .get();
  return answer !== undefined;
}

/**
 * Stores an answer under the person's name, in place of an earlier one.
 * @throws UserError when they may not answer, or no longer.
 */
export function answerByName(tx: Tx, { roundId, userId, answers }: Answering, now: Date): void {
  const round = requireOpenFor(tx, { roundId, userId }, now);
  if (round.isAnonymous) throw new TypeError('An anonymous survey takes no names.');
  tx.insert(feedbackAnswers)
    .values({ roundId, userId, answers, at: now })
    .onConflictDoUpdate({ target: [feedbackAnswers.roundId, feedbackAnswers.userId], set: { answers, at: now } })
    .run();
  noteChange(tx, { people: [userId, round.askerId] }, now);
  announceRequest(tx, roundId, userId, now);
  announceCard(tx, round, now);
}

/**
 * Stores an answer without a name. The first answer stays, since no way leads from a person back to it.
 * @throws UserError when they may not answer, or no longer, or the key is lost.
 */
export function answerAnonymously(
  tx: AnonymousTx,
  keys: Keys,
  { roundId, userId, cycleId, answers }: Answering,
  now: Date,
): void {
  const round = requireOpenFor(tx, { roundId, userId, ...(cycleId !== undefined && { cycleId }) }, now);
  const side = recipientOf(tx, roundId, userId)?.side ?? null;
  if (!sealAnswer(tx, keys, round, userId, { side, answers })) {
    throw new UserError(
      `I cannot take this answer: the key that keeps it anonymous was lost. Please ask ${cycleId === undefined ? mention(round.askerId) : 'a manager'} to start a new survey.`,
    );
  }
}
