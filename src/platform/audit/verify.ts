import type { Db } from '../db/open.ts';
import { canonical, hashOf, NO_HASH, type WrittenEntry, written } from './chain.ts';
import { entriesAfter, startOfChain } from './queries.ts';

export interface Verified {
  entries: number;
  /** The last one whose hash is right. */
  last: { id: number; hash: string } | undefined;
  /** The first fault, in a sentence; undefined for a sound chain. */
  fault: string | undefined;
}

const AT_ONCE = 1_000;

/**
 * Recomputes every hash of the log. `kept` are entries that left Baton earlier: each must still be there, unchanged.
 * Without them, the chain shows a change by someone who did not recompute it, and nothing more.
 */
export function verifyAudit(db: Db, kept: readonly WrittenEntry[] = []): Verified {
  const known = new Map(kept.map((entry) => [entry.id, entry]));
  let last = startOfChain(db);
  const first = last?.id ?? 0;
  let entries = 0;
  let isPruned = false;
  for (;;) {
    const page = entriesAfter(db, last?.id ?? 0, AT_ONCE);
    for (const row of page) {
      const fault = faultOf(written(row), last ?? { id: 0, hash: NO_HASH }, known.get(row.id));
      if (fault !== undefined) return { entries, last, fault };
      known.delete(row.id);
      isPruned ||= row.kind === 'audit.pruned' && row.details?.through === first;
      last = { id: row.id, hash: row.hash };
      entries += 1;
    }
    if (page.length < AT_ONCE) break;
  }
  if (first > 0 && !isPruned) {
    return { entries, last, fault: `Entries 1 to ${first} are missing, and no retention deleted them.` };
  }
  const gone = [...known.keys()].filter((id) => id > first).sort((one, other) => one - other)[0];
  return { entries, last, fault: gone === undefined ? undefined : `Entry ${gone} left Baton, and is no longer here.` };
}

function faultOf(
  entry: WrittenEntry,
  before: { id: number; hash: string },
  kept: WrittenEntry | undefined,
): string | undefined {
  if (entry.id !== before.id + 1) {
    const missing =
      entry.id - 1 === before.id + 1 ? `Entry ${before.id + 1} is` : `Entries ${before.id + 1} to ${entry.id - 1} are`;
    return `${missing} missing.`;
  }
  if (hashOf(before.hash, entry) !== entry.hash) return `Entry ${entry.id} was changed, or the one before it.`;
  if (kept && canonical(kept) !== canonical(entry))
    return `Entry ${entry.id} is another one than the one that left Baton.`;
  return undefined;
}
