/** The figures of a sales team in a period, as the scoreboard counts them. */

import { newestEntryId } from '../leads/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { uncounted } from '../scoreboard/catch-up.ts';
import { leadsIn, type Part, partsOf } from '../scoreboard/tally.ts';
import type { TargetPeriod } from './periods.ts';

export interface Counts {
  /** Won leads by currency; null for those without a value. */
  revenue: Part[];
  handedOff: number;
  qualified: number;
}

interface Kept {
  version: number;
  until: number;
  counts: Counts;
}

/** Cache: homes are drawn after every change of a lead, and a quarter of a large company has many. */
const kept = new WeakMap<object, Map<string, Kept>>();
const MOST_KEPT = 200;

/**
 * @param rest limits reading to one part in so many of the time, however much changes; 0 reads whenever a lead was counted.
 */
export function countsOf(db: Db, teamId: number, { from, to, key }: TargetPeriod, rest = 0): Counts {
  const all = kept.get(db.$client) ?? new Map<string, Kept>();
  kept.set(db.$client, all);
  const name = `${teamId} ${key} ${from.getTime()}`;
  const known = all.get(name);
  const version = newestEntryId(db) - uncounted(db);
  const startedAt = performance.now();
  if (known && (known.version === version || (rest > 0 && startedAt < known.until))) return known.counts;
  const scope = { view: 'activity', from, to, teamId } as const;
  const counts = {
    revenue: partsOf(db, 'revenue', scope),
    handedOff: leadsIn(partsOf(db, 'handed_off', scope)),
    qualified: leadsIn(partsOf(db, 'qualified', scope)),
  };
  const endedAt = performance.now();
  if (all.size >= MOST_KEPT) all.clear();
  all.set(name, { version, counts, until: endedAt + rest * (endedAt - startedAt) });
  return counts;
}
