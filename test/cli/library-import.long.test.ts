import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { searchLibrary } from '../../src/library/search/search.ts';
import { idempotencyKeys } from '../../src/platform/db/idempotency.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { tempDatabase, tempFolder } from '../support/temp-database.ts';

const ROWS = 100_000;
/** MB, enough for the process and at most a tenth of such a list. */
const HEAP = 64;

async function writeList(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('title,kind,tags,summary,link\n');
  for (let row = 1; row <= ROWS; row += 1) {
    const summary = `The subject of number ${row} in this list, in a sentence of a usual length for a summary.`;
    const link = row === 777 ? 'no link' : `https://library.example/${row}`;
    if (!file.write(`Item ${row},deck,Tag ${row % 50},"${summary}",${link}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

async function run(databasePath: string, ...argv: string[]) {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, join(import.meta.dirname, '../../cli.js'), ...argv],
    {
      env: { ...process.env, DATABASE_PATH: databasePath },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

test('a list of 100,000 is imported once, with little memory, during other writes, and exported again', {
  timeout: 900_000,
}, async () => {
  const { db, path } = tempDatabase();
  const folder = tempFolder();
  const list = join(folder, 'list.csv');
  await writeList(list);
  const first = run(path, 'library', 'import', list, '--owner', 'U0OWNER');
  // As a running Baton writes: it retries for two seconds, and then reports that nothing was saved.
  const write = createWriter(db);
  const others: Promise<unknown>[] = [];
  const other = setInterval(() => {
    const note = { key: `note ${others.length}`, at: new Date() };
    others.push(write((tx) => tx.insert(idempotencyKeys).values(note).run()));
  }, 250);
  const { code, out, err } = await first.finally(() => clearInterval(other));
  expect(await Promise.allSettled(others)).not.toContainEqual(expect.objectContaining({ status: 'rejected' }));
  expect(err).toContain('50000 rows…');
  expect(err).toContain('Row 778 (Item 777): link: This must be an address that starts with https://');
  expect(out).toContain(`${ROWS - 1} added, 0 already there, 0 skipped, 1 with errors.`);
  expect(code).toBe(1);
  expect(others.length).toBeGreaterThan(10);
  expect(searchLibrary(db, { words: 'number 4711', limit: 1, offset: 0 }, new Date()).items[0]?.title).toBe(
    'Item 4711',
  );

  const again = await run(path, 'library', 'import', list, '--owner', 'U0OWNER');
  expect(again.out).toContain(`0 added, ${ROWS - 1} already there`);
  const exported = await run(path, 'library', 'export', join(folder, 'all.csv'));
  expect(exported).toMatchObject({ code: 0, out: expect.stringContaining(`${ROWS - 1} items written`) });
});
