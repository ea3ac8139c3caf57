/** A win as messages and modals show it. */
import { lastEntry, leadById } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import { asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { assistOf } from './assist.ts';
import { type CreditedPart, creditOf } from './credit.ts';
import { winById } from './keep.ts';
import { rulesAt, rulesById } from './rules.ts';
import { showingsOf } from './shown.ts';
import { type WinRules, wins } from './table.ts';
import type { Showing, Weights, WinSize } from './types.ts';
import { weightsOf } from './weights.ts';

export interface Win {
  lead: Lead;
  wonAt: Date;
  size: WinSize;
  parts: CreditedPart[];
  /** How to name the people in it. */
  showings: ReadonlyMap<string, Showing>;
  weights: Weights;
  /** The agreed rules of its day; undefined for the usual ones. */
  rules: WinRules | undefined;
}

/** Undefined unless the lead is won. Right after the win its row is still to come, and its size with it. */
export function winOf(db: Db, lead: Lead): Win | undefined {
  const row = winById(db, lead.id);
  const wonAt = lead.status === 'won' ? lastEntry(db, lead.id, 'won')?.at : undefined;
  if (wonAt === undefined) return undefined;
  const rules = row ? rulesById(db, row.rulesId) : rulesAt(db, wonAt);
  const weights = weightsOf(rules);
  const parts = creditOf(assistOf(db, lead, wonAt), weights, row?.cents ?? null);
  const showings = showingsOf(
    db,
    parts.map(({ userId }) => userId),
  );
  return { lead, wonAt, size: row?.size ?? 'usual', parts, showings, weights, rules };
}

const ofWeek = prepared((db) =>
  db
    .select({ leadId: wins.leadId })
    .from(wins)
    .where(eq(wins.weekId, sql.placeholder('weekId')))
    .orderBy(asc(wins.wonAt), asc(wins.leadId))
    .prepare(),
);

/** The wins in the post of a week, oldest first: those that are still won. */
export const winsOfWeek = (db: Db, weekId: number): Win[] =>
  ofWeek(db)
    .all({ weekId })
    .flatMap(({ leadId }) => {
      const lead = leadById(db, leadId);
      return (lead && winOf(db, lead)) ?? [];
    });
