/** Deadlines both ways, as far as a home has them: one of each team to the other. */
import type { Db } from '../platform/db/open.ts';
import type { FigureKey } from '../scoreboard/figures.ts';
import { keptWhile } from '../scoreboard/kept-reads.ts';
import { talliesOf } from '../scoreboard/kept-tallies.ts';
import type { Period } from '../scoreboard/periods.ts';
import { partsIn } from '../scoreboard/tallies.ts';
import { leadsIn } from '../scoreboard/tally.ts';

export interface Kept {
  kept: number;
  missed: number;
}

export interface Deadlines {
  /** Leads that sales accepted, or did not, in time. */
  accepted: Kept;
  /** Returned leads that marketing answered, or did not, in time. */
  answered: Kept;
}

/** Limits reading to one fiftieth of the time, however much changes. */
const REST = 50;

const keptDeadlines = keptWhile<Deadlines>();

export const readDeadlines = (db: Db, { from, to }: Pick<Period, 'from' | 'to'>): Deadlines =>
  keptDeadlines(db, { name: `${from.getTime()} ${to.getTime()}`, rest: REST }, () => {
    const { figures } = talliesOf(db, { view: 'activity', from, to });
    const leads = (key: FigureKey) => leadsIn(partsIn(figures, key));
    return {
      accepted: { kept: leads('accept_kept'), missed: leads('accept_missed') },
      answered: { kept: leads('answer_kept'), missed: leads('answer_missed') },
    };
  });
