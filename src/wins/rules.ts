/** The rules of credit that both teams agreed on. */
import { desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { type WinRules, winRules } from './table.ts';
import { USUAL_WEIGHTS, type Weights } from './types.ts';

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

export const weightsOf = (rules: WinRules | undefined): Weights =>
  rules
    ? { hand_off: rules.handOff, content: rules.content, contacts: rules.contacts, close: rules.close }
    : USUAL_WEIGHTS;
