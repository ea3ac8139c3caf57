/** The result of a mindset check, for both teams. */
import type { ModalView } from '@slack/types';
import { type Counted, dividing, type Match, matchOf, ranked } from '../../src/mindset/match.ts';
import type { Published } from '../../src/mindset/queries.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Page } from '../../src/platform/paging.ts';
import { actions, type Blocks, bold, button, context, emoji, type Line, plain, rich } from '../kit/blocks.ts';
import { barChart } from '../kit/chart.ts';
import { pageButtons } from '../kit/paging.ts';
import { listed } from '../kit/words.ts';
import {
  advantageLine,
  basis,
  DEFINITION,
  matchLine,
  OPEN_MINDSET,
  percent,
  sideShares,
  threeLines,
  threeNames,
} from './words.ts';

/** All advantages of a check; the value is the id of the cycle. */
export const ALL_ADVANTAGES = 'mindset_all';
export const ADVANTAGES_PAGE = 'mindset_advantages_page';
export const ADVANTAGES_SIZE = 40;

/** `before` is the check before this one. */
export interface ResultShown {
  check: Published;
  before: Published | undefined;
}

export function resultMessage({ check, before }: ResultShown): SlackMessage {
  const match = matchOf(check.groups);
  const blocks = (charts: Blocks): Blocks => [
    rich([emoji('dart'), ' ', bold('Mindset check: which three advantages should customers know us for?')]),
    ...(match ? resultBlocks(check, match, before) : []),
    ...charts,
    actions(
      `mindset:${check.cycleId}`,
      button(ALL_ADVANTAGES, 'All advantages', String(check.cycleId)),
      button(OPEN_MINDSET, 'History', '-'),
    ),
  ];
  const said = match
    ? `Mindset check: ${percent(match.share)} name ${threeNames(match.top.map(({ name }) => name))}`
    : 'Mindset check: no answers';
  return {
    text: said,
    blocks: blocks(advantagesChart(check.groups)),
    plainer: blocks([]),
  };
}

function resultBlocks(check: Published, match: Match, before: Published | undefined): Blocks {
  const sides = sideShares(check.groups);
  return [
    rich(
      matchLine(match),
      ...match.top.map(advantageLine),
      ...(sides === '' ? [] : [[`Match of each team: ${sides}`]]),
      ...divideLines(check.groups),
      ...sinceLast(match, before),
    ),
    context(`${DEFINITION} ${basis(match.answers, check.answered)}.${apartNote(check.groups)}`),
  ];
}

function divideLines(groups: readonly Counted[]): Line[] {
  const divides = dividing(groups);
  return (['sales', 'marketing'] as const).flatMap((side): Line[] => {
    const names = divides.flatMap((one) => (one.side === side ? [bold(one.advantage.name)] : []));
    return names.length > 0 ? [[`Only in ${side}’s three: `, ...listed(names)]] : [];
  });
}

function sinceLast({ share }: Match, before: Published | undefined): Line[] {
  const last = before && matchOf(before.groups);
  return last ? [[`Last time: ${percent(last.share)}, now ${percent(share)}`]] : [];
}

const apartNote = (groups: readonly Counted[]): string =>
  groups.some(({ sales }) => sales === null)
    ? ' Too few people of one team answered, so the teams are not told apart.'
    : ' Each team’s figure is by its own three.';

/** A check with too few answers, or whose key was lost. */
export const noResultMessage = (outcome: 'too_few' | 'lost', minimum: number): SlackMessage => ({
  text: 'Mindset check: no result',
  blocks: [
    rich(
      [emoji('dart'), ' ', bold('Mindset check: no result this time')],
      [
        outcome === 'too_few'
          ? `Too few people answered: it takes more than ${minimum}, so that no one is recognised. Their answers were deleted unread.`
          : 'The key that protects the answers was lost, so no one can read them.',
      ],
    ),
  ],
});

/** All advantages that were named, with the counts of each side. */
export const advantagesModal = (check: Published, page: Page & { rows: Counted[] }): ModalView => ({
  type: 'modal',
  title: plain('All advantages'),
  close: plain('Close'),
  blocks: [
    rich(...page.rows.map((one, index) => advantageLine(one, page.page * ADVANTAGES_SIZE + index))),
    context(DEFINITION),
    ...pageButtons(ADVANTAGES_PAGE, { ...page, size: ADVANTAGES_SIZE, carry: String(check.cycleId) }),
  ],
});

const isApart = (rows: readonly Counted[]): boolean => rows.every(({ sales }) => sales !== null);

const MOST_BARS = 6;

/** How often the most-named advantages were named, by side where that is shown. */
function advantagesChart(groups: readonly Counted[]): Blocks {
  const top = ranked(groups).slice(0, MOST_BARS);
  if (top.length === 0) return [];
  const names = top.map(({ name }) => name);
  const values = (of: 'all' | 'sales' | 'marketing') => top.map((one) => one[of] ?? 0);
  const series = isApart(top)
    ? [
        { name: 'Sales', values: values('sales') },
        { name: 'Marketing', values: values('marketing') },
      ]
    : [{ name: 'Answers', values: values('all') }];
  return [barChart('Most-named advantages', names, series)];
}

/** In the channels: the three that both sides agreed on. */
export const threeMessage = (advantages: readonly string[]): SlackMessage => ({
  text: `Customers should know us for: ${threeNames(advantages)}`,
  blocks: [
    rich(
      [emoji('dart'), ' ', bold('The three advantages that customers should know us for')],
      ...threeLines(advantages),
      ['The managers of sales and marketing agreed on them. People who join either team are shown them.'],
    ),
  ],
});
