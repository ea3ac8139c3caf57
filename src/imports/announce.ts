import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey } from '../platform/outbox/posted-messages.ts';
import type { Import } from './table.ts';

/** The one message of an import, edited in place. */
export const importKey = (importId: number): PostedKey => ({ kind: 'import_progress', subjectId: importId });

/** Shows the present state to the person who dropped the file. The command line has its own progress. */
export function announceImport(tx: Tx, { id, fileId, startedBy }: Import, now: Date): void {
  if (fileId === null) return;
  const options = { orderingKey: startedBy, dedupeKey: dedupeKeyOf(importKey(id)) };
  enqueue(tx, 'import_progress', { importId: id }, options, now);
}
