/** The contents of a month's report: everything that both teams look at in their review. */

import { unmetSearches } from '../../library/empty-searches.ts';
import type { Db } from '../../platform/db/open.ts';
import { type Cause, causesOf } from '../../scoreboard/causes.ts';
import { oftenCited } from '../../scoreboard/cited.ts';
import { type Month, readMonths } from '../../scoreboard/months.ts';
import type { PeriodChoice } from '../../scoreboard/periods.ts';
import { type Board, type BoardChoice, readBoard } from '../../scoreboard/read.ts';
import { partLabel } from '../../scoreboard/rows.ts';
import { progressOfTargets } from '../../targets/progress.ts';
import type { Progress } from '../../targets/standing.ts';
import { type NextStep, nextSteps } from './next-steps.ts';

export interface Report {
  /** The events of the month. */
  board: Board;
  /** The outcome so far of the leads that were handed off in it. */
  cohort: Board;
  /** Against the targets of the periods that hold its end. */
  progress: Progress;
  /** The months up to it, the oldest first. */
  months: Month[];
  /** The largest changes against the month before. */
  causes: Cause[];
  /** Clauses of the definition that many returns name. */
  clauses: { words: string; leads: number }[];
  /** Searches in the library without a result, today. */
  holes: { words: string; times: number }[];
  /** The steps that surveys led to. */
  steps: NextStep[];
  /** Those of the last review, and earlier ones that were open until then. */
  actions: ReportAction[];
  at: Date;
}

export interface ReportAction {
  what: string;
  ownerId: string;
  /** ISO date. */
  dueOn: string;
  status: 'open' | 'done' | 'dropped';
  /** Why it was dropped. */
  reason: string | null;
}

const MOST_CAUSES = 6;
const MOST_HOLES = 8;
const MOST_MONTHS = 6;

/** Reads what is counted already: call `catchUp` before it. */
export function readReport(
  db: Db,
  { period: chosen, actions }: { period: PeriodChoice; actions: ReportAction[] },
  now: Date,
): Report {
  const choice: BoardChoice = { view: 'activity', period: chosen };
  const board = readBoard(db, choice, now);
  const { period } = board;
  return {
    board,
    cohort: readBoard(db, { ...choice, view: 'cohort' }, now),
    progress: progressOfTargets(db, { at: new Date(period.to.getTime() - 1) }, now),
    months: readMonths(db, { choice, period, most: MOST_MONTHS }, now),
    causes: causesOf(db, board, MOST_CAUSES),
    clauses: oftenCited(board.figures).map(({ part, leads }) => ({ words: partLabel(board, 'cited', part), leads })),
    holes: unmetSearches(db, MOST_HOLES, now),
    steps: nextSteps(db, period),
    actions,
    at: now,
  };
}
