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

/** The words that another process would find in the file now. */
function wordsOnDisk(path: string): string[] {
  const other = new Database(path, { readonly: true });
  try {
    return other.prepare('select words from notes order by id').pluck().all() as string[];
  } finally {
    other.close();
  }
}

describe('the one door for writes', () => {
  test('what a change returns is given when it is on the disk, and not before', async () => {
    const { write, path } = withNotes();
    const first = write(note('first')).then((row) => ({ row, onDisk: wordsOnDisk(path) }));
    const second = write(note('second')).then(() => wordsOnDisk(path));
    expect(wordsOnDisk(path)).toEqual([]);
    await expect(first).resolves.toEqual({ row: { id: 1, words: 'first' }, onDisk: ['first', 'second'] });
    await expect(second).resolves.toEqual(['first', 'second']);
  });

  test('changes of one turn share a commit', async () => {
    let commits = 0;
    const { write } = withNotes(() => {
      commits += 1;
    });
    await Promise.all(['a', 'b', 'c'].map((words) => write(note(words))));
    expect(commits).toBe(1);
    await write(note('d'));
    expect(commits).toBe(2);
  });

  test('many changes leave turns of the loop to others, and each is on the disk when it is said to be', async () => {
    const { write, path } = withNotes(undefined, 0);
    const story: string[] = [];
    const changes = ['a', 'b', 'c'].map((words) =>
      write(note(words)).then(() => story.push(wordsOnDisk(path).join(''))),
    );
    setImmediate(() => story.push('other'));
    await Promise.all(changes);
    expect(story).toEqual(['a', 'other', 'ab', 'abc']);
  });

  test('a change that fails in a shared commit takes nothing of the others, and leaves nothing of itself', async () => {
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

  test('an async change is refused, and what it did before its first await is undone', async () => {
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

  test('a write says that nothing was saved, and reads go on', async () => {
    const { write, db } = withNotes();
    await write(note('before'));
    fill(db);
    const error = await write(note(long)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: expect.stringContaining('disk is full') });
    expect(isUnavailable(error)).toBe(true);
    expect(allWords(db)).toEqual(['before']);
  });

  test('no change is told to be saved that went with the full one', async () => {
    const { write, db, path } = withNotes();
    fill(db);
    const outcomes = await Promise.allSettled([write(note('small')), write(note(long))]);
    const told = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.words] : []));
    expect(outcomes[1]?.status).toBe('rejected');
    expect(wordsOnDisk(path)).toEqual(told);
  });

  test('writes work again when there is room, without a restart', async () => {
    const { write, db } = withNotes();
    fill(db);
    await write(note(long)).catch(() => {});
    db.$client.pragma('max_page_count = 1073741823');
    await write(note('room again'));
    expect(allWords(db)).toEqual(['room again']);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

describe('a database that another process holds', () => {
  const holder = join(import.meta.dirname, 'hold.child.ts');

  test('a write waits for its turn, and the event loop goes on meanwhile', async () => {
    const { db, path } = withNotes();
    // So long SQLite itself would wait, in the middle of a turn.
    db.$client.pragma('busy_timeout = 60000');
    const write = createWriter(db);
    const child = startChild(holder, { DATABASE: path });
    await child.says('held');
    const written = write(note('patient'));
    // Only a loop that is not blocked ever lets go.
    let turns = 0;
    const beat = setInterval(() => {
      turns += 1;
      if (turns === 3) child.tell('release');
    }, 10);
    await written;
    clearInterval(beat);
    expect(allWords(db)).toEqual(['patient']);
  });

  test('a write that waits for too long says that nothing was saved, and the next one works', async () => {
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
