import { MINUTE_MS } from '../platform/time/units.ts';

/**
 * Whole minutes, rounded up; from 100 minutes on to two digits, which is exact to a tenth. So few different values
 * remain that medians of a million leads are read from a short table.
 */
export function roundedMinutes(ms: number): number {
  const minutes = Math.ceil(Math.max(0, ms) / MINUTE_MS);
  const step = 10 ** Math.max(0, String(minutes).length - 2);
  return Math.ceil(minutes / step) * step;
}

/** Leads by their rounded minutes. */
export type Spread = ReadonlyMap<number, number>;

/** The smallest value that at least this share of the leads has kept within; undefined without leads. */
export function percentile(spread: Spread, share: number): number | undefined {
  const total = [...spread.values()].reduce((sum, leads) => sum + leads, 0);
  let seen = 0;
  for (const [minutes, leads] of [...spread].sort(([one], [other]) => one - other)) {
    seen += leads;
    if (seen >= total * share) return minutes;
  }
  return undefined;
}
