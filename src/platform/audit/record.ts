import type { Tx } from '../db/write.ts';
import { hashOf, NO_HASH, written } from './chain.ts';
import { lastEntry, startOfChain } from './queries.ts';
import { type AuditEntry, auditLog } from './table.ts';
import type { AuditKind } from './types.ts';

interface Recorded {
  kind: AuditKind;
  actor: string;
  subject?: string;
  /** Ids and choices, as JSON. */
  details?: Record<string, unknown>;
}

/** Adds an entry, in the transaction of the change that it is about: neither exists without the other. */
export function recordAudit(tx: Tx, { kind, actor, subject, details }: Recorded, now: Date): AuditEntry {
  const last = lastEntry(tx) ?? startOfChain(tx);
  const entry: Omit<AuditEntry, 'hash'> = {
    id: (last?.id ?? 0) + 1,
    at: now,
    kind,
    actor,
    subject: subject ?? null,
    // As it is read back, so that the hash covers what is stored.
    details: details === undefined ? null : JSON.parse(JSON.stringify(details)),
  };
  const hash = hashOf(last?.hash ?? NO_HASH, written({ ...entry, hash: '' }));
  tx.insert(auditLog)
    .values({ ...entry, hash })
    .run();
  return { ...entry, hash };
}
