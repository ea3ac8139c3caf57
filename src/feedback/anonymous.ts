/**
 * The keys, pseudonyms and sealed boxes of anonymous surveys; nothing else in this folder touches them. Reasons:
 * docs/decisions/0004-anonymity.md.
 */
import { type KeyObject, randomUUID } from 'node:crypto';
import { answererCode, prepareAnswerBoxes } from '../platform/crypto/answer-boxes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { takeOut } from '../platform/crypto/sealed-box.ts';
import { and, eq, isNotNull } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { type AnonymousTx, sealInto } from '../platform/db/write-anonymously.ts';
import type { Asked } from './audience.ts';
import { readContent, writeContent } from './content.ts';
import { longestAnswer } from './questions.ts';
import type { Given } from './results.ts';
import { feedbackBoxes, feedbackPseudonyms, feedbackRounds, isOpenRound, type Round } from './table.ts';
import type { Question } from './types.ts';

export const newKeyName = (): string => `round-${randomUUID()}`;
const KEY_NAME = /^round-/;

const keyOf = (keys: Keys, { keyName }: Round): KeyObject | undefined =>
  keyName === null ? undefined : keys.find(keyName);

/** Makes room for every answer and pseudonym when the survey opens. */
export function prepareBoxes(
  tx: Tx,
  keys: Keys,
  { roundId, keyName, questions, asked }: { roundId: number; keyName: string; questions: Question[]; asked: Asked[] },
): void {
  const { codes, boxes } = prepareAnswerBoxes(keys.require(keyName), {
    userIds: asked.map(({ userId }) => userId),
    contentBytes: longestAnswer(questions),
  });
  tx.insert(feedbackPseudonyms)
    .values(codes.map((one) => ({ roundId, hasAnswered: false, ...one })))
    .run();
  for (const box of boxes)
    tx.insert(feedbackBoxes)
      .values({ roundId, ...box })
      .run();
}

const entryOf = (db: Db, key: KeyObject, { id }: Round, userId: string) =>
  db
    .select()
    .from(feedbackPseudonyms)
    .where(isEntry(id, answererCode(key, userId)))
    .get();

const isEntry = (roundId: number, code: string) =>
  and(eq(feedbackPseudonyms.roundId, roundId), eq(feedbackPseudonyms.code, code));

/** False also where the key is missing. */
export function hasAnsweredAnonymously(db: Db, keys: Keys, round: Round, userId: string): boolean {
  const key = keyOf(keys, round);
  return key !== undefined && (entryOf(db, key, round, userId)?.hasAnswered ?? false);
}

/**
 * Adds an answer to its sealed box; the first answer of a person stays.
 * @returns false when the key or the box is lost.
 */
export function sealAnswer(tx: AnonymousTx, keys: Keys, round: Round, userId: string, given: Given): boolean {
  const key = keyOf(keys, round);
  const entry = key && entryOf(tx, key, round, userId);
  const isBox = and(eq(feedbackBoxes.roundId, round.id), eq(feedbackBoxes.part, entry?.part ?? 0));
  const box = tx.select().from(feedbackBoxes).where(isBox).get();
  if (!key || !box || !entry) return false;
  if (entry.hasAnswered) return true;
  const { sealed } = sealInto(tx, key, box, writeContent(given));
  tx.update(feedbackBoxes).set({ sealed }).where(isBox).run();
  tx.update(feedbackPseudonyms).set({ hasAnswered: true }).where(isEntry(round.id, entry.code)).run();
  return true;
}

/** Takes every answer out and deletes boxes and pseudonyms. Undefined when the key or the boxes are lost. */
export function emptyBoxes(tx: Tx, keys: Keys, round: Round): Given[] | undefined {
  const key = keyOf(keys, round);
  const boxes = tx.select().from(feedbackBoxes).where(eq(feedbackBoxes.roundId, round.id)).all();
  const given = key && boxes.length > 0 ? boxes.flatMap((box) => takeOut(key, box).map(readContent)) : undefined;
  tx.delete(feedbackBoxes).where(eq(feedbackBoxes.roundId, round.id)).run();
  tx.delete(feedbackPseudonyms).where(eq(feedbackPseudonyms.roundId, round.id)).run();
  return given;
}

/** Destroys the keys of closed surveys, so that backups and old pages cannot be read either. */
export function destroySpentKeys(db: Db, keys: Keys): void {
  const made = keys.names().filter((name) => KEY_NAME.test(name));
  const used = db
    .select({ keyName: feedbackRounds.keyName })
    .from(feedbackRounds)
    .where(and(isOpenRound, isNotNull(feedbackRounds.keyName)))
    .all();
  const needed = new Set(used.map(({ keyName }) => keyName));
  for (const name of made) if (!needed.has(name)) keys.destroy(name);
}
