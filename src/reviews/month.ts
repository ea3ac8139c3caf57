/** The results of the month that a review looks back on. */
import type { Db } from '../platform/db/open.ts';
import { readBoard } from '../scoreboard/read.ts';
import { leadsIn } from '../scoreboard/tally.ts';
import { happenedIn } from '../scoreboard/week.ts';
import { daysOfMonth } from './days.ts';

export interface Month {
  handedOff: number;
  accepted: number;
  won: number;
  returned: number;
  /** No lead and no content request had an event in it. */
  isQuiet: boolean;
  /** Clauses that more than a fifth of the returns cite, by their number. */
  cited: { clauseId: number; leads: number }[];
}

const MANY_CITED = 0.2;
/** Fewer leads are chance. */
const ENOUGH_CITED = 3;

export function readMonth(db: Db, month: string, now: Date): Month {
  const { figures, requests, uncounted } = readBoard(db, { view: 'activity', period: daysOfMonth(month) }, now);
  const returned = leadsIn(figures.returned);
  return {
    handedOff: leadsIn(figures.handed_off),
    accepted: leadsIn(figures.accepted),
    won: leadsIn(figures.won),
    returned,
    // Until all is counted, a month cannot be called quiet.
    isQuiet: uncounted === 0 && !happenedIn(figures) && (requests?.requested ?? 0) + (requests?.delivered ?? 0) === 0,
    cited: figures.cited
      .filter(({ part, leads }) => part !== null && leads >= ENOUGH_CITED && leads > MANY_CITED * returned)
      .map(({ part, leads }) => ({ clauseId: Number(part), leads })),
  };
}
