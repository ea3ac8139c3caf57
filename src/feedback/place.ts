import { and, eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { feedbackRecipients } from './table.ts';

/** In place of a message's moment: somebody deleted it, and means it. */
export const GONE = 'gone';

/** Where the message of somebody who was asked stands. */
export function notePlace(
  tx: Tx,
  { roundId, userId }: { roundId: number; userId: string },
  { channel, ts }: { channel: string | null; ts: string },
): void {
  tx.update(feedbackRecipients)
    .set({ dmChannel: channel, dmTs: ts })
    .where(and(eq(feedbackRecipients.roundId, roundId), eq(feedbackRecipients.userId, userId)))
    .run();
}
