/** Progress against targets as plain rows, for CSV, JSON and the command line. */
import { neutral } from '../platform/files/cells.ts';
import type { FigureProgress, Progress } from './standing.ts';
import type { TargetFigure } from './types.ts';

/** Revenue is in units of its currency. */
export interface TargetRow extends FigureProgress {
  team: string;
  period: string;
  first: string;
  last: string;
}

export const targetRows = ({ targets }: Progress): TargetRow[] =>
  targets.flatMap(({ team, period, figures }) =>
    figures.map(({ figure, currency, target, done, expected, pace }) => {
      const unit = currency === null ? 1 : 100;
      const numbers = { target: target / unit, done: done / unit, expected: Math.round(expected) / unit };
      const { key, first, last } = period;
      return { team: team.name, period: key, first, last, figure, currency, ...numbers, pace };
    }),
  );

export const targetTitles: Record<TargetFigure, string> = {
  revenue: 'Revenue against target',
  handed_off: 'Handed off against target',
  qualified: 'Qualified against target',
};

const DEFINITION =
  'Counted in the whole period of the target; the value is the target. The part names the team, the unit the currency, and how it stands against the working time that has passed.';

/** In the columns of the scoreboard's CSV. */
export const targetCsv = (progress: Progress): string[][] =>
  targetRows(progress).map(({ team, first, last, figure, currency, target, done, pace }) =>
    [
      ...['target', first, last, targetTitles[figure], team],
      ...[done, target, [currency, pace.replace('_', ' ')].filter(Boolean).join(', '), '', DEFINITION],
    ].map((cell) => neutral(String(cell))),
  );
