import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { markDays } from './keep-tallies.ts';
import { scoreboardLeads } from './table.ts';

/** A lead that is removed counts nowhere any more. */
export function forgetStory(tx: Tx, leadId: number): void {
  const story = tx.delete(scoreboardLeads).where(eq(scoreboardLeads.leadId, leadId)).returning().get();
  if (story) markDays(tx, [story]);
}
