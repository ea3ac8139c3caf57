/** Where both teams stand with each other, in a few reads: managers' homes show it, and the page shows more. */
import { type Match, matchOf } from '../mindset/match.ts';
import { publishedChecks } from '../mindset/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { cardsOf, lastCardCycle } from '../report-cards/queries.ts';
import { type ComparedCard, comparedCard } from '../report-cards/shown.ts';
import { countOpen } from '../reviews/queries.ts';
import { todayOf } from '../reviews/shown.ts';
import { type Period, periodOf, periodZone } from '../scoreboard/periods.ts';
import { type Rides, readRides } from './rides.ts';

export interface Standing {
  /** The quarter that runs. */
  period: Period;
  /** The last report cards, sales first; empty before the first. */
  cards: ComparedCard[];
  /** Of the last mindset check with a result. */
  mindset: { cycleId: number; at: Date; match: Match } | undefined;
  /** Of this quarter. */
  rides: Rides;
  /** The open ones. */
  actions: { total: number; overdue: number };
}

export function readStanding(db: Db, now: Date): Standing {
  const period = periodOf('quarter', periodZone(db, undefined), now);
  const cycleId = lastCardCycle(db);
  const [check] = publishedChecks(db, 1);
  const match = check && matchOf(check.groups);
  return {
    period,
    cards: cycleId === undefined ? [] : cardsOf(db, cycleId).map((card) => comparedCard(db, card)),
    mindset: check && match && { cycleId: check.cycleId, at: check.at, match },
    rides: readRides(db, period, now),
    actions: countOpen(db, todayOf(db, now)),
  };
}
