import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { subjectOfThread } from './subjects.ts';
import { erasures, type NamedContact } from './table.ts';

export const isErased = (db: Db, subject: string): boolean =>
  db.select({ at: erasures.at }).from(erasures).where(eq(erasures.subject, subject)).get() !== undefined;

export const noteErasure = (
  tx: Tx,
  { subject, card, contact }: { subject: string; card?: PostedPlace | undefined; contact?: NamedContact | undefined },
  at: Date,
): void => void tx.insert(erasures).values({ subject, at, channel: card?.channel, ts: card?.ts, contact }).run();

/** Baton's replies under this card name the person: `emptyThreads` deletes them. The card and its history stay. */
export function noteThread(tx: Tx, card: PostedPlace | undefined, at: Date): void {
  if (!card) return;
  const { channel, ts } = card;
  const again = { at, threadEmptiedAt: null };
  tx.insert(erasures)
    .values({ subject: subjectOfThread(card), at, channel, ts })
    .onConflictDoUpdate({ target: erasures.subject, set: again })
    .run();
}
