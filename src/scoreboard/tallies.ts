/** All figures of some leads at once, and their sums over periods. */
import type { FigureKey } from './figures.ts';
import type { Part } from './tally.ts';

/** The figures of a source or campaign that are compared. */
export const comparedKeys = [
  'handed_off',
  'accepted',
  'won',
  'returned',
  'rated',
  'pipeline',
] as const satisfies FigureKey[];
export type Compared = (typeof comparedKeys)[number];

export type Parts = [part: Part['part'], leads: number, cents: number][];

/** Compact, since a company keeps a thousand days of it. Figures without leads are left out. */
export interface Tallies {
  figures: Partial<Record<FigureKey, Parts>>;
  source: Record<string, Partial<Record<Compared, Parts>>>;
  campaign: Record<string, Partial<Record<Compared, Parts>>>;
}

export const noTallies = (): Tallies => ({ figures: {}, source: {}, campaign: {} });

/** Adds the second to the first, or takes it away from it. */
export function addTallies(sum: Tallies, more: Tallies, sign: 1 | -1 = 1): void {
  for (const [key, parts] of Object.entries(more.figures)) add(sum.figures, key as FigureKey, parts, sign);
  for (const by of ['source', 'campaign'] as const) {
    for (const [origin, figures] of Object.entries(more[by])) {
      sum[by][origin] ??= {};
      for (const [key, parts] of Object.entries(figures)) add(sum[by][origin], key as Compared, parts, sign);
    }
  }
}

/** Leaves out what was taken away as a whole. */
export function withoutNothing({ figures, source, campaign }: Tallies): Tallies {
  const kept = <K extends string>(sums: Partial<Record<K, Parts>>): Partial<Record<K, Parts>> =>
    Object.fromEntries(
      (Object.entries(sums) as [K, Parts][])
        .map(([key, parts]) => [key, parts.filter(([, leads]) => leads > 0)] as const)
        .filter(([, parts]) => parts.length > 0),
    ) as Partial<Record<K, Parts>>;
  const named = (origins: Tallies['source']) =>
    Object.fromEntries(
      Object.entries(origins)
        .map(([name, sums]) => [name, kept(sums)] as const)
        .filter(([, sums]) => Object.keys(sums).length > 0),
    );
  return { figures: kept(figures), source: named(source), campaign: named(campaign) };
}

function add<K extends string>(sums: Partial<Record<K, Parts>>, key: K, parts: Parts, sign: 1 | -1): void {
  const known: Parts = sums[key] ?? [];
  sums[key] = known;
  const at = placesOf(known);
  for (const [part, leads, cents] of parts) {
    const same = known[at.get(part) ?? -1];
    if (same) {
      same[1] += sign * leads;
      same[2] += sign * cents;
    } else at.set(part, known.push([part, sign * leads, sign * cents]) - 1);
  }
}

/** Where each part stands: there are hundreds of minutes. */
const places = new WeakMap<Parts, Map<Part['part'], number>>();

function placesOf(parts: Parts): Map<Part['part'], number> {
  const known = places.get(parts) ?? new Map(parts.map(([part], at) => [part, at]));
  places.set(parts, known);
  return known;
}

/** The parts of a figure, the largest first. */
export const partsIn = (sums: Partial<Record<FigureKey, Parts>>, key: FigureKey): Part[] =>
  (sums[key] ?? [])
    .map(([part, leads, cents]) => ({ part, leads, cents }))
    .sort((a, b) => b.leads - a.leads || String(a.part).localeCompare(String(b.part)));
