import { randomInt } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';
import type { AnonymousTx } from '../platform/db/write-anonymously.ts';
import { UserError } from '../platform/errors.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { sealContent } from './anonymous.ts';
import { sentBy } from './content.ts';
import { keyNameAt } from './periods.ts';
import { MAX_REPLIES, repliesOf, requireAsker } from './queries.ts';

/** SQLite keeps rows in the order of their ids, so ids are random. */
const MAX_ID = 2 ** 47;

interface Sent {
  userId: string;
  words: string;
  /** Identifies a form that is submitted twice. */
  viewId: string;
}

/**
 * Takes a question until the next delivery.
 * @returns false when this form was submitted before.
 */
export function askManagers(tx: AnonymousTx, keys: Keys, { userId, words, viewId }: Sent, now: Date): boolean {
  if (teamsOfKind(tx, 'sales').length + teamsOfKind(tx, 'marketing').length === 0) {
    throw new UserError('There is no team yet, so no manager would read it.');
  }
  const question = { kind: 'question' as const, id: randomInt(1, MAX_ID), userId, words, sent: sentBy(viewId) };
  return sealContent(tx, keys, keyNameAt(now), question);
}

/** Takes the asker's reply to managers, in the same way. */
export function replyToManagers(
  tx: AnonymousTx,
  keys: Keys,
  { questionId, userId, words, viewId }: Sent & { questionId: number },
  now: Date,
): boolean {
  const question = requireAsker(tx, keys, questionId, userId);
  if (question.hiddenBy !== null) throw new UserError('The managers have hidden this question, so you can’t reply.');
  const replies = repliesOf(tx, questionId);
  if (replies.length >= MAX_REPLIES) {
    throw new UserError('This conversation has reached its limit. Please ask a new question.');
  }
  if (!replies.some(({ side }) => side === 'managers')) {
    throw new UserError('The managers have not answered this question yet.');
  }
  return sealContent(tx, keys, keyNameAt(now), { kind: 'reply', questionId, words, sent: sentBy(viewId) });
}
