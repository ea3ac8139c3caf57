import type { Sight } from '../leads/reads/sight.ts';
import type { Db } from '../platform/db/open.ts';
import { neutral } from '../platform/files/cells.ts';
import { type Asked, type LeadBehind, leadsBehind } from './behind.ts';
import { definitionOf, type FigureKey, figureKeys } from './figures.ts';
import type { Board } from './read.ts';
import { requestFigures, requestKeys } from './requests.ts';
import { boardRows } from './rows.ts';
import type { Scope } from './scope.ts';
import { velocityWords } from './velocity.ts';

type Row = string[];

const rateWords = {
  counts: 'A rate that managers set, for the sums “together”.',
  moment: 'the last day of the period',
  note: '',
};

/** The definition of a figure in one line. */
function definitionLine(key: string): string {
  const one = figureKeys.includes(key as FigureKey)
    ? definitionOf(key as FigureKey)
    : (requestKeys.map((name) => [name, requestFigures[name]] as const).find(([name]) => name === key)?.[1] ??
      (key === 'rate' ? rateWords : velocityWords));
  return `${one.counts} Dated by ${one.moment}. ${one.note}`;
}

/** Figures with their definitions. */
export const boardCsv = (board: Board): Row[] => [
  ['view', 'first day', 'last day', 'figure', 'part', 'count', 'value', 'unit', 'count before', 'definition'],
  ...boardRows(board).map((one) =>
    [
      board.choice.view,
      board.period.first,
      board.period.last,
      one.title,
      one.part,
      one.count,
      one.value,
      one.unit,
      one.before,
      definitionLine(one.figure),
    ].map(cell),
  ),
];

const HEADER = ['lead', 'name', 'company', 'status', 'source', 'campaign', 'value', 'currency', 'moment'];

/** Leads in one read of the database. */
const AT_ONCE = 500;

/** The leads behind a figure; the title of its last column says by which moment they are in the period. */
export function* leadsCsv(db: Db, asked: Asked, scope: Scope, sight?: Sight): Generator<Row> {
  const moment = scope.view === 'activity' ? definitionOf(asked.key).moment : 'the hand-off';
  yield [...HEADER.slice(0, -1), moment.replace(/^the /, '')];
  for (let offset = 0; ; offset += AT_ONCE) {
    const { rows } = leadsBehind(db, asked, scope, { limit: AT_ONCE, offset }, sight);
    for (const one of rows) yield leadCells(one).map(cell);
    if (rows.length < AT_ONCE) return;
  }
}

const leadCells = (one: LeadBehind) => [
  one.id,
  one.name,
  one.company,
  one.status,
  one.source,
  one.campaign,
  one.cents === null ? null : one.cents / 100,
  one.currency,
  one.at.toISOString(),
];

const cell = (value: string | number | null): string => neutral(value === null ? '' : String(value));
