import type { Lead } from '../leads/table.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';

/** The remaining time, in steps that are worth a redraw. */
const steps: [ms: number, words: string][] = [
  [5 * MINUTE_MS, 'under 5 min left'],
  [15 * MINUTE_MS, 'under 15 min left'],
  [30 * MINUTE_MS, 'under 30 min left'],
  [HOUR_MS, 'under 1 h left'],
  ...[2, 3, 4, 6, 8, 12].map((hours): [number, string] => [hours * HOUR_MS, `under ${hours} h left`]),
];

/** Words that stay true for a while; undefined if overdue or if more than half a day is left. */
export function countdown(dueAt: Date, now: Date): string | undefined {
  const left = dueAt.getTime() - now.getTime();
  return left <= 0 ? undefined : steps.find(([ms]) => left <= ms)?.[1];
}

/** The next moment at which the words for one of these leads change. */
export function countdownChangesAt(leads: Pick<Lead, 'dueAt'>[], now: Date): Date | undefined {
  const moments = leads.flatMap(({ dueAt }) => {
    const left = dueAt === null ? 0 : dueAt.getTime() - now.getTime();
    if (dueAt === null || left <= 0) return [];
    return dueAt.getTime() - (steps.findLast(([ms]) => ms < left)?.[0] ?? 0);
  });
  return moments.length === 0 ? undefined : new Date(Math.min(...moments));
}
