import { desc, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { sameWords } from './same-words.ts';
import { sources } from './table.ts';

/** Sources used so far that contain what was typed, in any case, the most used first. */
export function sourcesLike(db: Db, typed: string, limit: number): string[] {
  const wanted = typed.trim().toLowerCase();
  return allSources(db)
    .filter((name) => name.toLowerCase().includes(wanted))
    .slice(0, limit);
}

/** Counts a use of a source and returns it as it was written first: "webinar" and "Webinar" are one. */
export function useSource(tx: Tx, typed: string, now: Date): string {
  const known = allSources(tx).find((name) => sameWords(name, typed));
  if (known === undefined) insertRow(tx, sources, { name: typed, uses: 1, usedAt: now });
  else count(tx).run({ name: known, now: now.getTime() });
  return known ?? typed;
}

const count = prepared((db) =>
  db
    .update(sources)
    .set({ uses: sql`${sources.uses} + 1`, usedAt: sql`${sql.placeholder('now')}` })
    .where(eq(sources.name, sql.placeholder('name')))
    .prepare(),
);

const byUse = prepared((db) =>
  db.select({ name: sources.name }).from(sources).orderBy(desc(sources.uses), sources.name).prepare(),
);

// A company has some dozens of them.
const allSources = (db: Db): string[] =>
  byUse(db)
    .all()
    .map(({ name }) => name);
