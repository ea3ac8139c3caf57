import { type Compared, comparedKeys, partsIn, type Tallies } from './tallies.ts';
import type { Part } from './tally.ts';

export interface Origin extends Record<Compared, Part[]> {
  /** Empty for leads without one. */
  name: string;
}

/** Sources or campaigns, the one with the most leads first. */
export function originsIn(tallies: Tallies, by: 'source' | 'campaign'): Origin[] {
  const origins = Object.entries(tallies[by]).map(([name, figures]): Origin => {
    const parts = comparedKeys.map((key) => [key, partsIn(figures, key)] as const);
    return { name, ...(Object.fromEntries(parts) as Record<Compared, Part[]>) };
  });
  const size = (one: Origin) => one.handed_off[0]?.leads ?? 0;
  return origins.sort((a, b) => size(b) - size(a) || a.name.localeCompare(b.name));
}
