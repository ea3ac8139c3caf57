/** `/baton mindset`: where both teams stand, and the history. */
import type { ModalView } from '@slack/types';
import { matchOf } from '../../src/mindset/match.ts';
import type { Published } from '../../src/mindset/queries.ts';
import { answerAction } from '../../src/rituals/ritual.ts';
import { actions, type Blocks, bold, button, context, date, type Line, plain, rich } from '../kit/blocks.ts';
import { ALL_ADVANTAGES } from './result.ts';
import { advantageLine, DEFINITION, GROUPING, matchLine, percent, sideShares, threeLines } from './words.ts';

export interface MindsetOverview {
  /** With a result, the newest first. */
  checks: Published[];
  three: string[] | undefined;
  /** The check that takes answers or waits for its facilitator. */
  running: { cycleId: number; closesAt: Date | null; mayAnswer: boolean; mayGroup: boolean } | undefined;
  nextAt: Date | undefined;
}

export const mindsetModal = ({ checks: [last, ...earlier], three, running, nextAt }: MindsetOverview): ModalView => ({
  type: 'modal',
  title: plain('Mindset check'),
  close: plain('Close'),
  blocks: [
    ...(running ? runningBlocks(running) : []),
    ...(last
      ? lastBlocks(last)
      : [rich(['No check has a result yet. Both teams name three advantages; you then see how far they agree.'])]),
    ...(last && earlier.length > 0 ? [rich([bold('History')], ...historyLines([last, ...earlier]))] : []),
    ...(three ? [rich([bold('The three that were published')], ...threeLines(three))] : []),
    rich(nextAt ? ['The next check begins ', date(nextAt, '{date_short_pretty}'), '.'] : ['No next check is planned.']),
    context(DEFINITION),
  ],
});

function runningBlocks({ cycleId, closesAt, mayAnswer, mayGroup }: NonNullable<MindsetOverview['running']>): Blocks {
  const isOpen = closesAt !== null;
  const state: Line = isOpen
    ? [bold('It takes answers'), '  ·  closes ', date(closesAt)]
    : [bold('It has closed'), '  ·  the answers are being grouped'];
  return [
    rich(state),
    ...(isOpen && mayAnswer
      ? [
          actions(
            `ritual:${cycleId}`,
            button(answerAction('mindset'), 'Name three advantages', String(cycleId), { style: 'primary' }),
          ),
        ]
      : []),
    ...(!isOpen && mayGroup
      ? [actions(`mindset:${cycleId}`, button(GROUPING, 'Group the answers', String(cycleId), { style: 'primary' }))]
      : []),
  ];
}

function lastBlocks(last: Published): Blocks {
  const match = matchOf(last.groups);
  if (!match) return [];
  return [
    rich(matchLine(match), ...match.top.map(advantageLine)),
    actions(`all:${last.cycleId}`, button(ALL_ADVANTAGES, 'All advantages', String(last.cycleId))),
  ];
}

/** The match of each check, the newest first, and of each team where it was shown. */
function historyLines(checks: readonly Published[]): Line[] {
  return checks.flatMap(({ at, groups }): Line[] => {
    const match = matchOf(groups);
    if (!match) return [];
    const sides = sideShares(groups);
    const names = match.top.map(({ name }) => name).join(', ');
    return [
      [
        date(at, '{date_short_pretty}'),
        '  ·  ',
        bold(percent(match.share)),
        sides === '' ? '' : `  (${sides})`,
        `  ·  ${names}`,
      ],
    ];
  });
}
