import { count, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { definitionOf, type FigureKey } from './figures.ts';
import type { Spread } from './minutes.ts';
import { countedBy, type Scope } from './scope.ts';
import { scoreboardLeads } from './table.ts';

export interface Part {
  /** Null for leads without it, such as a deal without a value. */
  part: string | number | null;
  leads: number;
  /** Sum of their deal values in hundredths. */
  cents: number;
}

const { cents, source, campaign } = scoreboardLeads;
const sums = { leads: count(), cents: sql<number>`coalesce(sum(${cents}), 0)` };

/** The parts of a figure, the largest first. */
export function partsOf(db: Db, key: FigureKey, scope: Scope): Part[] {
  const part = sql<string | number | null>`${definitionOf(key).part ?? sql`''`}`;
  const parts = db
    .select({ part, ...sums })
    .from(scoreboardLeads)
    .where(countedBy(key, scope))
    .groupBy(part)
    .all();
  return parts.sort((a, b) => b.leads - a.leads || String(a.part).localeCompare(String(b.part)));
}

/** Leads by their minutes, of a figure whose parts are minutes. */
export const spreadOf = (parts: readonly Part[]): Spread =>
  new Map(parts.map(({ part, leads }) => [Number(part), leads]));

export const leadsIn = (parts: readonly Part[]): number => parts.reduce((sum, { leads }) => sum + leads, 0);

/** The parts of a figure for each source or campaign; empty for leads without one. */
export function partsByOrigin(
  db: Db,
  { key, by }: { key: FigureKey; by: 'source' | 'campaign' },
  scope: Scope,
): (Part & { origin: string })[] {
  const part = sql<string | number | null>`${definitionOf(key).part ?? sql`''`}`;
  const origin = by === 'source' ? source : campaign;
  return db
    .select({ origin, part, ...sums })
    .from(scoreboardLeads)
    .where(countedBy(key, scope))
    .groupBy(origin, part)
    .all();
}
