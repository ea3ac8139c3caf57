import { randomUUID } from 'node:crypto';
import { insertNewRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { outbox } from './table.ts';

export interface Enqueued {
  /** Names the announcement that renders it. */
  kind: string;
  /** Ids only: the outbox keeps nothing that a person typed. */
  facts: Record<string, number | string | null>;
  /** Channel or person: messages of one lane keep their order. */
  lane: string;
  /** While one announcement with this key waits, another adds nothing. */
  mergeKey?: string;
  notBefore?: Date;
}

/** Puts an announcement into the outbox, in the transaction of the change that it tells of. */
export function enqueue(tx: Tx, { kind, facts, lane, mergeKey, notBefore }: Enqueued, now: Date): void {
  insertNewRow(tx, outbox, {
    kind,
    facts,
    lane,
    mergeKey: mergeKey ?? null,
    mark: randomUUID(),
    state: 'waiting',
    notBefore: notBefore ?? now,
    createdAt: now,
  });
}
