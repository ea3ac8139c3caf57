/** All figures of some leads at once, and their sums over periods. */
import { sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { definitionOf, type FigureKey, figureKeys } from './figures.ts';
import { type BoardView, countedIn, type Scope } from './scope.ts';
import { scoreboardLeads as lead } from './table.ts';
import { type Part, partsByOrigin, partsOf } from './tally.ts';

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

type Parts = [part: Part['part'], leads: number, cents: number][];

/** Compact, since a company keeps a thousand days of it. Figures without leads are left out. */
export interface Tallies {
  figures: Partial<Record<FigureKey, Parts>>;
  source: Record<string, Partial<Record<Compared, Parts>>>;
  campaign: Record<string, Partial<Record<Compared, Parts>>>;
}

export const noTallies = (): Tallies => ({ figures: {}, source: {}, campaign: {} });

/** Counts the leads themselves. */
export function countTallies(db: Db, { view, from, to, ...filter }: Scope): Tallies {
  const isOfAll = Object.values(filter).every((one) => one === undefined);
  return isOfAll ? countAll(db, view, { from, to }) : countSome(db, { view, from, to, ...filter });
}

interface Row {
  figure: FigureKey;
  /** Of `source` or `campaign`; empty for the whole figure. */
  by: '' | 'source' | 'campaign';
  origin: string;
  part: Part['part'];
  leads: number;
  cents: number;
}

/** Everything in one statement: building forty of them would take several times as long as running them. */
const everything = (view: BoardView) =>
  prepared((db) => {
    const period: Parameters<typeof countedIn>[2] = [sql.placeholder('from'), sql.placeholder('to')];
    const count = (key: FigureKey, by: Row['by']) => {
      const origin = by === '' ? sql`''` : lead[by];
      return sql`select ${sql.raw(`'${key}'`)} as figure, ${sql.raw(`'${by}'`)} as by, ${origin} as origin,
        ${definitionOf(key).part ?? sql`''`} as part, count(*) as leads, coalesce(sum(cents), 0) as cents
        from ${lead} where ${countedIn(key, view, period)} group by 3, 4`;
    };
    const all = [
      ...figureKeys.map((key) => count(key, '')),
      ...(['source', 'campaign'] as const).flatMap((by) => comparedKeys.map((key) => count(key, by))),
    ];
    const counts = sql.join(all, sql` union all `);
    return db
      .select({
        figure: sql<FigureKey>`figure`,
        by: sql<Row['by']>`by`,
        origin: sql<string>`origin`,
        part: sql<Part['part']>`part`,
        leads: sql<number>`leads`,
        cents: sql<number>`cents`,
      })
      .from(sql`(${counts})`)
      .prepare();
  });
const everythingOf = { activity: everything('activity'), cohort: everything('cohort') };

function countAll(db: Db, view: BoardView, { from, to }: Pick<Scope, 'from' | 'to'>): Tallies {
  const counted = noTallies();
  const rows: Row[] = everythingOf[view](db).all({ from: from.getTime(), to: to.getTime() });
  for (const { figure, by, origin, part, leads, cents } of rows) {
    if (by === '') add(counted.figures, figure, [[part, leads, cents]]);
    else {
      counted[by][origin] ??= {};
      add(counted[by][origin], figure as Compared, [[part, leads, cents]]);
    }
  }
  return counted;
}

function countSome(db: Db, scope: Scope): Tallies {
  const counted = noTallies();
  for (const key of figureKeys) {
    for (const { part, leads, cents } of partsOf(db, key, scope)) add(counted.figures, key, [[part, leads, cents]]);
  }
  for (const by of ['source', 'campaign'] as const) {
    for (const key of comparedKeys) {
      for (const { origin, part, leads, cents } of partsByOrigin(db, { key, by }, scope)) {
        counted[by][origin] ??= {};
        add(counted[by][origin], key, [[part, leads, cents]]);
      }
    }
  }
  return counted;
}

/** Adds the second to the first. */
export function addTallies(sum: Tallies, more: Tallies): void {
  for (const [key, parts] of Object.entries(more.figures)) add(sum.figures, key as FigureKey, parts);
  for (const by of ['source', 'campaign'] as const) {
    for (const [origin, figures] of Object.entries(more[by])) {
      sum[by][origin] ??= {};
      for (const [key, parts] of Object.entries(figures)) add(sum[by][origin], key as Compared, parts);
    }
  }
}

function add<K extends string>(sums: Partial<Record<K, Parts>>, key: K, parts: Parts): void {
  const known = sums[key];
  if (!known) {
    sums[key] = parts.map(([...part]) => part);
    return;
  }
  const at = placesOf(known);
  for (const [part, leads, cents] of parts) {
    const same = known[at.get(part) ?? -1];
    if (same) {
      same[1] += leads;
      same[2] += cents;
    } else at.set(part, known.push([part, leads, cents]) - 1);
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
