/** Progress against targets as drawings, for the report of a review. */
import type { Cell, Part } from '../../src/platform/drawing/drawing.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import type { FigureProgress, Progress, ProgressSum } from '../../src/targets/standing.ts';
import { targetFigures } from '../../src/targets/types.ts';
import { type Goals, nothing } from '../scoreboard/drawn.ts';
import { count, percent } from '../scoreboard/words.ts';
import { paceWords, periodName, standingWords } from './words.ts';

/** Two periods, or two currencies. */
const MOST_GOALS = 2;

/** Of all teams together. */
export function goalsOf(sums: readonly ProgressSum[]): Goals {
  const of = (figure: FigureProgress['figure']) =>
    sums
      .flatMap(({ period, figures }) =>
        figures
          .filter((one) => one.figure === figure)
          .map((one) => ({ share: one.done / one.target, words: `${periodName(period.key)}: ${standingWords(one)}` })),
      )
      .slice(0, MOST_GOALS);
  return Object.fromEntries(targetFigures.map((figure) => [figure, of(figure)]));
}

const MOST_TEAMS = 12;

/** The standing of each team; nothing for a single one, whose standing is in the tiles. */
export function teamParts({ targets }: Progress): Part[] {
  if (targets.length < 2) return [];
  const shown = targets.slice(0, MOST_TEAMS);
  const rest = targets.length - shown.length;
  const figures = targetFigures.filter((figure) =>
    shown.some((one) => one.figures.some((each) => each.figure === figure)),
  );
  return [
    { kind: 'heading', text: 'Against target, by team' },
    {
      kind: 'table',
      head: ['Team', 'Period', ...figures.map((figure) => definitionOf(figure).title)],
      rows: shown.map((one): Cell[] => [
        { text: one.team.name },
        { text: periodName(one.period.key) },
        ...figures.map((figure) => standingCell(one.figures.find((each) => each.figure === figure))),
      ]),
    },
    ...(rest > 0 ? [nothing(`And ${count(rest)} more.`)] : []),
  ];
}

const standingCell = (one: FigureProgress | undefined): Cell =>
  one
    ? { text: `${percent(one.done, one.target)}, ${paceWords(one.pace)}`, shade: one.done / one.target }
    : { text: '–' };
