import { randomInt } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';
import { putIn } from '../platform/crypto/sealed-box.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { type Content, sentBy, writeContent } from './content.ts';
import { keyNameAt } from './periods.ts';
import { askerMark, MOST_REPLIES, repliesOf, requireAsker, waitingContents } from './queries.ts';
import { boxWaiting } from './table.ts';

/** SQLite's rows lie in the order of their numbers, so these are drawn. */
const LARGEST_ID = 2 ** 47;

interface Sent {
  userId: string;
  words: string;
  /** Of the form, by which one that comes twice is known. */
  viewId: string;
}

/**
 * Puts a question into the box, where it waits for the next delivery.
 * @returns false when this form came before.
 */
export function askManagers(tx: Tx, keys: Keys, { userId, words, viewId }: Sent, now: Date): boolean {
  if (teamsOfKind(tx, 'sales').length + teamsOfKind(tx, 'marketing').length === 0) {
    throw new UserError('There is no team with a manager yet, so nobody would read it.');
  }
  const id = randomInt(1, LARGEST_ID);
  return put(
    tx,
    keys,
    (key) => ({ kind: 'question', id, asker: askerMark(key, id, userId), words, sent: sentBy(viewId) }),
    now,
  );
}

/** The asker's answer to what managers wrote to them, on the same way. */
export function replyToManagers(
  tx: Tx,
  keys: Keys,
  { questionId, userId, words, viewId }: Sent & { questionId: number },
  now: Date,
): boolean {
  const question = requireAsker(tx, keys, questionId, userId);
  if (question.hiddenBy !== null)
    throw new UserError('Managers have hidden this question, so they read no reply to it.');
  const replies = repliesOf(tx, questionId);
  if (replies.length >= MOST_REPLIES) {
    throw new UserError('This conversation has grown too long for the box. Please ask a new question.');
  }
  if (!replies.some(({ side }) => side === 'managers')) {
    throw new UserError('Nobody has written to you about this question yet.');
  }
  return put(tx, keys, () => ({ kind: 'reply', questionId, words, sent: sentBy(viewId) }), now);
}

type Key = ReturnType<Keys['require']>;

function put(tx: Tx, keys: Keys, contentOf: (key: Key) => Content, now: Date): boolean {
  const keyName = keyNameAt(now);
  const key = keys.find(keyName);
  const box = tx.select().from(boxWaiting).where(eq(boxWaiting.keyName, keyName)).get();
  if (!key || !box) throw new UserError('The box is being set up. Please try again in a minute.');
  const content = contentOf(key);
  const waiting = waitingContents(tx, keys).flatMap(({ contents }) => contents);
  if (waiting.some(({ sent }) => sent === content.sent)) return false;
  if (waiting.length >= box.capacity) {
    throw new UserError('The box is full until it is emptied on the next working morning. Please come back then.');
  }
  const { sealed } = putIn(key, box, writeContent(content));
  tx.update(boxWaiting).set({ sealed }).where(eq(boxWaiting.keyName, keyName)).run();
  return true;
}
