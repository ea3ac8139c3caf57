/** A scoreboard as plain rows, for CSV, JSON and the command line. */
import { type Converted, together } from '../currency/convert.ts';
import { ratings } from '../leads/types.ts';
import { definitionOf, type FigureKey, figureKeys } from './figures.ts';
import type { Origin } from './origins.ts';
import type { Board, Speed } from './read.ts';
import { type RequestKey, requestFigures, requestKeys } from './requests.ts';
import { leadsIn, type Part } from './tally.ts';
import { velocityWords } from './velocity.ts';

export interface BoardRow {
  /** The key of the figure. */
  figure: string;
  title: string;
  /** Empty for the whole figure. */
  part: string;
  /** Leads or requests; null for a value that is not of leads. */
  count: number | null;
  value: number | null;
  /** Of the value: a currency, minutes or a share. */
  unit: string;
  /** The count of the period before, if the two can be compared. */
  before: number | null;
}

/** Figures whose parts are minutes, and where their speed stands. */
const speedOfFigure = {
  to_process: 'process',
  to_process_clock: 'processClock',
  to_accept: 'accept',
  to_accept_clock: 'acceptClock',
  to_touch: 'touch',
  to_touch_clock: 'touchClock',
  answered: 'answer',
  answered_clock: 'answerClock',
} as const satisfies Partial<Record<FigureKey, keyof Board['speed']>>;

const speedOfRequests: Partial<Record<RequestKey, keyof Board['speed']>> = { claimed: 'claim', delivered: 'deliver' };

export function boardRows(board: Board): BoardRow[] {
  const { requests, velocity } = board;
  return [
    ...figureKeys.flatMap((key) => rowsOf(board, key)),
    ...board.sources.flatMap((one) => originRows('source', one)),
    ...board.campaigns.flatMap((one) => originRows('campaign', one)),
    ...(requests ? requestKeys.flatMap((key) => requestRows(board, key, requests[key])) : []),
    ...board.rates.map(({ currency, base, rate, appliesFrom }) =>
      row('rate', 'Currency rate', { part: `1 ${currency} from ${appliesFrom}`, value: rate, unit: base }),
    ),
    ...(velocity
      ? [
          row('velocity', velocityWords.title, {
            count: velocity.qualified,
            value: velocity.rate,
            unit: 'share',
            before: velocity.qualifiedBefore,
          }),
        ]
      : []),
  ];
}

const row = (figure: string, title: string, more: Partial<BoardRow>): BoardRow => ({
  ...{ figure, title, part: '', count: null, value: null, unit: '', before: null },
  ...more,
});

function rowsOf(board: Board, key: FigureKey): BoardRow[] {
  const { title, part } = definitionOf(key);
  const parts = board.figures[key];
  const whole = row(key, title, { count: leadsIn(parts), before: board.before?.[key] ?? null });
  if (!part) return [whole];
  const speed = key in speedOfFigure ? board.speed[speedOfFigure[key as keyof typeof speedOfFigure]] : undefined;
  if (speed) return [whole, ...speedRows(key, title, speed, key.endsWith('_clock') ? 'minutes' : 'working minutes')];
  const all = isMoney(key) ? togetherIn(board, parts) : undefined;
  return [
    whole,
    ...parts.map((one) => partRow(key, title, one, partLabel(board, key, one.part))),
    ...(all ? [row(key, title, { part: 'together', value: all.cents / 100, unit: all.currency })] : []),
  ];
}

const speedRows = (key: string, title: string, { median, p90 }: Speed, unit: string): BoardRow[] => [
  row(key, title, { part: 'median', value: median ?? null, unit }),
  row(key, title, { part: '90th percentile', value: p90 ?? null, unit }),
];

const isMoney = (key: FigureKey) => ['pipeline', 'pipeline_influenced', 'revenue', 'influenced'].includes(key);

function partRow(key: FigureKey, title: string, { part, leads, cents }: Part, label: string): BoardRow {
  const value = isMoney(key) && part !== null ? { value: cents / 100, unit: String(part) } : {};
  return row(key, title, { part: label, count: leads, ...value });
}

/** A sum in the currency of the company; undefined with one currency, or without rates. */
export const togetherIn = (
  { rates, currency }: Pick<Board, 'rates' | 'currency'>,
  parts: readonly Part[],
): Converted | undefined =>
  together(
    rates,
    parts.filter(({ part }) => part !== null).map(({ part, cents }) => ({ currency: String(part), cents })),
    currency,
  );

/** The words for a part of a figure. */
export function partLabel({ clauses }: Pick<Board, 'clauses'>, key: FigureKey, part: Part['part']): string {
  if (part === null) return isMoney(key) ? 'without a value' : 'without one';
  if (key === 'rated') return ratings[part as keyof typeof ratings];
  return key === 'cited' ? (clauses.get(Number(part)) ?? `clause ${part}`) : String(part);
}

const originRows = (by: 'source' | 'campaign', origin: Origin): BoardRow[] =>
  (['handed_off', 'accepted', 'won', 'returned'] as const).map((key) =>
    row(key, definitionOf(key).title, { part: `${by}: ${origin.name || 'none'}`, count: leadsIn(origin[key]) }),
  );

function requestRows({ speed }: Board, key: RequestKey, count: number): BoardRow[] {
  const { title } = requestFigures[key];
  const name = speedOfRequests[key];
  return [row(key, title, { count }), ...(name ? speedRows(key, title, speed[name], 'working minutes') : [])];
}
