import { randomUUID } from 'node:crypto';
import { sql } from '../db/drizzle.ts';
import { prepared } from '../db/prepared.ts';
import { insertRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { openEndpoints } from './endpoints.ts';
import { type WebhookEndpoint, webhookDeliveries, webhookEvents } from './table.ts';

/** Something that happened. */
export interface Happened {
  type: string;
  teamId: number;
  /** Such as `lead:12`. */
  subject: string;
  /** Ids alone. */
  thin: Record<string, unknown>;
  /** The thing after the change; asked for only if an endpoint wants it. */
  full?: () => Record<string, unknown>;
}

const newest = prepared((db) =>
  db
    .select({ sequence: sql<number>`coalesce(max(${webhookEvents.sequence}), 0)` })
    .from(webhookEvents)
    .prepare(),
);

/** Stores an event for each endpoint that listens, in the transaction of the change. */
export function emit(tx: Tx, { type, teamId, subject, thin, full }: Happened, now: Date): void {
  const listeners = openEndpoints(tx).filter((endpoint) => listensTo(endpoint, { type, teamId }));
  if (listeners.length === 0) return;
  const sequence = Math.max((newest(tx).get()?.sequence ?? 0) + 1, now.getTime());
  const isFull = listeners.some(({ payload }) => payload === 'full');
  insertRow(tx, webhookEvents, {
    sequence,
    id: `evt_${randomUUID()}`,
    type,
    at: now,
    subject,
    thin,
    full: isFull ? (full?.() ?? null) : null,
  });
  for (const { id: endpointId } of listeners) {
    insertRow(tx, webhookDeliveries, { endpointId, sequence, subject, notBefore: now });
  }
}

const listensTo = (
  { events, teamIds }: WebhookEndpoint,
  { type, teamId }: Pick<Happened, 'type' | 'teamId'>,
): boolean => (events?.includes(type) ?? true) && (teamIds?.includes(teamId) ?? true);
