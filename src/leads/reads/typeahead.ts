import { and, desc, eq, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { readUnindexed } from '../search-index.ts';
import { type Lead, leads } from '../table.ts';
import { foundIds } from './found.ts';
import { MOST_LOOKED_AT } from './list.ts';
import { searchTerms } from './search-terms.ts';
import { inSight, type Sight } from './sight.ts';

const found = prepared((db) =>
  db
    .select()
    .from(leads)
    .where(inArray(leads.id, foundIds(db, sql.placeholder('terms'), sql.placeholder('limit'))))
    .orderBy(desc(leads.id))
    .prepare(),
);

/** Of the newest matches, those that the person may see. */
const foundInSight = (db: Db, terms: string, sight: Sight, limit: number): Lead[] =>
  db
    .select()
    .from(leads)
    .where(and(inArray(leads.id, foundIds(db, terms, MOST_LOOKED_AT)), inSight(sight)))
    .orderBy(desc(leads.id))
    .limit(limit)
    .all();

/**
 * Leads in sight whose name, company or email begins with the typed text, newest first. Before anything is typed: the person's
 * own open leads, then the newest ones. Found by index alone, since menus ask at every key press.
 */
export function leadsLike(db: Db, { typed, sight, limit }: { typed: string; sight: Sight; limit: number }): Lead[] {
  const { userId, teamIds } = sight;
  if (typed.trim() !== '') {
    const terms = searchTerms(typed);
    if (teamIds !== 'every') return foundInSight(db, terms, sight, limit);
    readUnindexed(db);
    return found(db).all({ terms, limit });
  }
  const own = db
    .select()
    .from(leads)
    .where(and(eq(leads.ownerId, userId), inArray(leads.status, ['accepted', 'working', 'qualified'])))
    .orderBy(desc(leads.handedOffAt))
    .limit(limit)
    .all();
  const newest = db.select().from(leads).where(inSight(sight)).orderBy(desc(leads.id)).limit(limit).all();
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...newest.filter(({ id }) => !known.has(id))].slice(0, limit);
}
