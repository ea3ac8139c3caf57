import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { removeCredits } from './records.ts';
import { wins } from './table.ts';

/** The win of a lead that is removed. */
export function forgetWin(tx: Tx, leadId: number): void {
  removeCredits(tx, leadId);
  tx.delete(wins).where(eq(wins.leadId, leadId)).run();
}
