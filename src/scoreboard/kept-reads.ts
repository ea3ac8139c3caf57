/** Cache: homes are drawn after every change of a lead, and a quarter of a large company has many. */
import { newestEntryId } from '../leads/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { uncounted } from './catch-up.ts';

interface Kept<T> {
  version: number;
  until: number;
  value: T;
}

const MOST_KEPT = 50;

/**
 * Keeps what was read under a name, as long as no lead was counted since.
 * @param rest limits reading to one part in so many of the time, however much changes; 0 reads whenever a lead was counted.
 */
export function keptWhile<T>() {
  const kept = new WeakMap<object, Map<string, Kept<T>>>();
  return (db: Db, { name, rest }: { name: string; rest: number }, read: () => T): T => {
    const all = kept.get(db.$client) ?? new Map<string, Kept<T>>();
    kept.set(db.$client, all);
    const known = all.get(name);
    const version = newestEntryId(db) - uncounted(db);
    const startedAt = performance.now();
    if (known && (known.version === version || (rest > 0 && startedAt < known.until))) return known.value;
    const value = read();
    const endedAt = performance.now();
    if (all.size >= MOST_KEPT) all.clear();
    all.set(name, { version, value, until: endedAt + rest * (endedAt - startedAt) });
    return value;
  };
}
