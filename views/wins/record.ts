/** A person's assist record, on their home and as a list. */
import type { ModalView } from '@slack/types';
import type { Assists } from '../../src/home/assists.ts';
import type { AssistedWin, AssistRecord } from '../../src/wins/record.ts';
import type { WinRecord } from '../../src/wins/table.ts';
import {
  type Blocks,
  bold,
  context,
  dotted,
  emoji,
  type Line,
  type Piece,
  person,
  plain,
  rich,
} from '../kit/blocks.ts';
import { type Paging, pageButtons } from '../kit/paging.ts';
import { capital, counted } from '../kit/words.ts';
import { leadTitle, money } from '../leads/words.ts';
import { onDay, percent, why, worth } from './words.ts';

/** Opens the whole list; its value is the person. */
export const WIN_RECORD = 'win_record';
export const RECORD_PAGE = 'win_record_page';
export const RECORD_SIZE = 10;

/** In one block, since a home has few to spare. */
export function recordBlocks({ latest, ...record }: Assists): Blocks {
  const [wins = '', ...amounts] = sumWords(record, 'yours');
  return [
    rich([bold('Wins with your help'), ': ', wins], ...amounts.map((words): Line => [words]), ...latest.map(line), [
      'All of them: /baton wins',
    ]),
  ];
}

interface RecordList extends AssistRecord, Pick<Paging, 'page' | 'total'> {
  userId: string;
  isOwn: boolean;
  wins: AssistedWin[];
}

export function recordModal(list: RecordList): ModalView {
  const { userId, isOwn, wins, page, total } = list;
  return {
    type: 'modal',
    title: plain('Assist record'),
    close: plain('Close'),
    blocks: [
      ...(isOwn ? [] : [rich([person(userId)])]),
      ...(total === 0
        ? [rich([isOwn ? 'No win has a part of yours yet.' : 'No win has a part of theirs yet.'])]
        : [
            rich(...sumWords(list, isOwn ? 'yours' : 'theirs').map((words): Line => [words])),
            ...wins.map((win) => rich(line(win), reason(win))),
          ]),
      ...pageButtons(RECORD_PAGE, { page, size: RECORD_SIZE, total, carry: userId }),
      context(
        `Only ${isOwn ? 'you and your' : 'this person and their'} manager see it. The closing of a deal is not in it.`,
      ),
    ],
  };
}

/** "12 wins, 3 with content of yours", and for each currency the value with the share of it. */
function sumWords({ sums, assisted, withContent }: AssistRecord, whose: 'yours' | 'theirs'): string[] {
  const content = withContent > 0 ? `, ${withContent.toLocaleString('en')} with content of ${whose}` : '';
  const valued = sums.filter(({ currency }) => currency !== '');
  return [
    `${counted(assisted, 'win')}${content}`,
    ...valued.map(
      (sum) => `${amount(sum, 'cents')} in deals, ${amount(sum, 'shareCents')} of it by the rules of credit`,
    ),
  ];
}

const amount = (sum: WinRecord, of: 'cents' | 'shareCents'): string => money(Math.round(sum[of] / 100), sum.currency);

const line = ({ lead, wonAt }: AssistedWin): Piece[] => [
  emoji('trophy'),
  ' ',
  ...dotted([
    [bold(leadTitle(lead)), ...worth(lead)],
    ['won on ', onDay(wonAt)],
  ]),
];

/** "50 % of the credit: handed it off on May 3". */
const reason = ({ mine }: AssistedWin): Piece[] =>
  dotted(
    mine.map((part) =>
      part.share === 0 ? capital(why(part)) : [`${percent(part.share)} of the credit: `, ...why(part)],
    ),
  );
