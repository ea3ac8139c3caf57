/** `/baton alignment`: where both teams stand with each other. Each part opens its details. */
import type { Button, ModalView } from '@slack/types';
import type { Alignment, Coming } from '../../src/alignment/read.ts';
import { GIVES_WAY } from '../../src/platform/slack/show-answer.ts';
import type { ComparedCard } from '../../src/report-cards/shown.ts';
import { averageOf, isWeak, overallOf } from '../../src/report-cards/types.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  type Line,
  type Piece,
  plain,
  rich,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { planActions } from '../marketing-plan/words.ts';
import { matchLine, OPEN_MINDSET, threeLines } from '../mindset/words.ts';
import { cardActions } from '../report-cards/ids.ts';
import { answeredWords, letterOf, sinceLastTime } from '../report-cards/words.ts';
import { reviewActionIds } from '../reviews/ids.ts';
import { actionLine, onDay } from '../reviews/words.ts';
import { roleActions } from '../roles/words.ts';
import { OPEN_BOARD } from '../scoreboard/board.ts';
import { owedByBoth, owedLine } from '../scoreboard/slas.ts';
import { daySpan } from '../scoreboard/words.ts';
import { actionCounts, ratingWords, rideWords } from './words.ts';

export const alignmentModal = (alignment: Alignment): ModalView => ({
  type: 'modal',
  callback_id: GIVES_WAY,
  title: plain('Alignment'),
  close: plain('Close'),
  blocks: [
    context(
      `Where sales and marketing stand with each other. Both see the same. This quarter: ${daySpan(alignment.period.first, alignment.period.last)}.`,
    ),
    ...cardPart(alignment),
    ...mindsetPart(alignment),
    ...ridePart(alignment),
    ...deadlinePart(alignment),
    ...actionPart(alignment),
    ...workPart(alignment),
    ...comingPart(alignment),
  ],
});

const part = (name: string, lines: Line[], ...buttons: Button[]): Blocks => [
  rich(...lines),
  ...(buttons.length > 0 ? [actions(`alignment_${name}`, ...buttons)] : []),
];

const DAY = '{date_long_pretty}';

function cardPart({ cards, cardComes }: Alignment): Blocks {
  const [first] = cards;
  if (!first)
    return part(
      'card',
      [[bold('Report card')], ['No report card yet. ', ...comes(cardComes, 'The first one')]],
      button(cardActions.open, 'Report card', 'alignment'),
    );
  return part(
    'card',
    [
      dotted([[bold('Report card')], [date(first.card.publishedAt, DAY)]]),
      ...cards.flatMap(cardLines),
      comes(cardComes, 'The next one'),
    ],
    button(cardActions.open, 'Report card', 'alignment'),
    button(cardActions.history, 'Send me the history', 'all'),
  );
}

/** The average with its change, and the needs that the other team has to answer. */
function cardLines(shown: ComparedCard): Line[] {
  const { card } = shown;
  const overall = overallOf(shown);
  const change = overall?.change === undefined ? [] : [[sinceLastTime(overall.change)]];
  const weak = card.needs.flatMap((need, place) => {
    const given = card.marks?.[place] ?? [];
    return isWeak(given) ? [`${need} (${letterOf(averageOf(given) ?? 0)})`] : [];
  });
  return [
    dotted([[bold(ratingWords(shown))], ...change, [answeredWords(shown)]]),
    ...(weak.length > 0 ? [[`Weak: ${weak.join(', ')}`]] : []),
  ];
}

/** "The next one begins March 9th." */
function comes({ isRunning, closesAt, nextAt }: Coming, name: string): Piece[] {
  if (closesAt) return [`${name} takes answers until `, date(closesAt), '.'];
  if (isRunning) return [`${name} has closed, and its result comes soon.`];
  return nextAt ? [`${name} begins `, onDay(nextAt), '.'] : ['No next one is planned.'];
}

