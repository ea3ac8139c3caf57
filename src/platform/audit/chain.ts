/** The chain of hashes over the audit log. */
import { createHash } from 'node:crypto';
import type { AuditEntry } from './table.ts';

/** The hash before the first entry. */
export const NO_HASH = '0'.repeat(64);

/** An entry as it leaves Baton, and as its hash covers it. */
export interface WrittenEntry {
  id: number;
  at: string;
  kind: string;
  actor: string;
  subject: string | null;
  details: Record<string, unknown> | null;
  hash: string;
}

export const written = ({ at, ...entry }: AuditEntry): WrittenEntry => ({ ...entry, at: at.toISOString() });

/** SHA-256, in hex, over the hash before, a line break, and the entry as canonical JSON. */
export const hashOf = (before: string, { hash: _, ...entry }: WrittenEntry): string =>
  createHash('sha256')
    .update(`${before}\n${canonical(entry)}`)
    .digest('hex');

/** JSON with sorted keys and without spaces (RFC 8785, for the strings, integers and booleans that entries have). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
    .join(',')}}`;
}
