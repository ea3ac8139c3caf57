import { desc } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { sameWords } from './same-words.ts';
import { campaigns, sources } from './table.ts';

/** Names that people use again and again, and that are counted by: those of sources and of campaigns. */
export type NameTable = typeof sources | typeof campaigns;

/** Sources used so far that contain what was typed, in any case, the most used first. */
export const sourcesLike = (db: Db, typed: string, limit: number) => namesLike(db, sources, typed, limit);

/** The same of campaigns. */
export const campaignsLike = (db: Db, typed: string, limit: number) => namesLike(db, campaigns, typed, limit);

function namesLike(db: Db, table: NameTable, typed: string, limit: number): string[] {
  const wanted = typed.trim().toLowerCase();
  return allNames(db, table)
    .filter((name) => name.toLowerCase().includes(wanted))
    .slice(0, limit);
}

/** The name as it was written first, if this one was used before. */
export const knownName = (db: Db, table: NameTable, typed: string): string | undefined =>
  allNames(db, table).find((name) => sameWords(name, typed));

// A company has some dozens of them.
const allNames = (db: Db, table: NameTable): string[] =>
  db
    .select({ name: table.name })
    .from(table)
    .orderBy(desc(table.uses), table.name)
    .all()
    .map(({ name }) => name);
