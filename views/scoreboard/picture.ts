import type { Drawing } from '../../src/platform/drawing/drawing.ts';
import type { Month } from '../../src/scoreboard/months.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { cohortParts, funnelParts, slaParts, tilesPart } from './drawn.ts';
import { daySpan } from './words.ts';

export interface PictureOf {
  /** The activity of the period. */
  board: Board;
  /** Of the leads that were handed off in it. */
  cohort: Board;
  months: Month[];
  teamName: string | undefined;
  at: Date;
}

/** For figures without a chart in Slack: the funnel, and the cohorts of the last months. */
export const boardPicture = ({ board, cohort, months, teamName, at }: PictureOf): Drawing => ({
  title: 'Scoreboard',
  subtitle: `${daySpan(board.period.first, board.period.last)} · ${teamName ?? 'all sales teams'}`,
  foot: '',
  at,
  pages: [
    [tilesPart(board), { kind: 'columns', columns: [funnelParts(cohort), slaParts(board)] }, ...cohortParts(months)],
  ],
});
