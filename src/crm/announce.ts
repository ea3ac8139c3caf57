import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import type { CrmConnection } from './table.ts';

type Of = Pick<CrmConnection, 'id' | 'connectedBy'>;

/** The one message of a connection, edited in place. */
export const progressKey = (connectionId: number): PostedKey => ({ kind: 'crm_progress', subjectId: connectionId });

/** Shows how far the first sync is to the person who connected the CRM. */
export function announceProgress(tx: Tx, { id, connectedBy }: Of, now: Date): void {
  const options = { orderingKey: connectedBy, dedupeKey: dedupeKeyOf(progressKey(id)) };
  enqueue(tx, 'crm_progress', { connectionId: id }, options, now);
}

/** Brings the message up to date, if there is one. */
export function refreshProgress(tx: Tx, connection: Of, now: Date): void {
  if (placeOfPosted(tx, progressKey(connection.id))) announceProgress(tx, connection, now);
}
