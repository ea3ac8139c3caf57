/** The deadlines of both teams, side by side: the same measure and the same colours for both. */
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

/** A promise of one team to the other: kept or missed, and how quickly. */
interface Owed {
  words: string;
  kept: number;
  missed: number;
  speed: Speed;
  /** Nights and weekends included. */
  clock?: Speed;
}

/** The same measures for both teams. */
export function owedByBoth({ figures, speed, requests }: Board): Record<'sales' | 'marketing', Owed[]> {
  const counts = (what: 'accept' | 'touch' | 'answer') => ({
    kept: leadsIn(figures[`${what}_kept`]),
    missed: leadsIn(figures[`${what}_missed`]),
    speed: speed[what],
    clock: speed[`${what}Clock`],
  });
  const delivered = requests && {
    words: 'content delivered on the promised day',
    kept: requests.delivered_kept,
    missed: requests.delivered_missed,
    speed: speed.deliver,
  };
  return {
    sales: [
      { words: 'accepted in time', ...counts('accept') },
      { words: 'contacted in time', ...counts('touch') },
    ],
    marketing: [{ words: 'returns answered in time', ...counts('answer') }, ...(delivered ? [delivered] : [])],
  };
}

export function slaBlocks(board: Board): Blocks {
  const { sales, marketing } = owedByBoth(board);
  const claimed = board.requests && speedWords(board.speed.claim);
  return [
    heading('Deadlines, both ways'),
    rich([bold('Sales')], ...sales.flatMap(owedLines)),
    rich(
      [bold('Marketing')],
      ...processing(board),
      ...marketing.flatMap(owedLines),
      ...(claimed ? [[`Content claimed: ${claimed}`]] : []),
    ),
    context('Working time: half of them, and nine of ten. *On the clock*: half of them, with nights and weekends.'),
    ...menu('slas', [
      ...leadsBehind(board, [
        'to_process',
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

/** No deadline is set for it. */
function processing({ speed }: Board): Piece[][] {
  const words = speedWords(speed.process);
  if (!words) return [];
  const { median } = speed.processClock;
  const onClock = median === undefined ? [] : [[`${INDENT}on the clock: half in ${duration(median)}`]];
  return [[`From a message to the hand-off: ${words}`], ...onClock];
}

/** The share that was kept. */
export function owedLine({ words, kept, missed }: Owed): Piece[] {
  const all = kept + missed;
  if (all === 0) return [emoji('white_circle'), ` Nothing ${words.includes('content') ? 'due' : 'to count'}: ${words}`];
  const share = (100 * kept) / all;
  const colour = share >= GREEN ? 'large_green_circle' : share < RED ? 'red_circle' : 'large_yellow_circle';
  return [
    emoji(colour),
    ' ',
    ...dotted([[bold(percent(kept, all)), ` ${words}`], [`${count(kept)} of ${count(all)}`]]),
  ];
}

/** With the times below it. */
function owedLines(owed: Owed): Piece[][] {
  const { kept, missed, speed, clock } = owed;
  const times = kept + missed === 0 ? '' : speedWords(speed);
  const onClock = clock?.median === undefined ? [] : [[`${INDENT}on the clock: half in ${duration(clock.median)}`]];
  return [owedLine(owed), ...(times ? [[`${INDENT}${times}`], ...onClock] : [])];
}
