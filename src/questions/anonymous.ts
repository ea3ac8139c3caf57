/**
 * The keys, pseudonyms and sealed boxes of anonymous questions; nothing else in this folder touches them. Reasons:
 * docs/decisions/0004-anonymity.md.
 */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';
import { pseudonymOf } from '../platform/crypto/pseudonyms.ts';
import { type Box, emptyBox, takeOut } from '../platform/crypto/sealed-box.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { type AnonymousTx, sealInto } from '../platform/db/write-anonymously.ts';
import { UserError } from '../platform/errors.ts';
import { type Content, readContent, writeContent } from './content.ts';
import { type Question, sealedQuestions } from './table.ts';

/** Room until the next delivery: this many questions and replies, with words as long as the form takes. */
const ROOM = { capacity: 60, contentBytes: 3_600 };

export const newBox = (keys: Keys, keyName: string): Box => emptyBox(keys.require(keyName), ROOM);

const askerCode = (key: KeyObject, questionId: number, userId: string): string =>
  // Stored codes depend on this purpose, first named so.
  pseudonymOf(key, `box:${questionId}`, userId);

export function isAsker(keys: Keys, { id, keyName, asker }: Question, userId: string): boolean {
  const key = keys.find(keyName);
  return key !== undefined && askerCode(key, id, userId) === asker;
}

/** Undefined when the key is destroyed or missing. */
export function supporterCode(keys: Keys, { id, keyName }: Question, userId: string): string | undefined {
  const key = keys.find(keyName);
  return key && pseudonymOf(key, `support:${id}`, userId);
}

/** Codes under a key that is stored nowhere. */
export function transientCodes(): (userId: string) => string {
  const key = createSecretKey(randomBytes(32));
  return (userId) => pseudonymOf(key, 'day', userId);
}

/** All waiting questions and replies, in no order. Boxes without a key are left out. */
function waiting(db: Db, keys: Keys) {
  const boxes = db.select().from(sealedQuestions).all();
  return boxes.flatMap((box) => {
    const key = keys.find(box.keyName);
    return key ? [{ box, key, contents: takeOut(key, box).map(readContent) }] : [];
  });
}

/** The person's questions that wait for delivery. */
export const waitingWordsOf = (db: Db, keys: Keys, userId: string): string[] =>
  waiting(db, keys).flatMap(({ key, contents }) =>
    contents.flatMap((one) =>
      one.kind === 'question' && one.asker === askerCode(key, one.id, userId) ? [one.words] : [],
    ),
  );

type Unsigned = ({ kind: 'question'; id: number; userId: string } | { kind: 'reply'; questionId: number }) & {
  words: string;
  sent: string;
};

function signed(key: KeyObject, one: Unsigned): Content {
  if (one.kind === 'reply') return one;
  const { userId, ...question } = one;
  return { ...question, asker: askerCode(key, one.id, userId) };
}

/**
 * Seals a question or a reply until the next delivery.
 * @returns false when this form was submitted before.
 * @throws UserError when there is no room.
 */
export function sealContent(tx: AnonymousTx, keys: Keys, keyName: string, one: Unsigned): boolean {
  const key = keys.find(keyName);
  const box = tx.select().from(sealedQuestions).where(eq(sealedQuestions.keyName, keyName)).get();
  if (!key || !box) throw new UserError('Anonymous questions are being set up. Please try again in a minute.');
  const others = waiting(tx, keys).flatMap(({ contents }) => contents);
  if (others.some(({ sent }) => sent === one.sent)) return false;
  if (others.length >= box.capacity) {
    throw new UserError('No more questions fit before the next working morning. Please come back then.');
  }
  const { sealed } = sealInto(tx, key, box, writeContent(signed(key, one)));
  tx.update(sealedQuestions).set({ sealed }).where(eq(sealedQuestions.keyName, keyName)).run();
  return true;
}

/** Takes out everything that waits. An empty box is left alone, so that it does not change on the disk. */
export function takeAll(tx: Tx, keys: Keys): { keyName: string; contents: Content[] }[] {
  const full = waiting(tx, keys).filter(({ contents }) => contents.length > 0);
  for (const { box, key } of full) {
    const { sealed } = emptyBox(key, { capacity: box.capacity, contentBytes: box.slotBytes - 4 });
    tx.update(sealedQuestions).set({ sealed }).where(eq(sealedQuestions.keyName, box.keyName)).run();
  }
  return full.map(({ box, contents }) => ({ keyName: box.keyName, contents }));
}
