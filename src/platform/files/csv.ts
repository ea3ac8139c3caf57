import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { UserError } from '../errors.ts';
import { restored } from './cells.ts';

/** A row of a table, or the reason why it cannot be read. The first one holds the names of the columns. */
export type TableRow = { line: number } & ({ cells: string[] } | { fault: string });

/** A longer row has an opening quote that is never closed. */
const LONGEST_ROW = 100_000;

/**
 * Streams the rows of a CSV file, as long as its header: separated by comma, semicolon or tab, or as a first line like
 * `sep=;` says. Restores cells that were neutralised against formulas. Empty rows are left out.
 * @param encoding a label of TextDecoder, see csv-encoding.ts.
 * @throws UserError if it has no header.
 */
export async function* readCsv(path: string, encoding: string): AsyncGenerator<TableRow> {
  const delimiter = await delimiterOf(path, encoding);
  const faults: TableRow[] = [];
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
    if (!columns && isSeparatorLine(record)) continue;
    if (!columns) {
      columns = record.map((name) => name.trim());
      yield { line: info.lines, cells: columns };
    } else if (record.length > columns.length) {
      const fault = `It has ${record.length} cells, but the header has ${columns.length}. Put texts with "${delimiter}" in quotes.`;
      yield { line: info.lines, fault };
    } else {
      const cells = columns.map((_, at) => restored(record[at] ?? '').trim());
      if (cells.some((cell) => cell !== '')) yield { line: info.lines, cells };
    }
  }
  yield* faults;
  if (!columns) throw new UserError('It has no header. Its first line must name the columns.');
}

/** Excel's way to name the separator: `sep=;` before the header. */
const SEPARATOR = /^\s*sep=(.)\s*$/i;
/** The separator ends its first cell. */
const isSeparatorLine = ([first = '', second, ...more]: string[]): boolean =>
  /^\s*sep=$/i.test(first) && (second ?? '') === '' && more.length === 0;

function faultOf(error: CsvError | undefined): string {
  const isOpen = error?.code === 'CSV_QUOTE_NOT_CLOSED' || error?.code === 'CSV_MAX_RECORD_SIZE';
  return isOpen ? 'A quote that starts here is not closed. The lines after it were not read.' : 'It cannot be read.';
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The separator that the first line names, or the most frequent one between the column names. */
async function delimiterOf(path: string, encoding: string): Promise<string> {
  let header = '';
  for await (const text of decoded(path, encoding)) {
    header += text;
    if (/\S[^\n\r]*[\n\r]/.test(header) || header.length > LONGEST_ROW) break;
  }
  const line = header.trimStart().split(/[\n\r]/)[0] ?? '';
  const named = SEPARATOR.exec(line)?.[1];
  if (named) return named;
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
