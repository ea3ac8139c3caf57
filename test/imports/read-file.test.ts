/** A dropped file becomes rows on the disk, or is dropped with its reason. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importById } from '../../src/imports/queries.ts';
import { readDropped, readTable } from '../../src/imports/read-file.ts';
import { firstRows } from '../../src/imports/samples.ts';
import { dropImport, takeFile } from '../../src/imports/start.ts';
import { UserError } from '../../src/platform/errors.ts';
import { openFiles } from '../../src/platform/files/store.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { tempFolder } from '../support/temp-database.ts';

async function dropped(
  name: string,
  content = 'Name,Email\nAna Reis,ana@porto.example\n',
  fileId: string | null = 'F1',
) {
  const { db, write } = await salesTeam();
  const folder = tempFolder();
  const files = openFiles(folder);
  const work = { db, write, files, now: () => MONDAY_9 };
  const one = await write((tx) => takeFile(tx, { name, fileId, by: 'MIA' }, MONDAY_9));
  const path = join(folder, 'original');
  writeFileSync(path, content);
  return {
    ...{ db, write, files, one, folder },
    read: (more: Parameters<typeof readTable>[3] = { isOurs: true }) =>
      readTable(work, one, { path, sha256: 'f'.repeat(64) }, more),
    fetch: (fetchFile: (fileId: string) => Promise<unknown>) =>
      readDropped({ ...work, fetchFile } as never, one, new AbortController().signal),
    now: () => importById(db, one.id),
    isLeft: () => existsSync(files.taken(`import-${one.id}.file`)),
    told: () =>
      db
        .select()
        .from(outbox)
        .all()
        .map(({ kind, orderingKey }) => [kind, orderingKey]),
  };
}

describe('a table', () => {
  test('is kept as rows, with its columns', async () => {
    const { read, files, one } = await dropped('list.csv');
    expect(await read()).toMatchObject({
      ...{ state: 'read', rows: 1, columns: ['Name', 'Email'], question: null, sha256: 'f'.repeat(64) },
    });
    expect(await firstRows(files, one)).toEqual([['Ana Reis', 'ana@porto.example']]);
  });

  test('that is read again takes the place of what was read before', async () => {
    const { read, files, one } = await dropped('list.csv');
    await read();
    expect(await read()).toMatchObject({ state: 'read' });
    expect(await firstRows(files, one)).toHaveLength(1);
  });

  test('that a person dropped meanwhile stays dropped', async () => {
    const { read, write, one, now } = await dropped('list.csv');
    await write((tx) => dropImport(tx, one.id, null, MONDAY_9));
    expect(await read()).toMatchObject({ state: 'dropped' });
    expect(now()).toMatchObject({ state: 'dropped', columns: [] });
  });

  test('is refused with a sentence if it is empty, or no table', async () => {
    await expect((await dropped('list.csv', '\n')).read()).rejects.toThrow(UserError);
    await expect((await dropped('list.pdf')).read()).rejects.toThrow('I read CSV and Excel files');
  });
});

describe('a file in Slack', () => {
  const content = async (fileId: string) => ({ content: fileId === 'F1' ? [Buffer.from('%PDF'.repeat(500))] : [] });

  test('that is no table is dropped with its reason, and nothing of it is left', async () => {
    const { fetch, now, isLeft, told } = await dropped('list.pdf');
    await fetch(content);
    expect(now()).toMatchObject({ state: 'dropped', trouble: expect.stringContaining('I read CSV and Excel files') });
    expect(isLeft()).toBe(false);
    expect(told()).toEqual([['import_progress', 'MIA']]);
  });

  test('that Slack does not give is tried again', async () => {
    const { fetch, now } = await dropped('list.csv');
    await expect(fetch(() => Promise.reject(new TypeError('no network')))).rejects.toThrow('no network');
    expect(now()?.state).toBe('arrived');
  });

  test('that Slack refuses is dropped with the words for it', async () => {
    const { fetch, now } = await dropped('list.csv');
    await fetch(() => Promise.reject(new UserError('This file was deleted.')));
    expect(now()).toMatchObject({ state: 'dropped', trouble: 'This file was deleted.' });
  });
});

test('an import of the command line has no message', async () => {
  const { read, told } = await dropped('list.csv', undefined, null);
  await read();
  expect(told()).toEqual([]);
});
