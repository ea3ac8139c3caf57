/** Progress against targets, as the scoreboard, homes and posts show it. */
import type { Apart, Progress, ProgressSum, TargetProgress } from '../../src/targets/standing.ts';
import { type Blocks, bold, context, dotted, heading, type Piece, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { amount, periodName, progressLine } from './words.ts';

/** Teams on their own lines; with more, only their sums are shown. */
const MOST_TEAMS = 4;

/** Under its own heading; nothing without targets. */
export function targetBlocks({ targets, sums }: Progress): Blocks {
  if (targets.length === 0) return [];
  const isOne = targets.length === 1;
  const teams = isOne || targets.length > MOST_TEAMS ? [] : targets.map((one) => rich(...teamLines(one)));
  return [
    heading('Against target'),
    ...sums.map((sum) => rich(...sumLines(sum, targets))),
    ...teams,
    context(timeWords(targets)),
  ];
}

function sumLines({ period, teams, figures, apart }: ProgressSum, [first]: readonly TargetProgress[]): Piece[][] {
  const whose = teams === 1 ? (first?.team.name ?? '') : counted(teams, 'team');
  return [dotted([[bold(periodName(period.key))], [whose]]), ...figures.map(progressLine), ...apartLines(apart)];
}

const teamLines = ({ team, period, figures, apart }: TargetProgress): Piece[][] => [
  dotted([[bold(team.name)], [periodName(period.key)]]),
  ...figures.map(progressLine),
  ...apartLines(apart),
];

/** "Apart: 20,000 USD, 2 wins without a value". */
export function apartLines(apart: readonly Apart[]): Piece[][] {
  if (apart.length === 0) return [];
  const parts = apart.map(({ currency, cents, leads }) =>
    currency === null ? `${counted(leads, 'win')} without a value` : amount(cents, currency),
  );
  return [[`Apart, not added up: ${parts.join(', ')}`]];
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
