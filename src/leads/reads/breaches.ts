/** A manager's weekly report: the missed deadlines of their team. */

import { and, count, countDistinct, desc, eq, gt, lte, type SQL, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Slice } from '../../platform/paging.ts';
import { WEEK_MS } from '../../platform/time/units.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { sellers } from '../routing/table.ts';
import { type Lead, leadHistory, leads } from '../table.ts';
import { type Sla, slas } from '../types.ts';

/** The seven days before `until`, for one team. */
export interface BreachWeek {
  teamId: number;
  until: Date;
}

export interface BreachCounts {
  byClock: Record<Sla, number>;
  /** By name: this is not a ranking. */
  byPerson: { userId: string; breaches: number }[];
  leads: number;
}

export function countBreaches(db: Db, week: BreachWeek): BreachCounts {
  const byClock = db
    .select({ clock: detail<Sla>('clock'), breaches: count() })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(within(week))
    .groupBy(detail('clock'))
    .all();
  const byPerson = db
    .select({ userId: detail<string>('userId'), name: sql<string | null>`max(${sellers.name})`, breaches: count() })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .leftJoin(sellers, and(eq(sellers.teamId, leads.teamId), eq(sellers.userId, detail<string>('userId'))))
    .where(within(week))
    .groupBy(detail('userId'))
    .all();
  const breached = db
    .select({ leads: countDistinct(leadHistory.leadId) })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(within(week))
    .get();
  const ofClock = (clock: Sla) => byClock.find((row) => row.clock === clock)?.breaches ?? 0;
  return {
    byClock: Object.fromEntries(slas.map((clock) => [clock, ofClock(clock)])) as Record<Sla, number>,
    byPerson: byPerson
      .sort((a, b) => (a.name ?? a.userId).localeCompare(b.name ?? b.userId))
      .map(({ userId, breaches }) => ({ userId, breaches })),
    leads: breached?.leads ?? 0,
  };
}

export interface BreachedLead extends Record<Sla, number> {
  lead: WithCard<Lead>;
}

/** Leads with missed deadlines and their number, the latest first. */
function breachedLeads(db: Db, week: BreachWeek, page: Slice): BreachedLead[] {
  const times = (clock: Sla) => sql<number>`sum(${detail('clock')} = ${clock})`;
  return db
    .select({ lead: leads, accept: times('accept'), touch: times('touch') })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .where(within(week))
    .groupBy(leads.id)
    .orderBy(desc(sql`max(${leadHistory.id})`))
    .limit(page.limit)
    .offset(page.offset)
    .all()
    .map((row) => ({ ...row, lead: withCard(db, row.lead) }));
}

/** The counts, and one page of the leads. */
export const readBreachReport = (db: Db, week: BreachWeek, page: Slice) => ({
  counts: countBreaches(db, week),
  leads: breachedLeads(db, week, page),
});

/** Uses the index lead_history_at: reads one week of breaches, however many leads there are. */
const within = ({ teamId, until }: BreachWeek): SQL | undefined =>
  and(
    eq(leadHistory.kind, 'breached'),
    gt(leadHistory.at, new Date(until.getTime() - WEEK_MS)),
    lte(leadHistory.at, until),
    eq(leads.teamId, teamId),
  );

const detail = <T>(field: 'clock' | 'userId') => sql<T>`json_extract(${leadHistory.details}, ${`$.${field}`})`;
