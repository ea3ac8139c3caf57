import { recordAudit } from '../../platform/audit/record.ts';
import { eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { dropKept, keepUnread } from '../kept.ts';
import { requireKept, requireSource } from '../queries.ts';
import { intakeReceipts, type Kept } from '../table.ts';
import { type TakenIn, takeIn } from '../take-in.ts';

/**
 * Takes a kept body in, by the present mapping of its source. It stays if it still cannot be read, with the new reasons;
 * one that is about no lead goes.
 * A repetition by its sender then gets the lead as its answer.
 * @throws UserError if it is gone.
 */
export function takeInKept(tx: Tx, keptId: number, now: Date): TakenIn {
  const kept = requireKept(tx, keptId);
  const source = requireSource(tx, kept.sourceId);
  const taken = takeIn(tx, source, kept.body, now);
  if ('reasons' in taken) {
    keepUnread(tx, kept, taken.reasons, now);
    return taken;
  }
  dropKept(tx, keptId);
  if ('ignored' in taken) return taken;
  tx.update(intakeReceipts).set({ leadId: taken.lead.id, keptId: null }).where(eq(intakeReceipts.keptId, keptId)).run();
  return taken;
}

/** Deletes a kept body that is no lead, such as spam. */
export function discardKept(tx: Tx, keptId: number, by: string, now: Date): Kept {
  const kept = requireKept(tx, keptId);
  const { slug } = requireSource(tx, kept.sourceId);
  dropKept(tx, keptId);
  // A repetition by its sender is not kept again.
  tx.update(intakeReceipts).set({ keptId: null }).where(eq(intakeReceipts.keptId, keptId)).run();
  recordAudit(tx, { kind: 'source.discarded', actor: by, subject: `source:${slug}` }, now);
  return kept;
}
