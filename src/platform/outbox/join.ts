/** Messages with the same dedupeKey become one while they wait: the lists of their payloads are joined. */
import { and, eq, sql } from '../db/drizzle.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { isReplaceable, outbox } from './table.ts';

type Payload = Record<string, unknown>;

const waiting = prepared((db) =>
  db
    .select({ id: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.dedupeKey, sql.placeholder('dedupeKey')), isReplaceable))
    .prepare(),
);

/** The payload of the message with this key that waits. */
export const waitingPayload = (tx: Tx, dedupeKey: string): unknown => waiting(tx).get({ dedupeKey })?.payload;

/** Adds the lists of `payload` to the message with this key that waits. */
export function joinWaiting(tx: Tx, dedupeKey: string, payload: unknown): void {
  if (!hasList(payload)) return;
  const row = waiting(tx).get({ dedupeKey });
  if (!row) return;
  tx.update(outbox)
    .set({ payload: joinPayloads(row.payload, payload) })
    .where(eq(outbox.id, row.id))
    .run();
}

/** The payload of the first message, with the lists of both. */
export function joinPayloads(first: unknown, second: unknown): unknown {
  if (!hasList(first)) return first;
  const other = second as Payload;
  return Object.fromEntries(
    Object.entries(first).map(([field, value]) => [field, Array.isArray(value) ? union(value, other[field]) : value]),
  );
}

const hasList = (payload: unknown): payload is Payload => Object.values(payload as Payload).some(Array.isArray);

/** Everything of a payload that is not a list, to compare it. */
export const withoutLists = (payload: unknown): string =>
  JSON.stringify(Object.entries(payload as Payload).filter(([, value]) => !Array.isArray(value)));

const union = (one: unknown[], other: unknown) => [...new Set([...one, ...(other as unknown[])])];
