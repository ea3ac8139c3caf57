/** The rules of credit that both teams agreed on. */
import { desc, eq, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { type WinRules, winRules } from './table.ts';

const agreedBy = prepared((db) =>
  db
    .select()
    .from(winRules)
    .where(sql`${winRules.state} = 'agreed' and ${winRules.decidedAt} <= ${sql.placeholder('at')}`)
    .orderBy(desc(winRules.decidedAt), desc(winRules.id))
    .limit(1)
    .prepare(),
);

/** Undefined until there are others than the usual ones. */
export const rulesAt = (db: Db, at: Date): WinRules | undefined => agreedBy(db).get({ at: at.getTime() });

const byId = preparedRows(winRules, eq(winRules.id, sql.placeholder('id')));

export const rulesById = (db: Db, id: number | null): WinRules | undefined =>
  id === null ? undefined : byId(db).get({ id });

const proposed = preparedRows(winRules, eq(winRules.state, 'proposed'));

/** At most one waits. */
export const openProposal = (db: Db): WinRules | undefined => proposed(db).get({});

/** Newest first, with those that were declined or withdrawn. */
export const recordOfRules = (db: Db, limit: number): WinRules[] =>
  db.select().from(winRules).where(ne(winRules.state, 'proposed')).orderBy(desc(winRules.id)).limit(limit).all();
