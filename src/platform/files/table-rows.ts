/** Reads a table into a file of rows; runs in a process of its own, see tables.ts. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { UserError } from '../errors.ts';
import { restored } from './cells.ts';
import { readCsv, type TableRow } from './csv.ts';
import { encodingOfCsv } from './csv-encoding.ts';
import { rowOut, type TableWork, type Unpacked } from './kept-rows.ts';
import { Unreadable } from './unreadable.ts';

const MOST_COLUMNS = 500;

export async function unpackedRows(work: TableWork): Promise<Unpacked> {
  try {
    return await unpack(work);
  } catch (error) {
    await rm(work.rowsTo, { force: true });
    const isSaid = error instanceof Unreadable || error instanceof UserError;
    return { trouble: isSaid ? error.message : 'It is damaged, or not what its name says.' };
  }
}

async function unpack({ path, rowsTo, mostRows, mostBytes, ...work }: TableWork): Promise<Unpacked> {
  const { rows, question } = await rowsOf({ path, ...work });
  const out = createWriteStream(rowsTo, { flags: 'wx', mode: 0o600 });
  const written = finished(out);
  written.catch(() => {});
  let columns: string[] | undefined;
  let count = 0;
  try {
    for await (const row of rows) {
      if (!columns) {
        if ('fault' in row) throw new Unreadable(row.fault);
        columns = named(row.cells);
        continue;
      }
      count += 1;
      if (count > mostRows) throw new Unreadable(`It has more than ${mostRows.toLocaleString('en')} rows.`);
      if (out.bytesWritten > mostBytes) throw new Unreadable('It is too large to be read.');
      if (!out.write(`${rowOut(row)}\n`)) await once(out, 'drain');
    }
    out.end();
    await written;
  } finally {
    // Otherwise the file could be opened after it was removed.
    out.destroy();
    await written.catch(() => {});
  }
  if (!columns || count === 0) throw new Unreadable('It has no rows below its header.');
  return { rows: count, columns, ...(question !== undefined && { question }) };
}

/** Spreadsheets leave columns without a name, and give two the same. */
function named(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, at) => {
    const name = cell || `Column ${at + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** The first bytes of a zip archive, and of an Office document from before 2007 or with a password. */
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

async function rowsOf({
  path,
  encoding,
}: Pick<TableWork, 'path' | 'encoding'>): Promise<{ rows: AsyncIterable<TableRow>; question?: string }> {
  const start = await beginningOf(path);
  if (ZIP.every((byte, at) => start[at] === byte)) return { rows: sheetRows(path) };
  if (OLE.every((byte, at) => start[at] === byte))
    throw new Unreadable('It is protected by a password, or from before 2007.');
  if (encoding !== undefined) return { rows: readCsv(path, encoding) };
  const { name, question } = await encodingOfCsv(path);
  return { rows: readCsv(path, name), ...(question !== undefined && { question }) };
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The first sheet of a workbook. Rows are as long as the header, and empty ones are left out. */
async function* sheetRows(path: string): AsyncGenerator<TableRow> {
  const bytes = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  let width: number | undefined;
  for await (const { index, values } of streamXlsxRows(bytes)) {
    const cells = values.slice(0, MOST_COLUMNS).map(cellText);
    if (cells.every((cell) => cell === '')) continue;
    width ??= cells.findLastIndex((cell) => cell !== '') + 1;
    const all = Array.from({ length: width }, (_, at) => cells[at] ?? '');
    yield { line: index + 1, cells: all };
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  return restored(String(value)).trim();
}

/** 2026-11-30, and with the time unless it is midnight. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
