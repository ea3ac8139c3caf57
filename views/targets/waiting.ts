/** Targets that need a manager, in a line each. */
import type { Step } from '../../src/targets/gap.ts';
import type { WaitingTarget } from '../../src/targets/waiting.ts';
import { actions, type Blocks, bold, button, dotted, emoji, type Piece, rich } from '../kit/blocks.ts';
import { targetCarry } from './target.ts';
import { OPEN_TARGETS, periodName } from './words.ts';

const steps = {
  enter: { marketing: 'enter marketing’s figures', sales: 'enter sales’ figure' },
  allocate: { marketing: 'allocate the gap', sales: 'allocate the gap' },
  approve: { marketing: 'approve for marketing', sales: 'approve for sales' },
} as const satisfies Record<Step, Record<WaitingTarget['side'], string>>;

const MOST = 5;

export function waitingLines(waiting: readonly WaitingTarget[]): Piece[][] {
  const rest = waiting.length - MOST;
  return [...waiting.slice(0, MOST).map(lineOf), ...(rest > 0 ? [[`and ${rest} more`]] : [])];
}

const lineOf = ({ team, period, side, step }: WaitingTarget): Piece[] => [
  emoji('dart'),
  ' ',
  ...dotted([[bold(`Target ${periodName(period)}`)], [team.name], [`To do: ${steps[step][side]}`]]),
];

/** In a manager's morning message; nothing without any. */
export function targetsWait(waiting: readonly WaitingTarget[]): Blocks {
  const [first] = waiting;
  if (!first) return [];
  return [
    rich(...waitingLines(waiting)),
    actions('morning_targets', button(OPEN_TARGETS, 'Open target', targetCarry(first.team.id, first.period))),
  ];
}
