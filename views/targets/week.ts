/** The targets in the lines of the weekly post. */
import type { ProgressSum } from '../../src/targets/standing.ts';
import type { TargetFigure } from '../../src/targets/types.ts';
import type { Piece } from '../kit/blocks.ts';
import type { AgainstTarget } from '../scoreboard/week.ts';
import { paceWords, partOf, periodName } from './words.ts';

export const againstTarget = (sums: readonly ProgressSum[]): AgainstTarget => ({
  handedOff: targetPieces(sums, 'handed_off'),
  qualified: targetPieces(sums, 'qualified'),
  won: targetPieces(sums, 'revenue'),
});

/** "Q4 2026: 340 of 900, on track"; revenue in each currency. Of a quarter and a month, the first one that has it. */
function targetPieces(sums: readonly ProgressSum[], figure: TargetFigure): Piece[][] {
  const sum = sums.find(({ figures }) => figures.some((one) => one.figure === figure));
  const found = sum?.figures.filter((one) => one.figure === figure) ?? [];
  return found.map((one) => [`${periodName(sum?.period.key ?? '')}: ${partOf(one)}, ${paceWords(one.pace)}`]);
}
