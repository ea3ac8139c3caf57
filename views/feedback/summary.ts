/** The results of a survey: a message with charts, and all answers in a modal. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Said, Tally } from '../../src/feedback/results.ts';
import type { RoundShown } from '../../src/feedback/shown.ts';
import type { Summary } from '../../src/feedback/summary.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  dotted,
  emoji,
  type Line,
  type Piece,
  person,
  plain,
  rich,
} from '../kit/blocks.ts';
import { barChart, type Series, table } from '../kit/chart.ts';
import { pageButtons } from '../kit/paging.ts';
import { actionButton, actionLines } from './news.ts';
import { FEEDBACK_SHARE, FEEDBACK_SUMMARY, FEEDBACK_WORDS_PAGE } from './rounds.ts';
import { aboutLines } from './words.ts';

/** Slack takes no more charts in one message (docs.slack.dev, data visualization block). */
const MOST_CHARTS = 2;
const WORDS_OF_QUESTION = 6;
const WORDS_SHOWN = 280;
export const WORDS_PAGE = 10;

interface Told {
  /** Shared in a channel by the asker. */
  isShared: boolean;
  withWords: boolean;
}

/** For the asker, or shared by them in a channel. */
export function summaryMessage(
  shown: RoundShown,
  summary: Summary | undefined,
  { isShared, withWords }: Told,
): SlackMessage {
  const { round, title, action } = shown;
  const heading: Piece[] = isShared
    ? [emoji('bar_chart'), ' ', person(round.askerId), ' shared the results of a survey']
    : [emoji('bar_chart'), ' Survey results'];
  const top = rich(heading, ...aboutLines(shown), answeredLine(shown));
  if (!summary) return { text: `Results: ${escaped(title)}`, blocks: [top] };
  const words = withWords ? wordBlocks(summary) : { blocks: [], isCut: false };
  const more = isShared || !words.isCut ? [] : [context('Shortened. *All answers* has everything.')];
  const ending = [
    ...words.blocks,
    ...more,
    ...(action ? [rich(...actionLines(action, round.askerId))] : []),
    ...(isShared ? [] : [summaryButtons(shown)]),
  ];
  const { charts, plainer } = figures(summary);
  return {
    text: `Results: ${escaped(title)}`,
    blocks: [top, ...charts, ...ending],
    ...(plainer.length > 0 && { plainer: [top, ...plainer, ...ending] }),
  };
}

function answeredLine({ round }: RoundShown): Piece[] {
  if (round.outcome === 'lost') {
    return ['The key that kept it anonymous was lost, and the answers with it. Please ask again.'];
  }
  if (round.outcome === 'too_few') {
    return round.isAnonymous
      ? [
          `Fewer than ${round.minimum} of ${round.asked} people answered. To protect them, nothing is shown and the answers are deleted unread.`,
        ]
      : ['No one answered.'];
  }
  return dotted([[`${round.answered} of ${round.asked} answered`], [round.isAnonymous ? 'anonymous' : 'named']]);
}

const summaryButtons = ({ round, action }: RoundShown) =>
  actions(
    `feedback_summary:${round.id}`,
    ...(action ? [] : [actionButton(round.id)]),
    button(FEEDBACK_SUMMARY, 'All answers', String(round.id)),
    button(FEEDBACK_SHARE, 'Share…', String(round.id)),
  );

interface Figure {
  text: string;
  kind: Summary['questions'][number]['kind'];
  choices: string[];
  tally: Tally;
}

const figuresOf = ({ questions, results }: Summary): Figure[] =>
  questions.flatMap(({ text, kind, choices }, place) => {
    const result = results.questions[place];
    return result && 'tally' in result ? [{ text, kind, choices, tally: result.tally }] : [];
  });

/** Charts up to Slack's limit and a table for the rest; one table of all where Slack takes no charts. */
function figures(summary: Summary): { charts: KnownBlock[]; plainer: KnownBlock[] } {
  const all = figuresOf(summary);
  const rest = all.slice(MOST_CHARTS);
  return {
    charts: [
      ...all
        .slice(0, MOST_CHARTS)
        .flatMap((figure) => [barChart(figure.text, figure.choices, seriesOf(figure.tally)), ...averages([figure])]),
      ...(rest.length > 0 ? [tableOf(rest)] : []),
    ],
    plainer: all.length > 0 ? [tableOf(all), ...averages(all)] : [],
  };
}

function seriesOf({ all, sales, marketing, others }: Tally): Series[] {
  const apart = [
    ...(sales ? [{ name: 'Sales', values: sales }] : []),
    ...(marketing ? [{ name: 'Marketing', values: marketing }] : []),
    ...(others ? [{ name: 'Others', values: others }] : []),
  ];
  return apart.length > 0 ? apart : [{ name: 'Answers', values: all }];
}

