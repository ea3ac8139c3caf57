/** All figures in one pass over the leads: a statement for each figure would read every lead forty times. */
import { and, getTableColumns, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type Column, conditionTest, leads as lead, type Value } from './definition.ts';
import { definitionOf, type FigureKey, figureKeys } from './figures.ts';
import { filtered, isOfAll, type Scope } from './scope.ts';
import { comparedKeys, noTallies, type Parts, type Tallies } from './tallies.ts';

type Row = readonly Value[];

const columns = Object.values(getTableColumns(lead)) as Column[];
const place = (column: Column): number => columns.indexOf(column);
const CENTS = place(lead.cents);
const ORIGINS = { source: place(lead.source), campaign: place(lead.campaign) } as const;

const figures = figureKeys.map((key) => {
  const { at, part, where } = definitionOf(key);
  return {
    ...{ key, at: place(at), part: part && place(part), holds: conditionTest(where, place) },
    isCompared: comparedKeys.some((one) => one === key),
  };
});

/** A count that is under way, with the parts of each figure by their value. */
type Counts = Map<FigureKey, Map<Value, [leads: number, cents: number]>>;

export function countRows(db: Db, scope: Scope): Tallies {
  const [from, to] = [scope.from.getTime(), scope.to.getTime()];
  const all: Counts = new Map();
  const by = { source: new Map<string, Counts>(), campaign: new Map<string, Counts>() };
  for (const row of rowsIn(db, scope)) {
    const cents = Number(row[CENTS] ?? 0);
    for (const { key, at, part, holds, isCompared } of figures) {
      const moment = row[at];
      if (typeof moment !== 'number' || !holds(row)) continue;
      if (scope.view === 'activity' && (moment < from || moment >= to)) continue;
      const value = part === undefined ? '' : (row[part] ?? null);
      bump(all, key, value, cents);
      if (!isCompared) continue;
      for (const name of ['source', 'campaign'] as const) {
        bump(countsOf(by[name], String(row[ORIGINS[name]])), key, value, cents);
      }
    }
  }
  return { ...noTallies(), figures: partsOf(all), source: originsOf(by.source), campaign: originsOf(by.campaign) };
}

/** Leads with a moment in the period, as values in the order of the columns. */
function rowsIn(db: Db, scope: Scope): Row[] {
  const [from, to] = [scope.from.getTime(), scope.to.getTime()];
  if (isOfAll(scope)) return rowsOfAll[scope.view](db).values({ from, to }) as Row[];
  const since = scope.view === 'cohort' ? sql`+${lead.handedOffAt} >= ${from}` : undefined;
  return db
    .select()
    .from(lead)
    .where(and(filtered(scope), since))
    .values() as Row[];
}

const period = sql`>= ${sql.placeholder('from')}`;
const end = sql`< ${sql.placeholder('to')}`;
const within = (moment: Column) => sql`${moment} ${period} and ${moment} ${end}`;
const moments = [...new Set(figureKeys.map((key) => definitionOf(key).at))];
const withMoment = sql.join(
  moments.map((moment) => sql`select ${lead.leadId} from ${lead} where ${within(moment)}`),
  sql` union `,
);

const rowsOfAll = {
  activity: prepared((db) => db.select().from(lead).where(sql`${lead.leadId} in (${withMoment})`).prepare()),
  cohort: prepared((db) => db.select().from(lead).where(within(lead.handedOffAt)).prepare()),
};

function countsOf(origins: Map<string, Counts>, name: string): Counts {
  const known = origins.get(name) ?? new Map();
  origins.set(name, known);
  return known;
}

function bump(counts: Counts, key: FigureKey, value: Value, cents: number): void {
  const parts = counts.get(key) ?? new Map<Value, [number, number]>();
  counts.set(key, parts);
  const known = parts.get(value);
  if (known) {
    known[0] += 1;
    known[1] += cents;
  } else parts.set(value, [1, cents]);
}

const partsOf = (counts: Counts): Tallies['figures'] =>
  Object.fromEntries([...counts].map(([key, parts]): [string, Parts] => [key, [...parts].map(flat)]));

const flat = ([value, [leads, cents]]: [Value, [number, number]]): Parts[number] => [value, leads, cents];

const originsOf = (origins: Map<string, Counts>): Tallies['source'] =>
  Object.fromEntries([...origins].map(([name, counts]) => [name, partsOf(counts)]));
