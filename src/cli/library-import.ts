import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Content } from '../library/add.ts';
import { type DateOrder, dateOrderOf, dateOrders } from '../library/dates.ts';
import { type ImportedRow, importColumns, readImportRow } from '../library/import.ts';
import { pageOf } from '../library/link.ts';
import { importItem, itemWith } from '../library/same-item.ts';
import { kindsOf, mostMegabytes } from '../library/settings.ts';
import { notSaved, UserError } from '../platform/errors.ts';
import { readCsv, type TableRow } from '../platform/files/csv.ts';
import { encodingOfCsv, requireCertain } from '../platform/files/csv-encoding.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { type Command, type Given, type Result, type Terminal, textOf, UsageError } from './command.ts';
import { requireEncoding } from './encoding.ts';
import { type NamedRow, readFolder } from './folder-in.ts';
import { mimetypeOf } from './mimetype.ts';
import { type OpenData, withData } from './open.ts';
import { progress } from './progress.ts';
import { openReport } from './report.ts';

export const libraryImport: Command = {
  name: 'library import',
  args: ['<file.csv-or-folder>'],
  summary: 'Adds the items of a CSV file, or the files of a folder, to the library.',
  help: `
A CSV file has a header with these columns. Each row needs a title, and a link or a file:
  ${importColumns.join(', ')}
Paths of files are relative to the folder of the CSV file. Tags are separated by semicolons. Review dates look like
2027-01-31, or as a spreadsheet writes them; without one, the default of the item's kind applies.
A folder with a "library.csv", as written by "library export", is imported from that file. In any other folder, each
file becomes an item: its name is the title, and its folders are the kind, stage and tags.

Items with the same link or file content as one in the library are skipped, so you can repeat an interrupted import.
`,
  options: [
    ['--owner <member>', 'member ID of the owner of items without one (in Slack: profile, ⋮, Copy member ID)'],
    ['--dry-run', 'list the changes without making them'],
    ['--report <file.csv>', 'write the result of each row to this new file'],
    [
      '--encoding <name>',
      'of the CSV file, such as windows-1252 or macintosh; UTF-8 and UTF-16 are recognised, for others you are shown a row first',
    ],
    ['--dates <order>', 'read 12/1/2027 day-first or month-first; by default, the countries of your teams decide'],
  ],
  run: (given, terminal) => {
    const [path = ''] = given.positionals;
    const ownerId = textOf(given, 'owner') ?? '';
    if (!/^[UW][A-Z0-9]{2,20}$/.test(ownerId)) {
      throw new UsageError('--owner is the member ID of the owner of items without one, such as U012AB3CD.');
    }
    return withData(given, terminal, (data) => importAll(data, { path, ownerId, given }, terminal));
  },
};

type Outcome = { result: 'added' | 'there' | 'left out' | 'failed'; words: string };

const WORDS = { added: 'added', there: 'already there', 'left out': 'skipped', failed: 'not readable' } as const;

async function importAll(
  data: OpenData,
  { path, ownerId, given }: { path: string; ownerId: string; given: Given },
  terminal: Terminal,
): Promise<Result> {
  const isDryRun = given.values.dryRun === true;
  const { rows, folder } = await sourceOf(path, data, { given, terminal });
  const report = await openReport(textOf(given, 'report'), ['row', 'title', 'result', 'words']);
  const shown = progress(terminal, 'rows');
  const counts = { added: 0, there: 0, 'left out': 0, failed: 0 };
  let documents = 0;
  const prepare = preparerOf(data, { folder, ownerId, isDryRun, dates: datesOf(given) ?? dateOrderOf(data.db) });
  const finish = isDryRun ? pretender(data) : adder(data, terminal.now);
  try {
    for await (const some of inBatches(rows)) {
      const prepared: Prepared[] = [];
      for (const row of some) prepared.push(await prepare(row));
      for (const { row, result, words } of await finish(prepared)) {
        counts[result] += 1;
        if (result === 'added' && 'cells' in row && row.cells.file) documents += 1;
        const title = 'cells' in row ? (row.cells.title ?? '') : '';
        const isWorthSaying = result === 'failed' || result === 'left out';
        if (isWorthSaying) shown.say(`Row ${row.line}${title ? ` (${title})` : ''}: ${words}`);
        await report.add([String(row.line), title, WORDS[result], words]);
        shown.step();
      }
    }
    await report.close();
  } catch (error) {
    await report.close().catch(() => {});
    shown.say(inWords(counts, isDryRun));
    throw error;
  } finally {
    shown.end();
  }
  const later = documents > 0 && !isDryRun ? '\nBaton reads the text of new documents while it runs.' : '';
  const { added, there, 'left out': skipped, failed } = counts;
  return {
    words: inWords(counts, isDryRun) + later,
    data: { dryRun: isDryRun, added, there, skipped, failed },
    failed: failed > 0,
  };
}

const inWords = (counts: Record<Outcome['result'], number>, isDryRun: boolean): string =>
  `${counts.added} ${isDryRun ? 'would be added' : 'added'}, ${counts.there} already there, ${counts['left out']} skipped, ` +
  `${counts.failed} with errors.`;

