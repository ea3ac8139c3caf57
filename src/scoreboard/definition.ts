import { and, isNotNull, isNull, or, type SQL, sql } from '../platform/db/drizzle.ts';
import { scoreboardLeads as leads } from './table.ts';

export { leads };
export type Column = (typeof leads)[keyof (typeof leads)['_']['columns']];

/** The rows that a figure counts, besides those without its moment. `unless` takes those too that lack the later column. */
export type Condition = { lacks: Column; alsoHas?: Column } | { has: Column; notAfter?: Column; unless?: 'missing' };

export interface Definition {
  title: string;
  /** The leads that count, as a sentence. */
  counts: string;
  /** The moment by which a lead belongs to a period, in the view of activity. */
  moment: string;
  /** The effect of a return, a reopening or a nurture. */
  note: string;
  at: Column;
  where?: Condition;
  /** The column by which its parts are told apart. Each lead is in one part. */
  part?: Column;
}

export function conditionSql(condition: Condition | undefined): SQL | undefined {
  if (!condition) return undefined;
  if ('lacks' in condition) {
    return and(isNull(condition.lacks), condition.alsoHas && isNotNull(condition.alsoHas));
  }
  const { has, notAfter, unless } = condition;
  if (!notAfter) return isNotNull(has);
  const inTime = sql`${has} <= ${notAfter}`;
  return and(isNotNull(has), unless ? or(isNull(notAfter), inTime) : inTime);
}

export type Value = string | number | null;

/** The same for a row that was read; `place` is that of a column in it. */
export function conditionTest(
  condition: Condition | undefined,
  place: (column: Column) => number,
): (row: readonly Value[]) => boolean {
  if (!condition) return () => true;
  if ('lacks' in condition) {
    const at = place(condition.lacks);
    const other = condition.alsoHas && place(condition.alsoHas);
    return (row) => row[at] === null && (other === undefined || row[other] !== null);
  }
  const at = place(condition.has);
  const last = condition.notAfter && place(condition.notAfter);
  const isOpenEnded = condition.unless !== undefined;
  return (row) => {
    if (row[at] === null || last === undefined) return row[at] !== null;
    return row[last] === null ? isOpenEnded : Number(row[at]) <= Number(row[last]);
  };
}
