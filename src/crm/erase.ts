import { erasedLeads } from '../leads/table.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { endLink } from './links.ts';
import { crmLinks, crmOrders } from './table.ts';

const AT_ONCE = 100;

/**
 * A task: the links of erased leads end, and their fingerprints and orders go. The CRM is told nothing: it has its own record of the
 * person, and its own rules for erasing it. The id of the record stays, so that it does not come in again.
 */
export function endErasedLinks(tx: Tx, now: Date): void {
  const erased = tx.select().from(erasedLeads).limit(AT_ONCE).all();
  for (const { leadId } of erased) {
    for (const link of tx.select().from(crmLinks).where(eq(crmLinks.leadId, leadId)).all()) {
      endLink(tx, link, 'erased', link.endedAt ?? now);
    }
    tx.delete(crmOrders).where(eq(crmOrders.leadId, leadId)).run();
    tx.delete(erasedLeads).where(eq(erasedLeads.leadId, leadId)).run();
  }
}
