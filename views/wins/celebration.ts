/** The celebration of a quarter, as both teams read it. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Draft } from '../../src/wins/celebration/draft.ts';
import type { Moment } from '../../src/wins/celebration/table.ts';
import { type Blocks, bold, context, cut, emoji, heading, type Line, link, type Piece, rich } from '../kit/blocks.ts';
import { counted, listed } from '../kit/words.ts';
import { leadTitle } from '../leads/words.ts';
import { begins, named, worth } from './words.ts';

/** "Q3 2026". */
export const quarterName = (key: string): string => key.split('-').toReversed().join(' ');

export function celebrationPost(draft: Draft): SlackMessage {
  const { quarter, total } = draft;
  const title = `${quarterName(quarter.key)}, together`;
  return {
    text: total === 0 ? title : `${title}: ${counted(total, 'win')}`,
    blocks: [heading(`:tada: ${title}`), ...celebrationBlocks(draft)],
  };
}

const LONGEST = 1_500;

/** Also the preview of a draft. */
export function celebrationBlocks({ content, total, wins, pairs, others, moments, showings }: Draft): Blocks {
  const { opening, learned } = content;
  const pair = ({ marketerId, closerId, wins: together }: Draft['pairs'][number]): Line => [
    '•  ',
    begins(marketerId, showings),
    ' and ',
    named(closerId, showings),
    `: ${counted(together, 'win')} together`,
  ];
  const and: Line[] =
    others.length === 0
      ? []
      : [['•  with a part in them: ', ...listed(others.map((userId) => named(userId, showings)))]];
  return [
    rich([cut(opening, LONGEST)]),
    ...(wins.length === 0
      ? []
      : [
          rich([emoji('trophy'), ' ', bold(`Wins: ${total.toLocaleString('en')}`)], ...wins.map((win) => winLine(win))),
        ]),
    ...(pairs.length + others.length === 0
      ? []
      : [rich([emoji('handshake'), ' ', bold('Side by side')], ...pairs.map(pair), ...and)]),
    ...(moments.length === 0
      ? []
      : [rich([emoji('sparkles'), ' ', bold('Moments')], ...moments.flatMap((one) => momentLines(one, showings)))]),
    ...(learned === null ? [] : [rich([emoji('seedling'), ' ', bold('Lessons')], [cut(learned, LONGEST)])]),
    context('Say thanks in the thread.'),
  ];
}

const MOST_NAMED = 4;
const LONGEST_NAME = 100;

/** "Porto Foods · 48,000 EUR: Lena closed it, with Mia and Tom". */
function winLine({ lead, parts, showings }: Draft['wins'][number]): Piece[] {
  const helpers = [...new Set(parts.filter(({ kind }) => kind !== 'close').map(({ userId }) => userId))];
  const closer: Piece[] = lead.ownerId === null ? ['closed'] : [begins(lead.ownerId, showings), ' closed it'];
  const people = helpers.filter((userId) => userId !== lead.ownerId).slice(0, MOST_NAMED);
  const withThem = people.length === 0 ? [] : [', with ', ...listed(people.map((userId) => named(userId, showings)))];
  return ['•  ', bold(cut(leadTitle(lead), LONGEST_NAME)), ...worth(lead), ': ', ...closer, ...withThem];
}

const momentLines = ({ words, quote, link: url, by }: Moment, showings: Draft['showings']): Line[] => [
  ['•  ', cut(words, 200), ' (', named(by, showings), ', ', link(url, 'the message'), ')'],
  ...(quote === null ? [] : [{ quote: [cut(quote, 200)] }]),
];
