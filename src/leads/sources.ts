import { desc, like } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { sources } from './table.ts';

/** Sources used so far that contain what was typed, the most used first. */
export function sourcesLike(db: Db, typed: string, limit: number): string[] {
  const pattern = `%${typed.replace(/[%_]/g, ' ').trim()}%`;
  return db
    .select({ name: sources.name })
    .from(sources)
    .where(like(sources.name, pattern))
    .orderBy(desc(sources.uses), sources.name)
    .limit(limit)
    .all()
    .map(({ name }) => name);
}
