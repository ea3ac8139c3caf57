import { desc } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { sameWords } from './same-words.ts';
import { sources } from './table.ts';

/** Sources used so far that contain what was typed, in any case, the most used first. */
export function sourcesLike(db: Db, typed: string, limit: number): string[] {
  const wanted = typed.trim().toLowerCase();
  return allSources(db)
    .filter((name) => name.toLowerCase().includes(wanted))
    .slice(0, limit);
}

/** The source as it was written first, if this one was used before. */
export const knownSource = (db: Db, typed: string): string | undefined =>
  allSources(db).find((name) => sameWords(name, typed));

// A company has some dozens of them.
const allSources = (db: Db): string[] =>
  db
    .select({ name: sources.name })
    .from(sources)
    .orderBy(desc(sources.uses), sources.name)
    .all()
    .map(({ name }) => name);
