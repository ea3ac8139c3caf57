/** The homes that show a review. */
import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import type { ReviewAction } from './table.ts';

/** The homes of its owners. */
export function announceAction(
  tx: Tx,
  { ownerId }: ReviewAction,
  { ownerBefore = null }: { ownerBefore?: string | null },
  now: Date,
): void {
  noteChange(tx, { people: [ownerId, ownerBefore] }, now);
}