const averages = (all: Figure[]): KnownBlock[] => {
  const told = all.map(averageOf).filter((line) => line !== '');
  return told.length > 0 ? [context(...told)] : [];
};

/** Only for a scale of numbers. */
function averageOf({ kind, choices, tally }: Figure): string {
  if (kind !== 'five') return '';
  const mean = (counts: number[]) =>
    (counts.reduce((total, count, index) => total + count * Number(choices[index]), 0) / sum(counts)).toFixed(1);
  const apart = tally.sales && tally.marketing;
  const sides = apart ? ` (sales ${mean(tally.sales ?? [])}, marketing ${mean(tally.marketing ?? [])})` : '';
  return `Average: ${mean(tally.all)} of 5${sides}`;
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

function tableOf(all: Figure[]): KnownBlock {
  const isApart = all.some(({ tally }) => tally.sales !== null);
  const hasOthers = all.some(({ tally }) => tally.others !== null);
  const heading = [
    'Question',
    'Answer',
    'All',
    ...(isApart ? ['Sales', 'Marketing'] : []),
    ...(hasOthers ? ['Others'] : []),
  ];
  const rows = all.flatMap(({ text, choices, tally }) =>
    choices.map((choice, index) => [
      index === 0 ? text : '″',
      choice,
      tally.all[index] ?? 0,
      ...(isApart ? [tally.sales?.[index] ?? 0, tally.marketing?.[index] ?? 0] : []),
      ...(hasOthers ? [tally.others?.[index] ?? 0] : []),
    ]),
  );
  return table([heading, ...rows]);
}

/** The first comments on each question, and whether some were left out. */
function wordBlocks({ questions, results }: Summary): { blocks: Blocks; isCut: boolean } {
  let isCut = false;
  const blocks = questions.flatMap(({ text }, place) => {
    const result = results.questions[place];
    if (!result || !('words' in result) || result.words.length === 0) return [];
    const rest = result.words.length - WORDS_OF_QUESTION;
    isCut ||= rest > 0 || result.words.some(({ words }) => words.length > WORDS_SHOWN);
    const said = result.words.slice(0, WORDS_OF_QUESTION).map((one) => saidLine(one, WORDS_SHOWN));
    return [rich([bold(text)], ...said, ...(rest > 0 ? [[`and ${rest} more`]] : []))];
  });
  return { blocks, isCut };
}

const saidLine = ({ words, userId }: Said, max: number): Line => ({
  quote: [...(userId ? [person(userId), ': '] : []), cut(words, max)],
});

/** All comments, a page at a time; the totals are on the first page. */
export function summaryModal(shown: RoundShown, summary: Summary | undefined, wanted: number): ModalView {
  const all = summary ? allWords(summary) : [];
  const { rows: some, page } = pageOf(rowsOf(all), { wanted, size: WORDS_PAGE });
  const tallies = summary && page === 0 ? figuresOf(summary) : [];
  return {
    type: 'modal',
    title: plain('Answers'),
    close: plain('Close'),
    blocks: [
      rich(...aboutLines(shown), answeredLine(shown)),
      ...tallies.flatMap((figure) => [tallyLines(figure), ...averages([figure])]),
      ...some.map(({ place, question, said }, index) => {
        const isFirst = some[index - 1]?.place !== place;
        return rich(...(isFirst ? [[bold(question)]] : []), saidLine(said, said.words.length));
      }),
      ...pageButtons(FEEDBACK_WORDS_PAGE, { page, size: WORDS_PAGE, total: all.length, carry: String(shown.round.id) }),
    ],
  };
}

/** Totals as text: Slack takes charts and tables in messages only. */
function tallyLines({ text, choices, tally }: Figure): KnownBlock {
  const apart = seriesOf(tally);
  const sidesOf = (index: number) =>
    apart.length > 1 && tally.all[index]
      ? ` (${apart.map(({ name, values }) => `${name} ${values[index] ?? 0}`).join(', ')})`
      : '';
  const lines = choices.map((choice, index): Piece[] => [`${choice}: `, `${tally.all[index] ?? 0}${sidesOf(index)}`]);
  return rich([bold(text)], ...lines);
}

const allWords = ({ questions, results }: Summary): { place: number; question: string; said: Said }[] =>
  questions.flatMap(({ text }, place) => {
    const result = results.questions[place];
    return result && 'words' in result ? result.words.map((said) => ({ place, question: text, said })) : [];
  });
