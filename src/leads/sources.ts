import { and, count, desc, eq, gt, isNotNull, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { sameWords } from './same-words.ts';
import { indexedThrough } from './search-index.ts';
import { campaigns, leads, sources } from './table.ts';

/** Names that are reused and counted: sources and campaigns. */
export type NameTable = typeof sources | typeof campaigns;

/** Known sources that contain the typed text, ignoring case, most used first. */
export const sourcesLike = (db: Db, typed: string, limit: number) => namesLike(db, sources, typed, limit);

/** The same for campaigns. */
export const campaignsLike = (db: Db, typed: string, limit: number) => namesLike(db, campaigns, typed, limit);

function namesLike(db: Db, table: NameTable, typed: string, limit: number): string[] {
  const wanted = typed.trim().toLowerCase();
  return allNames(db, table)
    .filter((name) => name.toLowerCase().includes(wanted))
    .slice(0, limit);
}

/** The first spelling of a name, if it was used before. */
const knownName = (db: Db, table: NameTable, typed: string): string | undefined =>
  allNames(db, table).find((name) => sameWords(name, typed));

/**
 * The first spelling of a source or campaign, which is known from now on: "webinar" and "Webinar" are one. Its uses are
 * counted by `countUses`.
 */
export function useName(tx: Tx, table: NameTable, typed: string, now: Date): string {
  if (statements[nameOf(table)].byName(tx).get({ name: typed })) return typed;
  const known = knownName(tx, table, typed);
  if (known === undefined) insertRow(tx, table, { name: typed, uses: 0, usedAt: now });
  return known ?? typed;
}

/** Counts the sources and campaigns of the leads of this range. */
export function countUses(tx: Tx, after: number, upTo: number): void {
  for (const table of [sources, campaigns]) {
    const { used, count } = statements[nameOf(table)];
    for (const { name, uses, usedAt } of used(tx).all({ after, upTo })) count(tx).run({ name, uses, usedAt });
  }
}

const nameOf = (table: NameTable) => (table === sources ? 'sources' : 'campaigns');

const statementsOf = (table: NameTable, column: typeof leads.source | typeof leads.campaign) => ({
  // With the uses that are not counted yet.
  byUse: prepared((db) =>
    db
      .select({ name: table.name })
      .from(table)
      .leftJoin(
        sql`(select ${column} as used, count(*) as newer from ${leads} where ${leads.id} > ${sql.placeholder('after')} group by 1)`,
        sql`used = ${table.name}`,
      )
      .orderBy(desc(sql`${table.uses} + coalesce(newer, 0)`), table.name)
      .prepare(),
  ),
  byName: prepared((db) =>
    db
      .select({ name: table.name })
      .from(table)
      .where(eq(table.name, sql.placeholder('name')))
      .prepare(),
  ),
  used: prepared((db) =>
    db
      .select({ name: sql<string>`${column}`, uses: count(), usedAt: sql<number>`max(${leads.handedOffAt})` })
      .from(leads)
      .where(and(gt(leads.id, sql.placeholder('after')), lte(leads.id, sql.placeholder('upTo')), isNotNull(column)))
      .groupBy(column)
      .prepare(),
  ),
  count: prepared((db) =>
    db
      .update(table)
      .set({ uses: sql`${table.uses} + ${sql.placeholder('uses')}`, usedAt: sql`${sql.placeholder('usedAt')}` })
      .where(eq(table.name, sql.placeholder('name')))
      .prepare(),
  ),
});
const statements = { sources: statementsOf(sources, leads.source), campaigns: statementsOf(campaigns, leads.campaign) };

// A company has a few dozen of them.
const allNames = (db: Db, table: NameTable): string[] =>
  statements[nameOf(table)]
    .byUse(db)
    .all({ after: indexedThrough(db) })
    .map(({ name }) => name);
