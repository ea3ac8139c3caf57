/** The parts of the scoreboard below the funnel and the promises. */
import { ratings } from '../../src/leads/types.ts';
import { writeOrigin } from '../../src/scoreboard/carry.ts';
import type { FigureKey } from '../../src/scoreboard/figures.ts';
import type { Origin } from '../../src/scoreboard/origins.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { partLabel, togetherIn } from '../../src/scoreboard/rows.ts';
import { leadsIn, type Part } from '../../src/scoreboard/tally.ts';
import { OPEN_RATES } from '../currency/rates.ts';
import { ratesUsed, togetherWords } from '../currency/words.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  dotted,
  emoji,
  heading,
  type Piece,
  rich,
  typedOption,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { ratingEmoji } from '../leads/words.ts';
import { stageName } from '../library/words.ts';
import { behind, type Choice, leadsBehind, menu, requestsBehind } from './behind.ts';
import { change, count, percent, sums } from './words.ts';

/** Reasons, clauses, sources and campaigns that fit; CSV has all of them. */
const MOST_LINES = 6;

const choicesOf = (key: FigureKey, parts: readonly Part[]): Choice[] =>
  parts.map(({ part, leads }) => ({ key, part, leads }));

const rest = (all: number): Piece[][] => (all > MOST_LINES ? [[`and ${count(all - MOST_LINES)} more`]] : []);

export function returnBlocks(board: Board): Blocks {
  const { figures, before } = board;
  const returned = leadsIn(figures.returned);
  const recycled = leadsIn(figures.recycled);
  if (returned + recycled === 0) return [];
  const changed = change(returned, before?.returned);
  const named = (key: 'returned' | 'cited', { part, leads }: Part): Piece[] => [
    `${count(leads)} × ${partLabel(board, key, part)}`,
    `  ·  ${percent(leads, returned)}`,
  ];
  return [
    heading('Returned to marketing'),
    rich(
      dotted([
        [bold(count(returned)), ' returned'],
        ...(changed ? [[changed]] : []),
        [`${count(recycled)} recycled: accepted later`],
      ]),
      ...figures.returned.slice(0, MOST_LINES).map((one) => named('returned', one)),
      ...rest(figures.returned.length),
    ),
    ...(figures.cited.length > 0
      ? [
          rich(
            [bold('By clause of the definition')],
            ...figures.cited.slice(0, MOST_LINES).map((one) => named('cited', one)),
            ...rest(figures.cited.length),
          ),
        ]
      : []),
    ...behind(board, 'returns', [
      'returned',
      'recycled',
      ...choicesOf('returned', figures.returned),
      ...choicesOf('cited', figures.cited),
    ]),
  ];
}

const ratingNames = Object.keys(ratings) as (keyof typeof ratings)[];
const ratedAs = (parts: readonly Part[], name: string) => parts.find(({ part }) => part === name)?.leads ?? 0;

export function qualityBlocks(board: Board): Blocks {
  const { rated } = board.figures;
  if (rated.length === 0) return [];
  const all = leadsIn(rated);
  return [
    heading('Lead quality'),
    rich(
      dotted(
        ratingNames.map((name): Piece[] => [
          emoji(ratingEmoji[name]),
          ` ${ratings[name]}: `,
          bold(count(ratedAs(rated, name))),
          ` (${percent(ratedAs(rated, name), all)})`,
        ]),
      ),
    ),
    ...behind(board, 'quality', choicesOf('rated', rated)),
  ];
}

export function moneyBlocks(board: Board): Blocks {
  const { pipeline, pipeline_influenced: touched, revenue, influenced } = board.figures;
  if (pipeline.length + revenue.length === 0) return [];
  const all = [pipeline, touched, revenue, influenced];
  return [
    heading('Pipeline and revenue'),
    rich(
      ...moneyLines(board, 'Pipeline, sourced', pipeline),
      ...moneyLines(board, 'Of it influenced by content', touched),
      ...moneyLines(board, 'Revenue, sourced', revenue),
      ...moneyLines(board, 'Of it influenced by content', influenced),
    ),
    context(
      ['Sourced and influenced overlap: never add them up.', ratesUsed(all.map((parts) => togetherIn(board, parts)))]
        .filter(Boolean)
        .join(' '),
    ),
    ...behind(board, 'money', [
      'pipeline',
      'pipeline_influenced',
      'revenue',
      'influenced',
      ...choicesOf('pipeline', pipeline),
      ...choicesOf('revenue', revenue),
    ]),
    ...ratesButton(board),
  ];
}

