/**
 * The anonymous answers of a cycle: one key outside of the database, a pseudonym for each person, and sealed boxes. A ritual calls
 * `prepareAnswers` in `begin`, `sealAnswer` through `writeAnonymously`, and `takeAnswers` in `end` and `drop`. It puts the side of a
 * person into the content if it needs it. Reasons: docs/decisions/0004-anonymity.md.
 */
import { type KeyObject, randomUUID } from 'node:crypto';
import { answererCode, prepareAnswerBoxes } from '../platform/crypto/answer-boxes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import { takeOut } from '../platform/crypto/sealed-box.ts';
import { shuffled } from '../platform/crypto/shuffled.ts';
import { and, eq, inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { type AnonymousTx, sealInto } from '../platform/db/write-anonymously.ts';
import { participantsOf } from './queries.ts';
import type { Occasion } from './ritual.ts';
import {
  isAnonymousCycle,
  type Participant,
  ritualBoxes,
  ritualCycles,
  ritualKeys,
  ritualPseudonyms,
} from './table.ts';

const KEY_NAME = /^ritual-/;

/** Makes room for everyone's answer; the longest has `contentBytes`. The key is on the disk before the cycle is. */
export function prepareAnswers(
  tx: Tx,
  { cycle: { id: cycleId }, people, keys }: Pick<Occasion, 'cycle' | 'people' | 'keys'>,
  { contentBytes, minimum }: { contentBytes: number; minimum: number },
): void {
  tx.update(ritualCycles).set({ anonymousMinimum: minimum }).where(eq(ritualCycles.id, cycleId)).run();
  const keyName = `ritual-${randomUUID()}`;
  const userIds = people.map(({ userId }) => userId);
  const { codes, boxes } = prepareAnswerBoxes(keys.require(keyName), { userIds, contentBytes });
  tx.insert(ritualKeys).values({ cycleId, keyName }).run();
  tx.insert(ritualPseudonyms)
    .values(codes.map((one) => ({ cycleId, hasAnswered: false, ...one })))
    .run();
  for (const box of boxes)
    tx.insert(ritualBoxes)
      .values({ cycleId, ...box })
      .run();
}

function keyOf(db: Db, keys: Keys, cycleId: number): KeyObject | undefined {
  const entry = db.select().from(ritualKeys).where(eq(ritualKeys.cycleId, cycleId)).get();
  return entry && keys.find(entry.keyName);
}

const isEntry = (cycleId: number, code: string) =>
  and(eq(ritualPseudonyms.cycleId, cycleId), eq(ritualPseudonyms.code, code));

const entryOf = (db: Db, key: KeyObject, cycleId: number, userId: string) =>
  db
    .select()
    .from(ritualPseudonyms)
    .where(isEntry(cycleId, answererCode(key, userId)))
    .get();

/** False also where the key is missing, and after the end. */
export function hasAnsweredAnonymously(db: Db, keys: Keys, cycleId: number, userId: string): boolean {
  const key = keyOf(db, keys, cycleId);
  return key !== undefined && (entryOf(db, key, cycleId, userId)?.hasAnswered ?? false);
}

/**
 * Adds an answer to its sealed box; the first answer of a person stays.
 * @returns false when the key or the box is lost.
 */
export function sealAnswer(
  tx: AnonymousTx,
  keys: Keys,
  { cycleId, userId }: { cycleId: number; userId: string },
  content: Buffer,
): boolean {
  const key = keyOf(tx, keys, cycleId);
  const entry = key && entryOf(tx, key, cycleId, userId);
  const isBox = and(eq(ritualBoxes.cycleId, cycleId), eq(ritualBoxes.part, entry?.part ?? 0));
  const box = tx.select().from(ritualBoxes).where(isBox).get();
  if (!key || !box || !entry) return false;
  if (entry.hasAnswered) return true;
  const { sealed } = sealInto(tx, key, box, content);
  tx.update(ritualBoxes).set({ sealed }).where(isBox).run();
  tx.update(ritualPseudonyms).set({ hasAnswered: true }).where(isEntry(cycleId, entry.code)).run();
  return true;
}

/**
 * Takes every answer out, in no order, and deletes boxes and pseudonyms; `destroySpentRitualKeys` destroys the key. Undefined when the
 * key or the boxes are lost, and at a second call.
 */
export function takeAnswers(tx: Tx, keys: Keys, cycleId: number): Buffer[] | undefined {
  const key = keyOf(tx, keys, cycleId);
  const boxes = tx.select().from(ritualBoxes).where(eq(ritualBoxes.cycleId, cycleId)).all();
  for (const table of [ritualBoxes, ritualPseudonyms, ritualKeys])
    tx.delete(table).where(eq(table.cycleId, cycleId)).run();
  return key && boxes.length > 0 ? shuffled(boxes.flatMap((box) => takeOut(key, box))) : undefined;
}

/** There is no result that could be compared with others: too few answered, or it was dropped. */
export const forgetAsked = (tx: Tx, cycleId: number): void =>
  void tx.update(ritualCycles).set({ anonymousMinimum: null }).where(eq(ritualCycles.id, cycleId)).run();

export interface AnonymousCycle {
  ritual: string;
  asked: Participant[];
  minimum: number;
  /** When its result was shown; now, as long as it was not. */
  shownAt: Date;
}

/** Anonymous cycles with a result since then, or later. */
export const anonymousCycles = (db: Db, since: Date, now: Date): AnonymousCycle[] =>
  db
    .select()
    .from(ritualCycles)
    .where(and(isAnonymousCycle, inArray(ritualCycles.status, ['open', 'closed', 'published'])))
    .all()
    .map(({ id, ritual, anonymousMinimum, publishedAt }) => ({
      ...{ ritual, asked: participantsOf(db, id), minimum: anonymousMinimum ?? 0, shownAt: publishedAt ?? now },
    }))
    .filter(({ shownAt }) => shownAt > since);

/** Destroys the keys of cycles that ended, so that backups and old pages cannot be read either. */
export function destroySpentRitualKeys(db: Db, keys: Keys): void {
  const made = keys.names().filter((name) => KEY_NAME.test(name));
  const needed = new Set(
    db
      .select()
      .from(ritualKeys)
      .all()
      .map(({ keyName }) => keyName),
  );
  for (const name of made) if (!needed.has(name)) keys.destroy(name);
}
