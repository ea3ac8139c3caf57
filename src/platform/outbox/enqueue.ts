import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { insertNewRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { joinWaiting } from './join.ts';
import { outbox } from './table.ts';

/**
 * Every kind of message with its payload. Each domain adds its kinds in its messages.ts, by declaration merging:
 * the outbox knows no domain, and src/messages/all.ts must have a renderer for each.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the domains fill it
export interface Messages {}

/** The payloads that a table of schemas describes, kind by kind. */
export type PayloadsOf<Schemas extends Record<string, z.ZodType>> = {
  [Kind in keyof Schemas]: z.output<Schemas[Kind]>;
};

interface EnqueueOptions {
  /** The id of a channel or a person. Messages with the same key keep their order. */
  orderingKey: string;
  /** While a message with this key waits, another adds only the lists of its payload. */
  dedupeKey?: string;
  notBefore?: Date;
}

/** Puts a message into the outbox, in the transaction of the change that causes it. */
export const enqueue = <Kind extends keyof Messages>(
  tx: Tx,
  kind: Kind,
  payload: Messages[Kind],
  options: EnqueueOptions,
  now: Date,
): void => insertMessage(tx, { kind, payload, ...options }, now);

export interface NewMessage extends EnqueueOptions {
  kind: string;
  payload: unknown;
}

/** `enqueue` without its types: for tests of the outbox, which have kinds of their own. */
export function insertMessage(
  tx: Tx,
  { kind, payload, orderingKey, dedupeKey, notBefore }: NewMessage,
  now: Date,
): void {
  const isNew = insertNewRow(tx, outbox, {
    kind,
    payload,
    orderingKey,
    dedupeKey: dedupeKey ?? null,
    idempotencyId: randomUUID(),
    state: 'waiting',
    notBefore: notBefore ?? now,
    createdAt: now,
  });
  if (!isNew && dedupeKey !== undefined) joinWaiting(tx, dedupeKey, payload);
}
