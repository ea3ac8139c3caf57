/** The deadlines of both teams, side by side: the same measure and the same colours for both. */
import type { FigureKey } from '../../src/scoreboard/figures.ts';
import type { Board, Speed } from '../../src/scoreboard/read.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { type Blocks, bold, context, dotted, emoji, heading, type Piece, rich } from '../kit/blocks.ts';
import { leadsBehind, menu, requestsBehind } from './behind.ts';
import { count, duration, percent, speedWords } from './words.ts';

/** From this share on, in percent, the colour is green; below the other it is red. */
const GREEN = 90;
const RED = 70;

/** As wide as the circle before the line above. */
const INDENT = '\u2003\u2002';

interface Owed {
  words: string;
  kept: number;
  missed: number;
  speed: Speed;
  /** Nights and weekends included. */
  clock?: Speed;
}

export function slaBlocks(board: Board): Blocks {
  const { figures, speed, requests } = board;
  const leads = (key: FigureKey) => leadsIn(figures[key]);
  const sales: Owed[] = [
    {
      words: 'accepted in time',
      kept: leads('accept_kept'),
      missed: leads('accept_missed'),
      speed: speed.accept,
      clock: speed.acceptClock,
    },
    {
      words: 'contacted in time',
      kept: leads('touch_kept'),
      missed: leads('touch_missed'),
      speed: speed.touch,
      clock: speed.touchClock,
    },
  ];
  const marketing: Owed[] = [
    {
      words: 'returns answered in time',
      kept: leads('answer_kept'),
      missed: leads('answer_missed'),
      speed: speed.answer,
      clock: speed.answerClock,
    },
    ...(requests
      ? [
          {
            words: 'content delivered on the promised day',
            kept: requests.delivered_kept,
            missed: requests.delivered_missed,
            speed: speed.deliver,
          },
        ]
      : []),
  ];
  const claimed = requests && speedWords(speed.claim);
  return [
    heading('Deadlines, both ways'),
    rich([bold('Sales')], ...sales.flatMap(lines)),
    rich([bold('Marketing')], ...marketing.flatMap(lines), ...(claimed ? [[`Content claimed: ${claimed}`]] : [])),
    context('Working time: half of them, and nine of ten. *On the clock*: half of them, with nights and weekends.'),
    ...menu('slas', [
      ...leadsBehind(board, [
        'accept_kept',
        'accept_missed',
        'touch_kept',
        'touch_missed',
        'answered',
        'answer_kept',
        'answer_missed',
        'unanswered',
      ]),
      ...requestsBehind(board, ['claimed', 'delivered', 'delivered_kept', 'delivered_missed']),
    ]),
  ];
}

function lines({ words, kept, missed, speed, clock }: Owed): Piece[][] {
  const all = kept + missed;
  if (all === 0)
    return [[emoji('white_circle'), ` Nothing ${words.includes('content') ? 'due' : 'to count'}: ${words}`]];
  const share = (100 * kept) / all;
  const colour = share >= GREEN ? 'large_green_circle' : share < RED ? 'red_circle' : 'large_yellow_circle';
  const times = speedWords(speed);
  const onClock = clock?.median === undefined ? [] : [[`${INDENT}on the clock: half in ${duration(clock.median)}`]];
  return [
    [emoji(colour), ' ', ...dotted([[bold(percent(kept, all)), ` ${words}`], [`${count(kept)} of ${count(all)}`]])],
    ...(times ? [[`${INDENT}${times}`], ...onClock] : []),
  ];
}
