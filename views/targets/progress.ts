/** Progress against targets, as the scoreboard, homes and posts show it. */
import type { Converted } from '../../src/currency/convert.ts';
import type { Apart, Progress, ProgressSum, TargetProgress } from '../../src/targets/standing.ts';
import { togetherWords } from '../currency/words.ts';
import { actions, type Blocks, bold, button, context, dotted, heading, type Piece, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { amount, doneWords, OPEN_TARGETS, paceWords, periodName, progressLine } from './words.ts';

/** Teams on their own lines; with more, only their sums are shown. */
const MOST_TEAMS = 4;

/** Under its own heading; nothing without targets. */
export function targetBlocks({ targets, sums }: Progress): Blocks {
  if (targets.length === 0) return [];
  const isApart = targets.length > sums.length && targets.length <= MOST_TEAMS;
  return [
    heading('Against target'),
    ...sums.map((sum) => rich(...progressLines(sum))),
    ...(isApart ? targets.map((one) => rich(...progressLines(one))) : []),
    context(timeWords(targets)),
    actions('targets', button(OPEN_TARGETS, 'Targets', 'board')),
  ];
}

/** Of a team, or of several together. */
export function progressLines(one: ProgressSum | TargetProgress): Piece[][] {
  const whose =
    'team' in one ? one.team.name : one.teams.length === 1 ? (one.teams[0] ?? '') : counted(one.teams.length, 'team');
  return [dotted([[bold(periodName(one.period.key))], [whose]]), ...one.figures.map(progressLine), ...apartLines(one)];
}

/** "Target Q4 2026 · 320,000 of 1,200,000 EUR won, behind". */
export const shortLine = ({ period, figures }: ProgressSum): Piece[] =>
  dotted([
    [bold(`Target ${periodName(period.key)}`)],
    ...figures.map((one) => [`${doneWords(one)}, ${paceWords(one.pace)}`]),
  ]);

/** "Apart: 20,000 USD, 2 wins without a value". */
export function apartLines({
  apart,
  together,
}: {
  apart: readonly Apart[];
  together: Converted | undefined;
}): Piece[][] {
  if (apart.length === 0) return [];
  const parts = apart.map(({ currency, cents, leads }) =>
    currency === null ? `${counted(leads, 'win')} without a value` : amount(cents, currency),
  );
  const all = together ? `  ·  ${togetherWords(together)}` : '';
  return [[`Apart, not added up: ${parts.join(', ')}${all}`]];
}

/** "48 % of the working time has passed." */
export function timeWords(targets: readonly Pick<TargetProgress, 'timeShare' | 'isOver'>[]): string {
  const shares = targets.map(({ timeShare }) => Math.round(timeShare * 100));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  if (targets.every(({ isOver }) => isOver)) return 'The period is over.';
  if (most === 0 && targets.every(({ timeShare }) => timeShare === 0)) return 'The period has not begun.';
  const share = least === most ? `${most} %` : `${least} to ${most} %`;
  return `${share} of the working time has passed. On track is within 5 points of it.`;
}
