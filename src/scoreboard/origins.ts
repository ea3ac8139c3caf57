import type { Db } from '../platform/db/open.ts';
import type { FigureKey } from './figures.ts';
import type { Scope } from './scope.ts';
import { type Part, partsByOrigin } from './tally.ts';

/** The figures of a source or campaign that are compared. */
const COMPARED = ['handed_off', 'accepted', 'won', 'returned', 'rated', 'pipeline'] as const satisfies FigureKey[];
type Compared = (typeof COMPARED)[number];

export interface Origin extends Record<Compared, Part[]> {
  /** Empty for leads without one. */
  name: string;
}

/** Sources or campaigns, the one with the most leads first. */
export function originsOf(db: Db, by: 'source' | 'campaign', scope: Scope): Origin[] {
  const origins = new Map<string, Origin>();
  for (const key of COMPARED) {
    for (const { origin, ...part } of partsByOrigin(db, { key, by }, scope)) {
      const known = origins.get(origin) ?? emptyOrigin(origin);
      known[key].push(part);
      origins.set(origin, known);
    }
  }
  const size = (one: Origin) => one.handed_off[0]?.leads ?? 0;
  return [...origins.values()].sort((a, b) => size(b) - size(a) || a.name.localeCompare(b.name));
}

const emptyOrigin = (name: string): Origin => ({
  name,
  ...(Object.fromEntries(COMPARED.map((key) => [key, [] as Part[]])) as unknown as Record<Compared, Part[]>),
});
