/** Words that the messages and forms of a mindset check share. */
import { type Counted, type Match, matchOf } from '../../src/mindset/match.ts';
import { ADVANTAGES, SHARED } from '../../src/mindset/types.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { bold, cut, type Line, type Piece } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';

/** `/baton mindset`; the value is not used. */
export const OPEN_MINDSET = 'mindset_open';
/** Opens the groups of a check; the value is the id of the cycle. */
export const GROUPING = 'mindset_grouping';

/** Rounded down, so that a match under the bar never looks like one that reached it. */
export const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)} %`;

const BAR = percent(SHARED);

export const matchLine = ({ share, isShared }: Match): Piece[] => [
  bold(`Match: ${percent(share)}`),
  isShared ? `  ·  a shared mindset (${BAR} or more)` : `  ·  not shared yet (${BAR} is)`,
];

/** The definition of the match, wherever it is shown. */
export const DEFINITION = 'Match: the share of all answers within the three most-named advantages.';

/** An advantage, and how often it was named. */
export const advantageLine = ({ name, all, sales, marketing }: Counted, place: number): Line => [
  `${place + 1}. `,
  bold(name),
  `  ·  ${all}`,
  ...(sales === null || marketing === null ? [] : [`  (sales ${sales}, marketing ${marketing})`]),
];

export const threeLines = (advantages: readonly string[]): Line[] =>
  advantages.map((advantage, place) => [`${place + 1}. `, bold(advantage)]);

/** For notifications. */
export const threeNames = (advantages: readonly string[]): string => escaped(cut(advantages.join(', '), 200));

/** The number of answers and people behind a result. */
export const basis = (answers: number, people: number): string =>
  `${counted(answers, 'answer')} from ${counted(people, 'person', 'people')}, up to ${ADVANTAGES} each`;

/** Each team by its own three; empty where teams are not told apart. */
export const sideShares = (groups: readonly Counted[]): string =>
  (['sales', 'marketing'] as const)
    .flatMap((side) => {
      const own = matchOf(groups, side);
      return own ? [`${side} ${percent(own.share)}`] : [];
    })
    .join(', ');