/** The sum in one currency stands below those of each. */
function moneyLines(board: Board, title: string, parts: Part[]): Piece[][] {
  const all = togetherIn(board, parts);
  return [[bold(`${title}: `), sums(parts)], ...(all ? [[togetherWords(all)]] : [])];
}

/** Rates matter where there is more than one currency. */
function ratesButton({ figures, rates }: Board): Blocks {
  const named = new Set([...figures.pipeline, ...figures.revenue].flatMap(({ part }) => part ?? []));
  return named.size > 1 || rates.length > 0
    ? [actions('scoreboard_rates', button(OPEN_RATES, 'Currency rates…', 'open'))]
    : [];
}

export function originBlocks(board: Board): Blocks {
  return [...originPart(board, 'source', board.sources), ...originPart(board, 'campaign', board.campaigns)];
}

/** Nothing where no lead has one. */
function originPart(board: Board, by: 'source' | 'campaign', origins: Origin[]): Blocks {
  if (!origins.some(({ name }) => name !== '')) return [];
  const isCohort = board.choice.view === 'cohort';
  const named = origins.map((one) => ({ ...one, label: one.name || `No ${by}` }));
  return [
    heading(by === 'source' ? 'Sources' : 'Campaigns'),
    rich(...named.slice(0, MOST_LINES).flatMap((one) => originLines(one, isCohort)), ...rest(origins.length)),
    ...menu(
      by,
      named
        .filter((one) => one.handed_off.length > 0)
        .map(({ name, label, handed_off }) =>
          typedOption(writeOrigin(by, name), `${label} (${count(leadsIn(handed_off))})`),
        ),
    ),
  ];
}

function originLines(origin: Origin & { label: string }, isCohort: boolean): Piece[][] {
  const leads = (key: 'handed_off' | 'accepted' | 'won') => leadsIn(origin[key]);
  const whole = leads('handed_off');
  const share = (key: 'accepted' | 'won') => (isCohort ? percent(leads(key), whole) : count(leads(key)));
  const quality = ratingNames
    .map((name) => [name, ratedAs(origin.rated, name)] as const)
    .filter(([, found]) => found > 0);
  return [
    [bold(origin.label), `  ·  ${counted(whole, 'lead')}`],
    dotted([
      [`${share('accepted')} accepted`],
      [`${share('won')} won`],
      ...(origin.pipeline.length > 0 ? [[`pipeline ${sums(origin.pipeline)}`]] : []),
      ...(quality.length > 0
        ? [quality.flatMap(([name, found]): Piece[] => [emoji(ratingEmoji[name]), ` ${count(found)} `])]
        : []),
    ]),
  ];
}

export function contentBlocks(board: Board): Blocks {
  const { requests, figures, shelves } = board;
  if (!requests) return [];
  const holes = shelves.filter((shelf) => shelf.stage !== null && shelf.holes.length > 0);
  return [
    heading('Content'),
    rich(
      dotted([
        [bold(count(requests.requested)), ' requested'],
        [`${count(requests.delivered)} delivered`],
        [`used in ${counted(leadsIn(figures.influenced), 'win')}`],
      ]),
      ...(holes.length > 0
        ? [
            [
              `Kinds that are missing now: ${holes.map((shelf) => `${stageName(shelf.stage)} ${shelf.holes.length}`).join(', ')}`,
            ],
          ]
        : []),
    ),
    ...menu('content', [...requestsBehind(board, ['requested', 'delivered']), ...leadsBehind(board, ['influenced'])]),
  ];
}
