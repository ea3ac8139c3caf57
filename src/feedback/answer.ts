import type { KeyObject } from 'node:crypto';
import { noteChange } from '../platform/changes/changes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { pseudonymOf } from '../platform/crypto/pseudonyms.ts';
import { putIn } from '../platform/crypto/sealed-box.ts';
import { and, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { mention, moment } from '../platform/slack/mrkdwn.ts';
import { announceCard, announceRequest } from './announce.ts';
import { writeContent } from './content.ts';
import { ANSWERED } from './open.ts';
import { recipientOf, requireRound } from './queries.ts';
import { feedbackAnswers, feedbackBoxes, feedbackMarks, type Round } from './table.ts';
import type { Answers } from './types.ts';

export interface Answering {
  roundId: number;
  userId: string;
  answers: Answers;
}

/**
 * The round, if this person is asked in it and may still answer.
 * @throws UserError otherwise, in words for them.
 */
export function requireOpenFor(db: Db, roundId: number, userId: string, now: Date): Round {
  const round = requireRound(db, roundId);
  if (!recipientOf(db, roundId, userId)) throw new UserError('You were not asked in this round of feedback.');
  if (round.closedAt !== null || round.closesAt <= now) {
    throw new UserError(
      `This round ended ${moment(round.closedAt ?? round.closesAt)}, so no answer is taken any more. What you typed stays in the form: copy it and send it to ${mention(round.askerId)} if you want them to have it.`,
    );
  }
  return round;
}

/** Whether somebody has answered. False where the key that could tell is not there. */
export function hasAnswered(db: Db, keys: Keys, { id, isAnonymous, keyName }: Round, userId: string): boolean {
  if (!isAnonymous) {
    const answer = db
      .select({ at: feedbackAnswers.at })
      .from(feedbackAnswers)
      .where(and(eq(feedbackAnswers.roundId, id), eq(feedbackAnswers.userId, userId)))
      .get();
    return answer !== undefined;
  }
  const key = keyName === null ? undefined : keys.find(keyName);
  return key !== undefined && (markOfPerson(db, key, id, userId)?.hasAnswered ?? false);
}

const markOfPerson = (db: Db, key: KeyObject, roundId: number, userId: string) =>
  db
    .select()
    .from(feedbackMarks)
    .where(and(eq(feedbackMarks.roundId, roundId), eq(feedbackMarks.mark, pseudonymOf(key, ANSWERED, userId))))
    .get();

/**
 * Takes somebody's answer. In a named round it replaces the one that they gave before; in an anonymous one the first
 * stays, for no way leads back to it.
 * @throws UserError when they may not answer, or not any more.
 */
export function answerRound(tx: Tx, keys: Keys, { roundId, userId, answers }: Answering, now: Date): void {
  const round = requireOpenFor(tx, roundId, userId, now);
  if (round.isAnonymous) hideAnswer(tx, keys, round, { userId, answers });
  else takeAnswer(tx, round, { userId, answers }, now);
}

function takeAnswer(tx: Tx, round: Round, { userId, answers }: Omit<Answering, 'roundId'>, now: Date): void {
  const roundId = round.id;
  tx.insert(feedbackAnswers)
    .values({ roundId, userId, answers, at: now })
    .onConflictDoUpdate({ target: [feedbackAnswers.roundId, feedbackAnswers.userId], set: { answers, at: now } })
    .run();
  noteChange(tx, { people: [userId, round.askerId] }, now);
  announceRequest(tx, roundId, userId, now);
  announceCard(tx, round, now);
}

/** Nothing else is written, and nothing is announced: see docs/decisions/0004-anonymity.md. */
function hideAnswer(tx: Tx, keys: Keys, round: Round, { userId, answers }: Omit<Answering, 'roundId'>): void {
  const roundId = round.id;
  const key = round.keyName === null ? undefined : keys.find(round.keyName);
  const mark = key && markOfPerson(tx, key, roundId, userId);
  const ofThis = and(eq(feedbackBoxes.roundId, roundId), eq(feedbackBoxes.part, mark?.part ?? 0));
  const box = tx.select().from(feedbackBoxes).where(ofThis).get();
  if (!key || !box || !mark) {
    throw new UserError(
      `I cannot take this answer: what keeps it anonymous was lost on my machine. Please tell ${mention(round.askerId)}, so that they ask again.`,
    );
  }
  if (mark.hasAnswered) return;
  const side = recipientOf(tx, roundId, userId)?.side ?? null;
  const { sealed } = putIn(key, box, writeContent({ side, answers }));
  tx.update(feedbackBoxes).set({ sealed }).where(ofThis).run();
  tx.update(feedbackMarks)
    .set({ hasAnswered: true })
    .where(and(eq(feedbackMarks.roundId, roundId), eq(feedbackMarks.mark, mark.mark)))
    .run();
}
