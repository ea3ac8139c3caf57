import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { newestOf } from '../platform/audit/queries.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { BATON } from '../platform/audit/types.ts';
import type { Tx } from '../platform/db/write.ts';

/** The configuration, by name. A secret is given by its fingerprint. */
export type StartFacts = Record<string, string>;

/** Tells two tokens apart and says nothing about them: they are long and random. */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 12);

/** Records which parts of the configuration changed since they were last recorded, at a start or by a new token. */
export function recordStart(tx: Tx, facts: StartFacts, now: Date): void {
  const before = (newestOf(tx, 'start.changed')?.details?.facts ?? {}) as StartFacts;
  if (isDeepStrictEqual(before, facts)) return;
  const names = [...new Set([...Object.keys(before), ...Object.keys(facts)])];
  const changed = names.filter((name) => before[name] !== facts[name]);
  recordAudit(tx, { kind: 'start.changed', actor: BATON, details: { changed, facts } }, now);
}
