/** Charts that Slack draws: trends and shares. They only stand in messages; a modal takes none. */
import type { KnownBlock } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import type { Month, Step } from '../../src/scoreboard/months.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { type Blocks, bold, context, rich } from '../kit/blocks.ts';
import { lineChart, MOST_CATEGORIES, pieChart, table } from '../kit/chart.ts';
import { aboutWords, count, monthName, percent } from './words.ts';

export const MOST_MONTHS = MOST_CATEGORIES;
const LINES = ['handed_off', 'accepted', 'qualified', 'won'] as const satisfies Step[];
const titles = LINES.map((step) => definitionOf(step).title);

/** The last months as lines, and the sources as parts. The text says the same, for people who do not see charts. */
export function chartsMessage(board: Board, months: readonly Month[], teamName: string | undefined): SlackMessage {
  const about = aboutWords(board, teamName);
  const sources = sharesOf(board);
  const top = rich([bold('Scoreboard: '), about]);
  const text = `Scoreboard: ${escaped([about, ...monthWords(months), ...sourceWords(sources)].join('. '))}`;
  if (months.length === 0) return { text, blocks: [top, rich(['No leads so far.'])] };
  const pie = pieChart('Leads by source', sources);
  return {
    text: text.slice(0, LONGEST_TEXT),
    blocks: [top, ...trend(months), ...(pie ? [pie] : []), ...youngMonth(months)],
    plainer: [top, trendTable(months), ...sourceLines(sources)],
  };
}

/** Longer text is cut by Slack. */
const LONGEST_TEXT = 2_900;

/** A single month is no trend. */
const trend = (months: readonly Month[]): Blocks =>
  months.length < 2
    ? [trendTable(months)]
    : [
        lineChart(
          'Leads by month',
          months.map(({ first }) => shortMonth(first)),
          LINES.map((step, at) => ({ name: titles[at] ?? step, values: months.map(({ activity }) => activity[step]) })),
        ),
      ];

const youngMonth = (months: readonly Month[]): Blocks =>
  months.at(-1)?.isOver === false ? [context('The last month is still running.')] : [];

const trendTable = (months: readonly Month[]): KnownBlock =>
  table([
    ['Month', ...titles],
    ...months.map(({ first, activity }) => [monthName(first), ...LINES.map((step) => count(activity[step]))]),
  ]);

interface Share {
  name: string;
  value: number;
}

/** Leads that were handed off, by source; none where no lead has one. */
function sharesOf({ sources }: Board): Share[] {
  if (!sources.some(({ name }) => name !== '')) return [];
  return sources.map(({ name, handed_off }) => ({ name: name || 'No source', value: leadsIn(handed_off) }));
}

const monthWords = (months: readonly Month[]): string[] =>
  months.map(({ first, activity }) => {
    const figures = LINES.map((step, at) => `${count(activity[step])} ${(titles[at] ?? step).toLowerCase()}`);
    return `${monthName(first)}: ${figures.join(', ')}`;
  });

const MOST_SOURCES = 6;

function sourceWords(sources: readonly Share[]): string[] {
  const whole = sources.reduce((sum, { value }) => sum + value, 0);
  if (whole === 0) return [];
  const some = sources.slice(0, MOST_SOURCES).map(({ name, value }) => `${name} ${percent(value, whole)}`);
  return [`Leads by source: ${some.join(', ')}`];
}

const sourceLines = (sources: readonly Share[]): Blocks => sourceWords(sources).map((line) => rich([line]));

const months = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const shortMonth = (date: string): string => months.format(Date.parse(`${date}T00:00Z`));
