/** The deal value behind a request: the qualified leads of everyone who needs it. */
import { sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { contentRequests } from './table.ts';

export interface Amount {
  amount: number;
  currency: string | null;
}

/** By currency, the largest first; a lead that several people name counts once. */
export const waitingAmounts = (db: Db, requestId: number): Amount[] =>
  db.all<Amount>(sql`
    select sum(amount) as amount, currency from leads
    where status = 'qualified' and amount > 0
      and id in (select lead_id from request_votes where request_id = ${requestId})
    group by currency order by 1 desc`);

/** One number, to sort requests by. Without exchange rates, all currencies count alike. */
export const waitingAmount = sql<number>`(
  select coalesce(sum(amount), 0) from leads
  where status = 'qualified' and id in (select lead_id from request_votes where request_id = ${contentRequests.id}))`;
