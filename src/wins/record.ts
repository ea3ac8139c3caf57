/** A person's assist record: the wins that they had a part in besides the closing. For them and their manager alone. */
import { leadById } from '../leads/queries.ts';
import { and, asc, desc, eq, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Slice } from '../platform/paging.ts';
import type { CreditedPart } from './credit.ts';
import { type Win, winOf } from './read.ts';
import { type WinRecord, winCredits, winRecords } from './table.ts';

export interface AssistRecord {
  /** By currency; wins without a value have an empty one. */
  sums: WinRecord[];
  /** Wins with a part of theirs, and those with content of theirs. */
  assisted: number;
  withContent: number;
}

export interface AssistedWin extends Win {
  /** Their own, without the closing. */
  mine: CreditedPart[];
}

const sumsOf = prepared((db) =>
  db
    .select()
    .from(winRecords)
    .where(and(eq(winRecords.userId, sql.placeholder('userId')), sql`${winRecords.assisted} > 0`))
    .orderBy(desc(winRecords.cents), asc(winRecords.currency))
    .prepare(),
);

/** Reads one row for each currency, however many wins there are. */
export function recordOf(db: Db, userId: string): AssistRecord {
  const sums = sumsOf(db).all({ userId });
  const total = (of: 'assisted' | 'withContent') => sums.reduce((sum, row) => sum + row[of], 0);
  return { sums, assisted: total('assisted'), withContent: total('withContent') };
}

const assistedLeads = prepared((db) =>
  db
    .selectDistinct({ wonAt: winCredits.wonAt, leadId: winCredits.leadId })
    .from(winCredits)
    .where(and(eq(winCredits.userId, sql.placeholder('userId')), ne(winCredits.kind, 'close')))
    .orderBy(desc(winCredits.wonAt), desc(winCredits.leadId))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

/** Newest first. */
export const assistedWins = (db: Db, userId: string, slice: Slice): AssistedWin[] =>
  assistedLeads(db)
    .all({ userId, ...slice })
    .flatMap(({ leadId }) => {
      const lead = leadById(db, leadId);
      const win = lead && winOf(db, lead);
      const mine = win?.parts.filter((part) => part.userId === userId && part.kind !== 'close');
      return win && mine ? [{ ...win, mine }] : [];
    });
