/** One key per month, kept long enough for a conversation, then destroyed with that month's questions. */
import { DateTime } from 'luxon';
import type { Keys } from '../platform/crypto/keys.ts';
import { eq, inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { forgetPosted } from '../platform/outbox/posted-messages.ts';
import type { Services } from '../platform/services.ts';
import { newBox } from './anonymous.ts';
import { copyKey, postKey } from './posted.ts';
import { anonymousQuestions, questionCopies, questionReplies, questionSupports, sealedQuestions } from './table.ts';

/** A question can be answered this long after the month in which it was asked. */
const KEPT_DAYS = 60;
/** The first name of the feature; key files and rows have it. */
const NAME = /^box-(\d{4})-(\d{2})$/;

export const keyNameAt = (now: Date): string => `box-${now.toISOString().slice(0, 7)}`;

/** Whether the key of this month is to be destroyed. */
function isOver(keyName: string, now: Date): boolean {
  const [, year, month] = NAME.exec(keyName) ?? [];
  if (!year || !month) return false;
  const ends = DateTime.utc(Number(year), Number(month)).plus({ months: 1, days: KEPT_DAYS });
  return ends.toJSDate() <= now;
}

/**
 * Prepares the month's key and box before anyone asks: made on demand, their time would show when that was. Deletes past
 * months, first their rows and then their keys.
 */
export async function keepQuestionKeys({
  db,
  write,
  keys,
  now,
}: Pick<Services, 'db' | 'write' | 'keys' | 'now'>): Promise<void> {
  const keyName = keyNameAt(now());
  if (!keys.find(keyName) || !hasRoom(db, keyName)) {
    const box = newBox(keys, keyName);
    // Content sealed with a key that is left on another machine is unreadable, so the box is replaced.
    await write((tx) => {
      tx.insert(sealedQuestions)
        .values({ keyName, ...box })
        .onConflictDoUpdate({ target: sealedQuestions.keyName, set: box })
        .run();
    });
  }
  const over = keysOf(db, keys).filter((name) => isOver(name, now()));
  if (over.length === 0) return;
  await write((tx) => {
    for (const name of over) forget(tx, name);
  });
  for (const name of over) keys.destroy(name);
}

const hasRoom = (db: Db, keyName: string): boolean =>
  db
    .select({ keyName: sealedQuestions.keyName })
    .from(sealedQuestions)
    .where(eq(sealedQuestions.keyName, keyName))
    .get() !== undefined;

/** Includes names with rows and without a key: a backup that was restored on another machine. */
function keysOf(db: Db, keys: Keys): string[] {
  const waiting = db.select({ name: sealedQuestions.keyName }).from(sealedQuestions).all();
  const asked = db.selectDistinct({ name: anonymousQuestions.keyName }).from(anonymousQuestions).all();
  const made = keys.names().filter((name) => NAME.test(name));
  return [...new Set([...made, ...[...waiting, ...asked].map(({ name }) => name)])];
}

function forget(tx: Tx, keyName: string): void {
  const questions = tx
    .select({ id: anonymousQuestions.id })
    .from(anonymousQuestions)
    .where(eq(anonymousQuestions.keyName, keyName));
  for (const { id } of questions.all()) {
    forgetPosted(tx, { kind: copyKey({ questionId: id, place: '' }).kind, subjectId: id });
    forgetPosted(tx, postKey(id));
  }
  for (const table of [questionReplies, questionCopies, questionSupports]) {
    tx.delete(table).where(inArray(table.questionId, questions)).run();
  }
  tx.delete(anonymousQuestions).where(eq(anonymousQuestions.keyName, keyName)).run();
  tx.delete(sealedQuestions).where(eq(sealedQuestions.keyName, keyName)).run();
}