/** The rows, and the folder to which their file paths are relative. */
async function sourceOf(
  path: string,
  { db }: OpenData,
  { given, terminal }: { given: Given; terminal: Terminal },
): Promise<{ rows: AsyncIterable<NamedRow>; folder: string }> {
  const listIn = async (file: string) => named(readCsv(file, await encodingFor(file, given, terminal)));
  const found = await stat(path);
  if (!found.isDirectory()) return { rows: await listIn(path), folder: dirname(path) };
  const list = join(path, 'library.csv');
  const hasList = await stat(list).then(
    () => true,
    () => false,
  );
  return { rows: hasList ? await listIn(list) : readFolder(path, kindsOf(db)), folder: path };
}

/** Rows by the names of their columns in lower case. */
async function* named(rows: AsyncIterable<TableRow>): AsyncGenerator<NamedRow> {
  let columns: string[] | undefined;
  for await (const row of rows) {
    if ('fault' in row) yield row;
    else if (columns) {
      const cells = Object.fromEntries(columns.map((name, at) => [name, row.cells[at] ?? '']));
      yield { line: row.line, cells };
    } else columns = row.cells.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  }
}

/** A dry run shows the row and goes on. @throws UserError with a row if the encoding has to be confirmed. */
async function encodingFor(file: string, given: Given, { err }: Terminal): Promise<string> {
  const named = textOf(given, 'encoding');
  if (named !== undefined) return requireEncoding(named);
  const found = await encodingOfCsv(file);
  if (given.values.dryRun !== true) requireCertain(found);
  else if (found.question !== undefined) err(found.question);
  return found.name;
}

function datesOf(given: Given): DateOrder | undefined {
  const order = textOf(given, 'dates');
  const known = dateOrders.find((one) => one === order);
  if (order !== undefined && !known) throw new UsageError(`--dates is ${dateOrders.join(' or ')}.`);
  return known;
}

/** Rows per transaction: few enough for a running Baton to write in between. */
const AT_ONCE = 50;

async function* inBatches(rows: AsyncIterable<NamedRow>): AsyncGenerator<NamedRow[]> {
  const some: NamedRow[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length === AT_ONCE) yield some.splice(0);
  }
  yield some;
}

type Item = Omit<ImportedRow, 'content'> & Content;
/** A row that was read, with its file stored; or its outcome if it is settled already. */
type Prepared = { row: NamedRow } & ({ item: Item } | { outcome: Outcome });
type Finished = { row: NamedRow } & Outcome;

interface How {
  folder: string;
  ownerId: string;
  isDryRun: boolean;
  dates: DateOrder | undefined;
}

function preparerOf(data: OpenData, { folder, ownerId, isDryRun, dates }: How) {
  const kinds = kindsOf(data.db);
  const mostBytes = settingOf(data.db, mostMegabytes) * 1024 * 1024;

  async function contentOf(content: ImportedRow['content']): Promise<Content> {
    if ('link' in content) return content;
    const path = await inside(folder, content.path);
    const keep = isDryRun ? data.files.measure : data.files.keep;
    const kept = await keep(createReadStream(path), mostBytes);
    return { file: { ...kept, name: basename(path), mimetype: mimetypeOf(path) } };
  }

  return async (row: NamedRow): Promise<Prepared> => {
    if ('fault' in row) return { row, outcome: { result: 'failed', words: row.fault } };
    if (row.cells.retired_on) return { row, outcome: { result: 'left out', words: 'The item is retired.' } };
    const read = readImportRow(row.cells, { kinds, ownerId, dates });
    if (!read.ok) return { row, outcome: { result: 'failed', words: read.faults.join(' ') } };
    try {
      const { content, ...fields } = read.row;
      return { row, item: { ...fields, ...(await contentOf(content)) } };
    } catch (error) {
      if (error instanceof UserError && !notSaved(error))
        return { row, outcome: { result: 'failed', words: error.message } };
      throw error;
    }
  };
}

const outcomeOf = (known: ReturnType<typeof itemWith>): Outcome =>
  known
    ? { result: 'there', words: `As "${known.title}"${known.retiredAt ? ' (retired)' : ''}.` }
    : { result: 'added', words: '' };

/** Adds new items, one transaction per batch. */
const adder =
  (data: OpenData, now: Terminal['now']) =>
  (batch: Prepared[]): Promise<Finished[]> =>
    data.write((tx) =>
      batch.map((one) => {
        if ('outcome' in one) return { row: one.row, ...one.outcome };
        return { row: one.row, ...outcomeOf(importItem(tx, { ...one.item, by: one.item.ownerId }, now())) };
      }),
    );

/** Reports the items that would be added. */
function pretender({ db }: OpenData) {
  const seen = new Set<string>();
  const knownIn = (content: Content) => {
    const key = content.link === undefined ? (content.file.sha256 ?? '') : pageOf(content.link);
    const known =
      itemWith(db, content) ?? (seen.has(key) ? { id: 0, title: 'an earlier row', retiredAt: null } : undefined);
    seen.add(key);
    return known;
  };
  return async (batch: Prepared[]): Promise<Finished[]> =>
    batch.map((one) => ({ row: one.row, ...('outcome' in one ? one.outcome : outcomeOf(knownIn(one.item))) }));
}

/** A list may only name files in its own folder, so that its author cannot import other files of this machine. */
async function inside(folder: string, path: string): Promise<string> {
  try {
    const home = await realpath(folder);
    const real = await realpath(resolve(folder, path.replaceAll('\\', '/')));
    if (!real.startsWith(home + sep)) throw new UserError('The file is outside the folder of the CSV file.');
    if (!(await stat(real)).isFile()) throw new UserError('This is not a file.');
    return real;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`File not found: ${path}.`, { cause: error });
  }
}
