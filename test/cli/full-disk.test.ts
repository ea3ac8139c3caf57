/** Each command that writes, with a disk that takes only so many bytes. */
import fs, { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { shell } from './shell.ts';

const OWNER = ['--owner', 'U0OWNER'];

afterEach(() => void vi.restoreAllMocks());

const noSpace = () =>
  Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });

/** Streams write to files with one of these two. */
function roomFor(bytes: number): void {
  let left = bytes;
  for (const name of ['write', 'writev'] as const) {
    const write = fs[name] as (...args: unknown[]) => void;
    vi.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      for (const chunk of [args[1]].flat() as Uint8Array[]) left -= chunk.length;
      if (left < 0) (args.at(-1) as (error: Error) => void)(noSpace());
      else write(...args);
    }) as never);
  }
}

/** SQLite fails at these statements. */
function noRoomFor(statement: RegExp): void {
  const { prepare } = Database.prototype;
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function full(this: Database.Database, sql: string) {
    const prepared = prepare.call(this, sql);
    if (statement.test(sql)) {
      prepared.run = () => {
        throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
      };
    }
    return prepared;
  } as never);
}

const says = (path: string) => `The disk of ${path} is full. Free some space, then run this command again.`;
const list = (rows: number) =>
  `title,link\n${Array.from({ length: rows }, (_, at) => `Item ${at},https://northwind.example/${at}`).join('\n')}\n`;

test('a backup', async () => {
  const { baton, folder } = shell();
  noRoomFor(/^VACUUM/);
  const file = join(folder, 'b.db');
  expect(await baton('backup', file)).toEqual({ code: 1, out: '', err: says(file) });
  expect(readdirSync(folder)).toEqual([]);
});

test('a backup on another disk than the full one of the database', async () => {
  const { baton, folder } = shell();
  noRoomFor(/insert into "backups"/);
  const file = join(folder, 'b.db');
  const { code, out, err } = await baton('backup', file);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`Written to ${file}`) });
  expect(err).toContain('The backup is sound');
  expect(readdirSync(folder)).toEqual(['b.db']);
});

test('settings: the file of before stays', async () => {
  const { baton, folder } = shell();
  const file = join(folder, 's.yaml');
  writeFileSync(file, 'of before');
  roomFor(100);
  expect(await baton('settings', 'export', file)).toEqual({ code: 1, out: '', err: says(file) });
  expect(readdirSync(folder)).toEqual(['s.yaml']);
  expect(readFileSync(file, 'utf8')).toBe('of before');
});

test('the library, as a list and with its files', async () => {
  const { baton, folder, put } = shell();
  const words = 'a text '.repeat(1_000);
  put('in/a.txt', words);
  put('in/b.txt', `${words} and more`);
  expect(await baton('library', 'import', join(folder, 'in'), ...OWNER)).toMatchObject({ code: 0 });
  const file = join(folder, 'list.csv');
  roomFor(10);
  expect(await baton('library', 'export', file)).toEqual({ code: 1, out: '', err: says(file) });
  vi.restoreAllMocks();
  roomFor(words.length + 500);
  const into = join(folder, 'out');
  expect(await baton('library', 'export', into)).toEqual({ code: 1, out: '', err: says(join(into, 'files/2-b.txt')) });
  expect(readdirSync(folder)).toEqual(['in']);
});

test('an import into the full disk of the database goes on where it stopped', async () => {
  const { baton, put, path, items } = shell();
  const file = put('list.csv', list(120));
  let commits = 0;
  const { prepare } = Database.prototype;
  const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function full(
    this: Database.Database,
    sql: string,
  ) {
    const prepared = prepare.call(this, sql);
    const run = prepared.run.bind(prepared);
    if (sql === 'COMMIT') {
      prepared.run = () => {
        commits += 1;
        if (commits > 1) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
        return run([]);
      };
    }
    return prepared;
  } as never);
  expect(await baton('library', 'import', file, ...OWNER)).toEqual({
    code: 1,
    out: '',
    err: `50 added, 0 already there, 0 skipped, 0 with errors.\n${says(path)}`,
  });
  expect(items()).toHaveLength(50);
  spy.mockRestore();
  const again = await baton('library', 'import', file, ...OWNER);
  expect(again.out).toBe('70 added, 50 already there, 0 skipped, 0 with errors.');
});

test('an import of files leaves none half written, and adds no item without its file', async () => {
  const { baton, folder, put, path, items } = shell();
  put('in/a.txt', 'one');
  put('in/b.txt', 'two');
  const handle = await fs.promises.open(put('any', ''), 'r');
  const write = vi.spyOn(Object.getPrototypeOf(handle), 'writeFile').mockRejectedValue(noSpace());
  await handle.close();
  const { code, err } = await baton('library', 'import', join(folder, 'in'), ...OWNER);
  expect({ code, err }).toEqual({ code: 1, err: `0 added, 0 already there, 0 skipped, 0 with errors.\n${says(path)}` });
  expect(write).toHaveBeenCalledTimes(1);
  expect(items()).toEqual([]);
  expect(readdirSync(`${path}.files/new`)).toEqual([]);
});

test('a report is whole or missing, and what was added stays', async () => {
  const { baton, folder, put, items } = shell();
  const file = put('list.csv', list(20));
  const report = join(folder, 'report.csv');
  roomFor(100);
  const { code, err } = await baton('library', 'import', file, ...OWNER, '--report', report);
  expect({ code, err }).toEqual({
    code: 1,
    err: `20 added, 0 already there, 0 skipped, 0 with errors.\n${says(report)}`,
  });
  expect(items()).toHaveLength(20);
  expect(readdirSync(folder)).toEqual(['list.csv']);
});

test('a full disk refuses a start in one sentence', async () => {
  const { path, baton } = shell();
  vi.spyOn(Database.prototype, 'pragma').mockImplementation(() => {
    throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_SHMSIZE');
  });
  expect(await baton('events', 'retry')).toEqual({ code: 1, out: '', err: says(path) });
});
