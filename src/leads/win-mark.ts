/** Leads whose win may have changed. src/wins takes each, so a change of a lead costs no more than this row. */
import type { Tx } from '../platform/db/write.ts';
import type { PostedKey } from '../platform/outbox/posted-messages.ts';
import { winMarks } from './table.ts';

/** The post of a win. */
export const winKey = (leadId: number): PostedKey => ({ kind: 'lead_win', subjectId: leadId });

/** In the transaction of a change that shows on a win, or that ends it. */
export const markWin = (tx: Tx, leadId: number): void =>
  void tx.insert(winMarks).values({ leadId }).onConflictDoNothing().run();
