import { recordAudit } from '../platform/audit/record.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue, type Messages } from '../platform/outbox/enqueue.ts';
import { datasets } from './list.ts';

/** Sends a file to the person, and records that data leaves. */
export function askForExport(tx: Tx, payload: Messages['export_file'], now: Date): void {
  const { userId, what, format, since } = payload;
  enqueue(tx, 'export_file', payload, { orderingKey: userId }, now);
  const details = { format, ...(since !== null && { since }) };
  recordAudit(tx, { kind: 'data.exported', actor: userId, subject: datasets[what].subject, details }, now);
}
