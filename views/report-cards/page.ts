/** `/baton report-card`: the last cards, all sentences, the needs of both sides. */
import type { ModalView } from '@slack/types';
import { sides } from '../../src/feedback/types.ts';
import type { Page } from '../../src/platform/paging.ts';
import type { ShownCard } from '../../src/report-cards/shown.ts';
import { isWeak } from '../../src/report-cards/types.ts';
import { answerAction } from '../../src/rituals/ritual.ts';
import type { TeamKind } from '../../src/teams/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  heading,
  type Line,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { actionLine, onDay } from '../reviews/words.ts';
import { actButton, cardsMonth } from './card.ts';
import { cardActions, SENTENCES_PAGE } from './ids.ts';
import { answeredWords, needLines, otherName, sideNames } from './words.ts';

export const CARD_PAGE = 'report_card';

export interface CardPage {
  /** The last ones; empty before the first. */
  cards: ShownCard[];
  next: Date | undefined;
  /** The cycle that is open, if the reader has not answered it. */
  open: { cycleId: number; closesAt: Date } | undefined;
  /** Whether the reader manages. */
  manages: boolean;
  /** Sides whose weak needs the reader may answer. */
  answers: TeamKind[];
  today: string;
}

export const cardPage = (page: CardPage): ModalView => ({
  type: 'modal',
  callback_id: CARD_PAGE,
  title: plain('Report card'),
  close: plain('Close'),
  blocks: [
    ...openBlocks(page),
    ...(page.cards.length === 0 ? [section(NONE)] : [rich([bold(cardsMonth(page.cards))])]),
    ...page.cards.flatMap((card) => sideBlocks(card, page)),
    ...(page.next ? [rich(['The next one begins ', onDay(page.next), '.'])] : []),
    pageActions(page),
  ],
});

const NONE =
  'No report card yet. Both teams rate each other on six needs, anonymously, and read both cards on the same day.';

function openBlocks({ open }: CardPage): Blocks {
  if (!open) return [];
  return [
    rich([bold('Your card is open'), ' until ', date(open.closesAt)]),
    actions(
      'report_card_fill',
      button(answerAction('report_card'), 'Fill in', String(open.cycleId), { style: 'primary' }),
    ),
  ];
}

function sideBlocks(shown: ShownCard, { answers, today }: CardPage): Blocks {
  const { card, actions: agreed } = shown;
  const title = [heading(`${sideNames[card.side]} rates ${otherName(card.side)}`), rich([answeredWords(shown)])];
  if (!card.marks) return title;
  return [
    ...title,
    ...card.needs.flatMap((_, place) => {
      const action = agreed.find((one) => one.place === place)?.action;
      const mayAnswer = !action && isWeak(card.marks?.[place] ?? []) && answers.includes(card.side);
      return [
        rich(...needLines(shown, place), ...(action ? [actionLine(action, today)] : [])),
        ...(mayAnswer ? [actButton(shown, place)] : []),
      ];
    }),
  ];
}

/** Action ids are unique in a block. */
const needsActions = { sales: cardActions.needsOfSales, marketing: cardActions.needsOfMarketing };

function pageActions({ cards, manages }: CardPage) {
  const [first] = cards;
  return actions(
    'report_card_page',
    ...(first
      ? [
          button(cardActions.all, 'All sentences', String(first.card.cycleId)),
          button(cardActions.history, 'Send me the history', 'all'),
        ]
      : []),
    ...sides.map((side) => button(needsActions[side], manages ? `Needs of ${side}…` : `Needs of ${side}`, side)),
  );
}

export const SENTENCES_SIZE = 12;

export interface Sentence {
  side: TeamKind;
  need: string;
  words: string;
}

export const sentencesModal = ({
  rows,
  cycleId,
  page,
  total,
}: Page & { rows: Sentence[]; cycleId: number }): ModalView => ({
  type: 'modal',
  callback_id: 'report_card_sentences',
  title: plain('All sentences'),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section('There are no sentences.')] : [context('In a random order, without names.')]),
    ...rows.map(({ side, need, words }, index) => {
      const before = rows[index - 1];
      const isFirst = before?.side !== side || before.need !== need;
      const lines: Line[] = isFirst ? [[bold(need), ` (${sideNames[side]} rates ${otherName(side)})`]] : [];
      return rich(...lines, { quote: [words] });
    }),
    ...pageButtons(SENTENCES_PAGE, { page, size: SENTENCES_SIZE, total, carry: String(cycleId) }),
  ],
});

/** For a reader who does not manage. */
export const needsModal = (
  side: TeamKind,
  needs: readonly string[],
  by: { by: string; at: Date } | undefined,
): ModalView => ({
  type: 'modal',
  callback_id: 'report_card_needs',
  title: plain(`Needs of ${side}`),
  close: plain('Close'),
  blocks: [
    rich([bold(`Needs that ${side} has of ${otherName(side)}`)], ...needs.map((need): Line => ['•  ', need])),
    ...(by
      ? [rich(['Since ', date(by.at), ', by ', person(by.by)])]
      : [context('A proposal: a manager can change it.')]),
  ],
});
