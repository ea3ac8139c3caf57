/** The wins, people and lessons of a quarter. */
import { leadHistory, leads } from '../../leads/table.ts';
import { and, asc, desc, eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { reviewActions } from '../../reviews/table.ts';
import { winCredits, wins } from '../table.ts';
import type { Quarter } from './quarter.ts';

const during = ({ from, to }: Quarter) => sql`${wins.wonAt} >= ${from.getTime()} and ${wins.wonAt} < ${to.getTime()}`;

/** More do not fit into a menu that people read. */
const MOST_WINS = 50;

/** The largest first, big ones before others, whatever their currency. */
export const winsToCelebrate = (db: Db, quarter: Quarter): number[] =>
  db
    .select({ leadId: wins.leadId })
    .from(wins)
    .where(during(quarter))
    .orderBy(desc(sql`${wins.size} = 'big'`), desc(sql`coalesce(${wins.cents}, 0)`), asc(wins.wonAt))
    .limit(MOST_WINS)
    .all()
    .map(({ leadId }) => leadId);

export const countWins = (db: Db, quarter: Quarter): number =>
  db.select({ wins: sql<number>`count(*)` }).from(wins).where(during(quarter)).get()?.wins ?? 0;

/** A marketer and a seller who won together. */
export interface Pair {
  marketerId: string;
  closerId: string;
  wins: number;
}

const MOST_PAIRS = 5;

/** Those with most wins together: the author of the hand-off and the closer. */
export function pairsOf(db: Db, quarter: Quarter): Pair[] {
  const closing = sql`(select user_id from win_credits as c where c.lead_id = ${wins.leadId} and c.kind = 'close')`;
  return db
    .select({
      marketerId: winCredits.userId,
      closerId: sql<string>`${closing}`.as('closer'),
      wins: sql<number>`count(*)`.as('together'),
    })
    .from(wins)
    .innerJoin(winCredits, and(eq(winCredits.leadId, wins.leadId), eq(winCredits.kind, 'hand_off')))
    .where(sql`${during(quarter)} and ${closing} is not null and ${closing} <> ${winCredits.userId}`)
    .groupBy(winCredits.userId, sql`closer`)
    .orderBy(desc(sql`together`), asc(winCredits.userId), asc(sql`closer`))
    .limit(MOST_PAIRS)
    .all();
}

const MOST_PEOPLE = 30;

/** Everyone with a part in a win of the quarter, without order. */
export const peopleIn = (db: Db, quarter: Quarter): string[] =>
  db
    .selectDistinct({ userId: winCredits.userId })
    .from(wins)
    .innerJoin(winCredits, eq(winCredits.leadId, wins.leadId))
    .where(during(quarter))
    .orderBy(winCredits.userId)
    .limit(MOST_PEOPLE)
    .all()
    .map(({ userId }) => userId);

export interface Lesson {
  reason: string;
  deals: number;
}

const MOST_LESSONS = 3;

/** The commonest reasons of deals that were lost in the quarter and still are. */
export const lessonsOf = (db: Db, { from, to }: Quarter): Lesson[] =>
  db
    .select({
      reason: sql<string>`coalesce(${leadHistory.details} ->> 'label', ${leadHistory.details} ->> 'reason')`.as('why'),
      deals: sql<number>`count(distinct ${leads.id})`.as('deals'),
    })
    .from(leadHistory)
    .innerJoin(leads, and(eq(leads.id, leadHistory.leadId), eq(leads.status, 'lost')))
    .where(
      sql`${leadHistory.kind} = 'lost' and ${leadHistory.at} >= ${from.getTime()} and ${leadHistory.at} < ${to.getTime()}`,
    )
    .groupBy(sql`why`)
    .orderBy(desc(sql`deals`), asc(sql`why`))
    .limit(MOST_LESSONS)
    .all();

/** Actions of monthly reviews that were dropped in the quarter, with the reason. */
export const droppedActions = (db: Db, { from, to }: Quarter): { what: string; reason: string | null }[] =>
  db
    .select({ what: reviewActions.what, reason: reviewActions.reason })
    .from(reviewActions)
    .where(
      sql`${reviewActions.settledAt} >= ${from.getTime()} and ${reviewActions.settledAt} < ${to.getTime()}
        and ${reviewActions.status} = 'dropped'`,
    )
    .orderBy(reviewActions.settledAt)
    .limit(MOST_LESSONS)
    .all();