function mindsetPart({ mindset, three, mindsetComes }: Alignment): Blocks {
  const open = button(OPEN_MINDSET, 'Mindset check', 'alignment');
  if (!mindset)
    return part(
      'mindset',
      [[bold('Mindset check')], ['No mindset check has a result yet. ', ...comes(mindsetComes, 'The first one')]],
      open,
    );
  return part(
    'mindset',
    [
      dotted([[bold('Mindset check')], [date(mindset.at, DAY)]]),
      matchLine(mindset.match),
      ...(three
        ? [['Managers of both sides agreed on these three advantages:'], ...threeLines(three)]
        : [['Managers have not agreed on three advantages since.']]),
      comes(mindsetComes, 'The next one'),
    ],
    open,
  );
}

const ridePart = ({ rides }: Alignment): Blocks =>
  part('rides', [
    [bold('Ride-alongs this quarter')],
    [sentence(rideWords(rides))],
    [code('/baton ride-along'), ' offers the other team a seat in a call or meeting.'],
  ]);

const code = (text: string): Piece => ({ type: 'text', text, style: { code: true } });

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function deadlinePart({ board }: Alignment): Blocks {
  const { sales, marketing } = owedByBoth(board);
  return part(
    'deadlines',
    [
      [bold('Deadlines this quarter, both ways')],
      ['Sales to marketing'],
      ...sales.map(owedLine),
      ['Marketing to sales'],
      ...marketing.map(owedLine),
    ],
    button(OPEN_BOARD, 'Scoreboard', 'quarter'),
  );
}

function actionPart({ actions: { total, overdue }, shownActions: shown, today }: Alignment): Blocks {
  const rest = total - shown.length;
  return part(
    'actions',
    [
      [bold(`Open actions: ${actionCounts({ total, overdue })}`)],
      ...shown.map((action) => actionLine(action, today)),
      ...(rest > 0 ? [[`And ${counted(rest, 'more action')}.`]] : []),
      ...(total === 0 ? [['Actions come from monthly reviews and report cards.']] : []),
    ],
    button(reviewActionIds.open, 'Open review', 'current'),
  );
}

const workPart = ({ roleQuestions, plan }: Alignment): Blocks =>
  part(
    'work',
    [
      [bold('Work together')],
      [roleQuestions === 0 ? 'No question about who does what is open.' : `Who does this? ${open(roleQuestions)}`],
      [
        plan.entries === 0
          ? 'Marketing plan: nothing this week'
          : `Marketing plan: ${counted(plan.entries, 'entry', 'entries')} this week`,
        plan.questions === 0 ? '' : `, ${open(plan.questions)}`,
      ],
    ],
    button(planActions.show, 'Marketing plan', 'alignment'),
    button(roleActions.show, 'Roles', 'alignment'),
  );

const open = (questions: number): string => counted(questions, 'open question');

interface Dated {
  /** In milliseconds; 0 for what runs now. */
  at: number;
  line: Line;
}

/** Running ones, then the earliest first. */
function comingPart({ review, rituals }: Alignment): Blocks {
  const all = [...(review ? [reviewLine(review)] : []), ...rituals.flatMap(ritualLine)];
  const lines = all.toSorted((a, b) => a.at - b.at).map((one) => one.line);
  return [rich([bold('Next dates')], ...(lines.length > 0 ? lines : [['None is planned.']]))];
}

const reviewLine = ({ isOpen, dueAt }: NonNullable<Alignment['review']>): Dated =>
  isOpen ? now('Monthly review', ['open now']) : { at: dueAt.getTime(), line: named('Monthly review', [onDay(dueAt)]) };

function ritualLine({ name, isRunning, closesAt, nextAt }: Coming): Dated[] {
  if (closesAt) return [now(name, ['open until ', date(closesAt)])];
  if (isRunning) return [now(name, ['closed, its result comes soon'])];
  return nextAt ? [{ at: nextAt.getTime(), line: named(name, [onDay(nextAt)]) }] : [];
}

const now = (name: string, words: Piece[]): Dated => ({ at: 0, line: named(name, words) });
const named = (name: string, words: Piece[]): Line => dotted([[name], words]);
