/** Progress against targets on the home, and for managers the targets that need them. */
import type { HomeTargets } from '../../src/home/targets.ts';
import { actions, type Blocks, bold, button, rich } from '../kit/blocks.ts';
import { progressLines, shortLine } from '../targets/progress.ts';
import { targetCarry } from '../targets/target.ts';
import { waitingLines } from '../targets/waiting.ts';
import { OPEN_TARGETS, periodName } from '../targets/words.ts';

/** Teams with lines of their own; with more, their sums are shown. */
const MOST_TEAMS = 2;

/** In one block, since a home has few to spare. */
export function targetsBlocks({ targets, sums, missing, waiting }: HomeTargets): Blocks {
  const [first] = waiting;
  const lines =
    missing === undefined
      ? (targets.length > MOST_TEAMS ? sums : targets).flatMap(progressLines)
      : [[`No target for ${periodName(missing)} yet: both teams agree on one in a few minutes.`]];
  return [
    rich([bold('Against target')], ...lines, ...waitingLines(waiting)),
    actions(
      'home_targets',
      first
        ? button(OPEN_TARGETS, 'Open target', targetCarry(first.team.id, first.period), { style: 'primary' })
        : button(OPEN_TARGETS, 'Targets', 'home'),
    ),
  ];
}

/** For everyone else, in a line for each period; nothing without a target. */
export const targetLineBlocks = ({ sums }: HomeTargets): Blocks =>
  sums.length === 0
    ? []
    : [rich(...sums.map(shortLine)), actions('home_target', button(OPEN_TARGETS, 'Targets', 'home'))];
