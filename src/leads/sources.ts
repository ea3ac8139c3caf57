import { desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { sameWords } from './same-words.ts';
import { campaigns, sources } from './table.ts';

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

/** Counts a use of a source or campaign and returns its first spelling: "webinar" and "Webinar" are one. */
export function useName(tx: Tx, table: NameTable, typed: string, now: Date): string {
  const count = (name: string) => statements[nameOf(table)].count(tx).run({ name, now: now.getTime() }).changes === 1;
  if (count(typed)) return typed;
  const known = knownName(tx, table, typed);
  if (known === undefined) insertRow(tx, table, { name: typed, uses: 1, usedAt: now });
  else count(known);
  return known ?? typed;
}

const nameOf = (table: NameTable) => (table === sources ? 'sources' : 'campaigns');

const statementsOf = (table: NameTable) => ({
  byUse: prepared((db) => db.select({ name: table.name }).from(table).orderBy(desc(table.uses), table.name).prepare()),
  count: prepared((db) =>
    db
      .update(table)
      .set({ uses: sql`${table.uses} + 1`, usedAt: sql`${sql.placeholder('now')}` })
      .where(eq(table.name, sql.placeholder('name')))
      .prepare(),
  ),
});
const statements = { sources: statementsOf(sources), campaigns: statementsOf(campaigns) };

// A company has a few dozen of them.
const allNames = (db: Db, table: NameTable): string[] =>
  statements[nameOf(table)]
    .byUse(db)
    .all()
    .map(({ name }) => name);
