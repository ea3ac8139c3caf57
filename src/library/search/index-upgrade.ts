import { inArray } from '../../platform/db/drizzle.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Services } from '../../platform/services.ts';
import { textOf } from '../queries.ts';
import { libraryItems } from '../table.ts';
import { indexText, VERSION } from './index-item.ts';

/** Items per transaction, so that others write in between. */
const AT_ONCE = 25;

const outdated = prepared((db) =>
  db.$client
    .prepare(`
    SELECT id FROM library_items WHERE retired_at IS NULL
      AND id NOT IN (SELECT rowid FROM library_search WHERE library_search MATCH '${VERSION}')
    LIMIT ${AT_ONCE}`)
    .pluck(),
);

/** An async task that renews the entries of items that an earlier version indexed, once. */
export function createIndexUpgrade({
  db,
  write,
}: Pick<Services, 'db' | 'write'>): (stop: AbortSignal) => Promise<void> {
  let isDone = false;
  return async (stop) => {
    while (!isDone && !stop.aborted) {
      const ids = outdated(db).all() as number[];
      await write((tx) => {
        const items = tx.select().from(libraryItems).where(inArray(libraryItems.id, ids)).all();
        for (const item of items) indexText(tx, item, textOf(tx, item.id)?.text ?? '');
      });
      isDone = ids.length < AT_ONCE;
    }
  };
}
