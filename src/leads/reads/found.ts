import { type SQL, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { readUnindexed } from '../search-index.ts';

const inIndex = (index: 'leads_search' | 'leads_unindexed', terms: unknown, limit: unknown) =>
  sql`select rowid from ${sql.raw(index)} where ${sql.raw(index)} match ${terms} order by rowid desc limit ${limit}`;

/**
 * The ids of the newest leads that match. An index returns its rows newest first, so a letter that matches thousands costs no
 * more than a name.
 */
export function foundIds(db: Db, terms: unknown, limit: unknown): SQL {
  readUnindexed(db);
  return sql`(select rowid from (${inIndex('leads_unindexed', terms, limit)})
    union all select rowid from (${inIndex('leads_search', terms, limit)}) limit ${limit})`;
}
