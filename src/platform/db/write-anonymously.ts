import type { KeyObject } from 'node:crypto';
import { type Box, putIn } from '../crypto/sealed-box.ts';
import type { Db } from './open.ts';
import { truncateWal } from './truncate-wal.ts';
import type { Write } from './write.ts';

declare const isAnonymous: unique symbol;

/**
 * A transaction that is not a `Tx`: idempotency keys, messages and noted changes do not accept it, since each of them
 * would store a person or a time next to the words.
 */
export type AnonymousTx = Db & { readonly [isAnonymous]: true };

interface Anonymously<T> {
  /** Recognises a repeated submission by itself: it must not leave an idempotency key. */
  change: (tx: AnonymousTx) => T;
  /** The person whose home shows the effect. It is drawn from memory: a noted change has a name and a time. */
  homeOf?: string;
}

/**
 * The one way to store what a person says without their name, in the order of docs/decisions/0004-anonymity.md: the
 * sealed value alone, then the write-ahead log without the pages of before, then the home.
 */
export async function writeAnonymously<T>(
  { db, write, homes }: { db: Db; write: Write; homes: { review(userId: string): void } },
  { change, homeOf }: Anonymously<T>,
): Promise<T> {
  const result = await write((tx) => change(tx as Db as AnonymousTx));
  truncateWal(db);
  if (homeOf !== undefined) homes.review(homeOf);
  return result;
}

/** The box with one more content, in a transaction that stores nothing else about it. */
export const sealInto = (_tx: AnonymousTx, key: KeyObject, box: Box, content: Buffer): Box => putIn(key, box, content);
