import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { UserError } from '../platform/errors.ts';
import { restored } from './cells.ts';

/** A row by column name in lower case, or the reason why it cannot be read. */
export type CsvRow = { line: number } & ({ cells: Record<string, string> } | { fault: string });

/** A longer row has an opening quote that is never closed. */
const LONGEST_ROW = 100_000;

/**
 * Streams a CSV file: separated by comma, semicolon or tab, in UTF-8, in UTF-16 with or without a byte order mark, or
 * in Windows-1252. Restores cells that were neutralised against formulas.
 * @throws UserError if it has no header.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
  const encoding = await encodingOf(path);
  const delimiter = await delimiterOf(path, encoding);
  const faults: CsvRow[] = [];
  let last = 0;
  const parser = Readable.from(decoded(path, encoding)).pipe(
    parse({
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // A quote within a cell is an ordinary character.
      relax_quotes: true,
      skip_records_with_error: true,
      max_record_size: LONGEST_ROW,
      on_skip: (error) => {
        faults.push({ line: last + 1, fault: faultOf(error) });
        return undefined;
      },
    }),
  );
  let columns: string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield* faults.splice(0);
    last = info.lines;
    if (!columns) columns = headerOf(record);
    else if (record.length > columns.length) {
      const fault = `It has ${record.length} cells, but the header has ${columns.length}. Put texts with "${delimiter}" in quotes.`;
      yield { line: info.lines, fault };
    } else {
      const cells = columns.map((name, at) => [name, restored(record[at] ?? '').trim()]);
      if (cells.some(([, cell]) => cell !== '')) yield { line: info.lines, cells: Object.fromEntries(cells) };
    }
  }
  yield* faults;
  if (!columns) throw new UserError(`${path} has no header. Its first line must name the columns, including "title".`);
}

const headerOf = (record: string[]): string[] =>
  record.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );

function faultOf(error: CsvError | undefined): string {
  const isOpen = error?.code === 'CSV_QUOTE_NOT_CLOSED' || error?.code === 'CSV_MAX_RECORD_SIZE';
  return isOpen ? 'A quote that starts here is not closed. The lines after it were not read.' : 'It cannot be read.';
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** UTF-16 by its byte order mark; UTF-8 if the whole file is valid, which takes reading all of it. */
async function encodingOf(path: string): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      isFirst = false;
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The most frequent separator between the column names. */
async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let header = '';
  for await (const text of decoded(path, encoding)) {
    header += text;
    if (/\S[^\n\r]*[\n\r]/.test(header) || header.length > LONGEST_ROW) break;
  }
  const bare = (header.trimStart().split(/[\n\r]/)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
