import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { stringify } from 'csv-stringify';
import { countVersions, itemsAfter } from '../library/queries.ts';
import type { LibraryItem } from '../library/table.ts';
import { UserError } from '../platform/errors.ts';
import { neutral } from '../platform/files/cells.ts';
import type { Files } from '../platform/files/store.ts';
import { type Command, counted, type Result, type Terminal } from './command.ts';
import { type OpenData, withData } from './open.ts';
import { progress } from './progress.ts';
import { recordExport } from './record-export.ts';
import { requireNew, writeWhole } from './whole-file.ts';

export const libraryExport: Command = {
  name: 'library export',
  args: ['<folder-or-file.csv>'],
  summary: 'Writes the library to a new CSV file, or with its files to a folder.',
  help: `
All items with all fields, retired ones included. Cells that look like formulas to a spreadsheet start with an
apostrophe, which "library import" removes.
A folder gets "library.csv" and the files. It must be empty or new. A file that ends in .csv gets the list only.
`,
  options: [],
  run: (given, terminal) => {
    const [path = ''] = given.positionals;
    return withData(given, terminal, async (data) => {
      await recordExport(data, terminal, { kind: 'data.exported', subject: 'library' });
      return exportAll(data, path, terminal);
    });
  },
};

const AT_ONCE = 500;
/** The subfolder of the files. */
const FILES = 'files';

async function exportAll(data: OpenData, path: string, terminal: Terminal): Promise<Result> {
  const isList = extname(path).toLowerCase() === '.csv';
  if (isList) await requireNew(path);
  const isNew = !isList && (await makeEmptyFolder(path));
  const folder = isList ? undefined : path;
  const shown = progress(terminal, 'items');
  let items = 0;
  let missing = 0;
  async function* rows() {
    for (const item of eachItem(data)) {
      const file = item.file && folder ? await copyFile(data.files, item, folder) : (item.file?.name ?? '');
      if (file === undefined) {
        missing += 1;
        shown.say(
          `#${item.id} (${item.title}): its file is ${item.file?.sha256 === null ? 'not downloaded yet' : 'missing'}.`,
        );
      }
      items += 1;
      shown.step();
      yield cellsOf(item, file ?? '', countVersions(data.db, item.id)).map(neutral);
    }
  }
  const csv = stringify({ header: true, columns: [...COLUMNS], bom: true });
  await writeWhole(folder ? join(folder, 'library.csv') : path, rows(), csv).catch(async (error: unknown) => {
    if (folder) await emptyAgain(folder, isNew);
    throw error;
  });
  shown.end();
  const without = missing > 0 ? `, ${missing} without their file` : '';
  return {
    words: `${counted(items, 'item', 'items')} written to ${path}${without}.`,
    data: { path, items, withoutFile: missing },
    failed: missing > 0,
  };
}

/** By id, in small reads: a long read would keep SQLite from checkpointing the write-ahead log. */
function* eachItem({ db }: OpenData): Generator<LibraryItem> {
  for (let last = 0; ; ) {
    const items = itemsAfter(db, last, AT_ONCE);
    yield* items;
    const newest = items.at(-1);
    if (!newest) return;
    last = newest.id;
  }
}

const COLUMNS = [
  'id',
  'title',
  'kind',
  'stage',
  'tags',
  'summary',
  'link',
  'file',
  'owner',
  'review_on',
  'retired_on',
  'version',
  'changes',
  'request',
  'added_at',
  'added_by',
  'updated_at',
  'updated_by',
] as const;

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';

const cellsOf = (item: LibraryItem, file: string, changes: number): string[] => [
  String(item.id),
  item.title,
  item.kind,
  item.stage ?? '',
  item.tags.join('; '),
  item.summary ?? '',
  item.link ?? '',
  file,
  item.ownerId,
  day(item.reviewAt),
  day(item.retiredAt),
  String(item.version),
  String(changes),
  item.requestId === null ? '' : String(item.requestId),
  item.createdAt.toISOString(),
  item.createdBy,
  item.updatedAt.toISOString(),
  item.updatedBy,
];

/** Returns whether the folder is new. */
async function makeEmptyFolder(path: string): Promise<boolean> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (!(await stat(path)).isDirectory()) throw new UserError(`${path} is not a folder.`);
  if ((await readdir(path)).length > 0)
    throw new UserError(`${path} is not empty. Name a new folder: nothing is overwritten.`);
  return made !== undefined;
}

/** After a failure nothing is left half written. */
async function emptyAgain(folder: string, isNew: boolean): Promise<void> {
  await rm(join(folder, FILES), { recursive: true, force: true });
  if (isNew) await rm(folder, { recursive: true, force: true });
}

/** @returns the path relative to the folder; undefined if the file is not stored here. */
async function copyFile(files: Files, { id, file }: LibraryItem, folder: string): Promise<string | undefined> {
  if (!file?.sha256 || !(await files.has(file.sha256))) return undefined;
  await mkdir(join(folder, FILES), { recursive: true });
  const name = `${FILES}/${id}-${safeName(file.name)}`;
  await writeWhole(join(folder, name), files.stream(file.sha256));
  return name;
}

/** A file name that is valid on every system and cannot leave the folder. It keeps its extension. */
function safeName(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const bare = name
    .slice(0, name.length - ending.length)
    .replace(/[^\p{L}\p{N} ._-]+/gu, '_')
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${bare.slice(0, 80) || 'file'}${ending}`;
}
