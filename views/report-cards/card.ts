/** Both cards in one message: marks by need, spread, change, sentences, and an action for each weak need. */
import { DateTime } from 'luxon';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import type { Curves, ShownCard } from '../../src/report-cards/shown.ts';
import { isWeak } from '../../src/report-cards/types.ts';
import type { ReviewAction } from '../../src/reviews/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  emoji,
  heading,
  type Line,
  person,
  rich,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { actionLine } from '../reviews/words.ts';
import { curveCharts, curveTable } from './history.ts';
import { cardActions } from './ids.ts';
import { writeNeed } from './need.ts';
import { answeredWords, needLines, otherName, sideNames } from './words.ts';

// Twelve weak needs, all at their longest, stay within what Slack takes in a message.
const SENTENCES_SHOWN = 2;
const WORDS_SHOWN = 130;
const ACTION_SHOWN = 160;
const NEED_SHOWN = 70;

export interface CardsOf {
  cards: ShownCard[];
  curves: Curves[];
  /** ISO date. */
  today: string;
}

export const cardsMonth = (cards: ShownCard[]): string =>
  DateTime.fromJSDate(cards[0]?.card.publishedAt ?? new Date(0), { zone: 'UTC' })
    .setLocale('en')
    .toFormat('LLLL yyyy');

export function cardsMessage(shown: CardsOf): SlackMessage {
  const month = cardsMonth(shown.cards);
  const cycleId = String(shown.cards[0]?.card.cycleId ?? 0);
  const top: Blocks = [rich([emoji('bar_chart'), ' ', bold(`Report card: ${month}`)]), context(LEGEND)];
  const cards = shown.cards.flatMap((card) => sideBlocks(card, shown.today));
  const hasWords = shown.cards.some(({ sentences }) => sentences.some((some) => some.length > 0));
  const ending = [
    actions(
      `report_card:${cycleId}`,
      ...(hasWords ? [button(cardActions.all, 'All sentences', cycleId)] : []),
      button(cardActions.open, 'Report card…', cycleId),
    ),
  ];
  const charts = curveCharts(shown.curves);
  return {
    text: `Report card of both teams: ${month}`,
    blocks: [...top, ...cards, ...charts, ...ending],
    ...(charts.length > 0 && { plainer: [...top, ...cards, ...curveTable(shown.curves), ...ending] }),
  };
}

const LEGEND =
  'Anonymous. A excellent · B good · C fair · F poor. :warning: a third or more gave C or F: the other team answers with an action.';

function sideBlocks(shown: ShownCard, today: string): Blocks {
  const { card } = shown;
  const title = [heading(`${sideNames[card.side]} rates ${otherName(card.side)}`), rich([answeredWords(shown)])];
  if (!card.marks) return title;
  const weak = card.needs.flatMap((_, place) => (isWeak(card.marks?.[place] ?? []) ? [place] : []));
  return [
    ...title,
    rich(...card.needs.flatMap((_, place) => needLines(shown, place))),
    ...weak.flatMap((place) => weakBlocks(shown, place, today)),
  ];
}

/** A weak need with its sentences, and its action or the button for one. */
function weakBlocks(shown: ShownCard, place: number, today: string): Blocks {
  const { card, sentences, actions: agreed } = shown;
  const said = sentences[place] ?? [];
  const action = agreed.find((one) => one.place === place)?.action;
  const lines: Line[] = said.slice(0, SENTENCES_SHOWN).map((words) => ({ quote: [cut(words, WORDS_SHOWN)] }));
  const rest = said.length - lines.length;
  return [
    rich(
      [bold(cut(card.needs[place] ?? '', NEED_SHOWN))],
      ...lines,
      ...(rest > 0 ? [[`and ${counted(rest, 'more sentence')}`]] : []),
      ...(action ? [actionLine({ ...action, what: cut(action.what, ACTION_SHOWN) }, today)] : []),
    ),
    ...(action ? [] : [actButton(shown, place)]),
  ];
}

export const actButton = ({ card }: ShownCard, place: number) =>
  rowActions(`report_card_need:${writeNeed({ ...card, place })}`, [
    button(cardActions.act, 'Answer with an action…', writeNeed({ ...card, place }), {
      label: `Answer with an action: ${card.needs[place] ?? ''}`,
    }),
  ]);

/** In the thread: its owner is notified by it. */
export const actionAnswer = (need: string, action: ReviewAction): SlackMessage => ({
  text: `An action answers a weak need: ${escaped(action.what)}`,
  blocks: [
    rich(
      [person(action.ownerId), ': ', bold(action.what)],
      ['Answers “', need, '”. It is in each monthly review until it is done or dropped.'],
    ),
  ],
});

/** To a manager, once. Needs that were answered meanwhile have no button. */
export function waitsMessage(shown: ShownCard, places: number[], today: string): SlackMessage {
  const { card, actions: agreed } = shown;
  const rated = otherName(card.side);
  const waiting = counted(places.length, 'weak need has', 'weak needs have');
  return {
    text: places.length > 0 ? `Report card: ${waiting} no action` : 'Report card: each weak need has an action',
    blocks: [
      rich(
        [bold('Report card')],
        [
          places.length > 0
            ? `${waiting} no action of ${rated} yet. Both teams see them.`
            : `Each weak need has an action of ${rated}.`,
        ],
      ),
      ...places.flatMap((place) => [rich([card.needs[place] ?? '']), actButton(shown, place)]),
      ...(places.length === 0 && agreed.length > 0
        ? [rich(...agreed.map(({ action }) => actionLine(action, today)))]
        : []),
    ],
  };
}
