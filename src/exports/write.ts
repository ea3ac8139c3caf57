/** Writes rows as a file, a part at a time, so that memory stays flat and Baton answers in between. */
import { stringify } from 'csv-stringify/sync';
import { createEventLoopSlices } from '../platform/event-loop.ts';
import { neutral, restored } from '../platform/files/cells.ts';
import type { Cell } from './dataset.ts';

export const formats = ['csv', 'xlsx', 'jsonl'] as const;
export type Format = (typeof formats)[number];

interface Content {
  /** Names the sheet of a workbook. */
  title: string;
  columns: readonly string[];
  rows: Iterable<Cell[]>;
}

export function fileOf(format: Format, content: Content): AsyncIterable<string | Uint8Array> {
  if (format === 'xlsx') return xlsxOf(content);
  return format === 'csv' ? csvOf(content) : jsonLinesOf(content);
}

const ROWS_AT_ONCE = 200;

async function* batches(rows: Iterable<Cell[]>): AsyncGenerator<Cell[][]> {
  const nextSlice = createEventLoopSlices();
  let batch: Cell[][] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
    await nextSlice();
  }
  if (batch.length > 0) yield batch;
}

/** The cell of a table. Numbers and dates are no formulas; texts can be. */
function tableCell(value: Cell): string | number | boolean | Date | null {
  if (value === null || value instanceof Date || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.join('; ') : JSON.stringify(value);
}

function csvCell(value: Cell): string {
  const cell = tableCell(value);
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'string' ? neutral(cell) : String(cell);
}

async function* csvOf({ columns, rows }: Content): AsyncGenerator<string> {
  // Excel reads UTF-8 only with the mark.
  yield stringify([[...columns]], { bom: true });
  for await (const batch of batches(rows)) yield stringify(batch.map((row) => row.map(csvCell)));
}

async function* jsonLinesOf({ columns, rows }: Content): AsyncGenerator<string> {
  for await (const batch of batches(rows)) {
    const lines = batch.map((row) => JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, row[at]]))));
    yield `${lines.join('\n')}\n`;
  }
}

/** Of Excel: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3. */
const LONGEST_CELL = 32_767;

/** In characters: Excel shows a moment as ##### where it does not fit. */
const WIDTH = 18;

/** A text is no formula in a workbook. An apostrophe is only added where the import would take one away. */
function xlsxCell(value: Cell): string | number | boolean | Date | null {
  const cell = tableCell(value);
  if (typeof cell !== 'string') return cell;
  const text = restored(cell) === cell ? cell : neutral(cell);
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
}

/** More rows than a sheet can have go on in the next one. */
async function* xlsxOf({ title, columns, rows }: Content): AsyncGenerator<Uint8Array> {
  // Only exports need it.
  const { writeXlsxStream } = await import('hucre/xlsx');
  async function* cells() {
    for await (const batch of batches(rows)) for (const row of batch) yield row.map(xlsxCell);
  }
  const sheet = {
    name: title.slice(0, 31),
    columns: columns.map((header) => ({
      header,
      width: WIDTH,
      ...(isMoment(header) && { numFmt: 'yyyy-mm-dd hh:mm' }),
    })),
    freezePane: { rows: 1 },
  };
  yield* writeXlsxStream(cells(), sheet);
}

const isMoment = (column: string): boolean => column === 'at' || /_(?:at|until)$/.test(column);
