/** The results of the month that a review looks back on. */
import type { Db } from '../platform/db/open.ts';
import { oftenCited } from '../scoreboard/cited.ts';
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

export function readMonth(db: Db, month: string, now: Date): Month {
  const { figures, requests, uncounted } = readBoard(db, { view: 'activity', period: daysOfMonth(month) }, now);
  return {
    handedOff: leadsIn(figures.handed_off),
    accepted: leadsIn(figures.accepted),
    won: leadsIn(figures.won),
    returned: leadsIn(figures.returned),
    // Until all is counted, a month cannot be called quiet.
    isQuiet: uncounted === 0 && !happenedIn(figures) && (requests?.requested ?? 0) + (requests?.delivered ?? 0) === 0,
    cited: oftenCited(figures).map(({ part, leads }) => ({ clauseId: Number(part), leads })),
  };
}
