/** Texts that were taken out of the search, and are still in its file. */
import { setTimeout as sleep } from 'node:timers/promises';
import { prepared } from '../../platform/db/prepared.ts';
import type { Services } from '../../platform/services.ts';
import { HOUR_MS } from '../../platform/time/units.ts';

/** Pages of the index that one transaction rewrites: a few milliseconds. */
const PAGES_AT_ONCE = 32;
const PAUSE_MS = 5;

const merge = prepared((db) =>
  db.$client.prepare("INSERT INTO library_search (library_search, rank) VALUES ('merge', ?)"),
);
const changes = prepared((db) => db.$client.prepare('SELECT total_changes()').pluck());

/**
 * An index with `contentless_delete` only marks an entry as removed: a tombstone, in a page whose number has this bit. The
 * option `secure-delete` does not change that (fts5.h, FTS5_TOMBSTONE_ROWID).
 */
const tombstones = prepared((db) =>
  db.$client.prepare('SELECT 1 FROM library_search_data WHERE id >= 1 << 53 LIMIT 1').pluck(),
);

/** Rewrites the index without them, in short transactions. `secure_delete` overwrites the pages that it frees. */
export async function dropRemovedTexts(
  { db, write }: Pick<Services, 'db' | 'write'>,
  stop?: AbortSignal,
): Promise<void> {
  const rewrite = (pages: number) =>
    write((tx) => {
      const before = changes(tx).get() as number;
      merge(tx).run(pages);
      // Fewer than two changes: there was no work (https://www.sqlite.org/fts5.html, 'merge').
      return (changes(tx).get() as number) - before >= 2;
    });
  if (tombstones(db).get() === undefined) return;
  // A negative number begins to merge all segments.
  let goesOn = await rewrite(-PAGES_AT_ONCE);
  while (goesOn && stop?.aborted !== true) {
    await sleep(PAUSE_MS);
    goesOn = await rewrite(PAGES_AT_ONCE);
  }
}

/** An async task, once an hour: a rewrite costs as much as the index is large. */
export function createTextRemoval(
  services: Pick<Services, 'db' | 'write' | 'now'>,
): (stop: AbortSignal) => Promise<void> {
  let notBefore = new Date(0);
  return async (stop) => {
    const now = services.now();
    if (now < notBefore) return;
    notBefore = new Date(now.getTime() + HOUR_MS);
    await dropRemovedTexts(services, stop);
  };
}
