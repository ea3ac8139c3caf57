import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { integer, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import type { Db } from '../../../src/platform/db/open.ts';
import { createWriter, isUnavailable, type Tx } from '../../../src/platform/db/write.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { startChild } from '../../support/child.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const notes = sqliteTable('notes', { id: integer().primaryKey(), words: text().notNull() });

function withNotes(onCommit: () => void = () => {}, sliceMs = Number.POSITIVE_INFINITY) {
  const { db, path } = tempDatabase();
  db.$client.exec('create table notes (id integer primary key, words text not null)');
  const write = createWriter(db, sliceMs);
  write.onCommit(onCommit);
  return { db, path, write };
}

const note = (words: string) => (tx: Tx) => tx.insert(notes).values({ words }).returning().get();
const allWords = (db: Db) =>
  db
    .select()
    .from(notes)
    .all()
    .map(({ words }) => words);

/** The words in the file, as another process reads them. */
function wordsOnDisk(path: string): string[] {
  const other = new Database(path, { readonly: true });
  try {
    return other.prepare('select words from notes order by id').pluck().all() as string[];
  } finally {
    other.close();
  }
}

describe('the writer', () => {
  test('resolves with the result of a change when it is on the disk, and not before', async () => {
    const { write, path } = withNotes();
    const first = write(note('first')).then((row) => ({ row, onDisk: wordsOnDisk(path) }));
    const second = write(note('second')).then(() => wordsOnDisk(path));
    expect(wordsOnDisk(path)).toEqual([]);
    await expect(first).resolves.toEqual({ row: { id: 1, words: 'first' }, onDisk: ['first', 'second'] });
    await expect(second).resolves.toEqual(['first', 'second']);
  });

  test('commits the changes of one turn together', async () => {
    let commits = 0;
    const { write } = withNotes(() => {
      commits += 1;
    });
    await Promise.all(['a', 'b', 'c'].map((words) => write(note(words))));
    expect(commits).toBe(1);
    await write(note('d'));
    expect(commits).toBe(2);
  });

  test('yields the event loop between many changes, and reports each when it is on the disk', async () => {
    const { write, path } = withNotes(undefined, 0);
    const story: string[] = [];
    const changes = ['a', 'b', 'c'].map((words) =>
      write(note(words)).then(() => story.push(wordsOnDisk(path).join(''))),
    );
    setImmediate(() => story.push('other'));
    await Promise.all(changes);
    expect(story).toEqual(['a', 'other', 'ab', 'abc']);
  });

  test('rolls back a failed change in a shared commit, and keeps the others', async () => {
    const { write, db } = withNotes();
    const outcomes = await Promise.allSettled([
      write(note('before')),
      write((tx) => {
        note('half')(tx);
        throw new UserError('No.');
      }),
      write(note('after')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new UserError('No.') });
    expect(allWords(db)).toEqual(['before', 'after']);
  });

  test('refuses an async change, and rolls back what it did before its first await', async () => {
    const { write, db } = withNotes();
    await expect(write(async (tx) => note('too late')(tx))).rejects.toThrow('must not be async');
    expect(allWords(db)).toEqual([]);
    await write(note('next'));
    expect(allWords(db)).toEqual(['next']);
  });
});

describe('a full disk', () => {
  function fill(db: Db): void {
    const pages = db.$client.pragma('page_count', { simple: true });
    db.$client.pragma(`max_page_count = ${pages}`);
  }
  const long = 'x'.repeat(100_000);

  test('fails a write with “nothing was saved”, and reads continue', async () => {
    const { write, db } = withNotes();
    await write(note('before'));
    fill(db);
    const error = await write(note(long)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: expect.stringContaining('disk is full') });
    expect(isUnavailable(error)).toBe(true);
    expect(allWords(db)).toEqual(['before']);
  });

  test('reports no change of the failed commit as saved', async () => {
    const { write, db, path } = withNotes();
    fill(db);
    const outcomes = await Promise.allSettled([write(note('small')), write(note(long))]);
    const told = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.words] : []));
    expect(outcomes[1]?.status).toBe('rejected');
    expect(wordsOnDisk(path)).toEqual(told);
  });

  test('writes work again once there is space, without a restart', async () => {
    const { write, db } = withNotes();
    fill(db);
    await write(note(long)).catch(() => {});
    db.$client.pragma('max_page_count = 1073741823');
    await write(note('room again'));
    expect(allWords(db)).toEqual(['room again']);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

describe('a disk with a fault', () => {
  /** The next commit is in the log, and its sync fails. test/faults/disk/ has real ones. */
  function failNextSync({ $client }: Db): void {
    const { prepare } = $client;
    $client.prepare = ((sql: string) => {
      const statement = prepare.call($client, sql);
      if (sql !== 'COMMIT') return statement;
      const run = statement.run.bind(statement) as () => unknown;
      let isFirst = true;
      const failing = () => {
        if (!isFirst) return run();
        isFirst = false;
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
      };
      return Object.assign(statement, { run: failing });
    }) as typeof prepare;
  }

  test('a commit whose sync fails is refused as what it is, and the next one works', async () => {
    const { db } = withNotes();
    failNextSync(db);
    const write = createWriter(db);
    const error = await write(note('in vain')).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining('My disk has a fault') });
    expect(isUnavailable(error)).toBe(true);
    await write(note('next'));
    expect(allWords(db)).toEqual(['next']);
  });
});

describe('a database that another process holds', () => {
  const holder = join(import.meta.dirname, 'hold.child.ts');

  test('a write waits for the lock without blocking the event loop', async () => {
    const { db, path } = withNotes();
    // SQLite itself would wait this long, and block the loop.
    db.$client.pragma('busy_timeout = 60000');
    const write = createWriter(db);
    const child = startChild(holder, { DATABASE: path });
    await child.says('held');
    const written = write(note('patient'));
    // The other process releases the lock only if the loop is not blocked.
    let turns = 0;
    const beat = setInterval(() => {
      turns += 1;
      if (turns === 3) child.tell('release');
    }, 10);
    await written;
    clearInterval(beat);
    expect(allWords(db)).toEqual(['patient']);
  });

  test('a write that waits too long fails with “nothing was saved”, and the next one works', async () => {
    const { write, db, path } = withNotes();
    const child = startChild(holder, { DATABASE: path });
    await child.says('held');
    const error = await write(note('in vain')).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining('database is busy') });
    expect(isUnavailable(error)).toBe(true);
    expect(allWords(db)).toEqual([]);
    await child.kill();
    await write(note('free'));
    expect(allWords(db)).toEqual(['free']);
  });
});
