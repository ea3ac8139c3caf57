import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFiles } from '../../../src/platform/files/store.ts';
import { tempFolder } from '../../support/temp-database.ts';

const bytes = (text: string) => [new TextEncoder().encode(text)];
const MB = 1024 * 1024;

test('a file is stored by its content, once, and read again', async () => {
  const folder = tempFolder();
  const files = openFiles(folder);
  const kept = await files.keep([...bytes('one '), ...bytes('file')], MB);
  const sha256 = createHash('sha256').update('one file').digest('hex');
  expect(kept).toEqual({ sha256, bytes: 8 });
  expect(files.pathOf(sha256)).toBe(join(folder, sha256.slice(0, 2), sha256));
  expect(await files.keep(bytes('one file'), MB)).toEqual(kept);
  expect(await (await files.blob(sha256))?.text()).toBe('one file');
  expect(statSync(files.pathOf(sha256)).mode & 0o077).toBe(0);
  expect(readdirSync(join(folder, 'new'))).toEqual([]);
});

test('an unknown file is not found, and nothing outside the folder is ever read', async () => {
  const files = openFiles(tempFolder());
  expect(await files.blob('0'.repeat(64))).toBeUndefined();
  expect(await files.has('0'.repeat(64))).toBe(false);
  expect(() => files.pathOf('../../etc/passwd')).toThrow(RangeError);
});

test('a file that is empty, too large or breaks off leaves nothing behind', async () => {
  const folder = tempFolder();
  const files = openFiles(folder);
  await expect(files.keep([], MB)).rejects.toThrow('This file is empty.');
  await expect(files.keep([new Uint8Array(MB), new Uint8Array(1)], MB)).rejects.toThrow(
    'This file is larger than 1 MB. Give a link to it instead.',
  );
  const broken = (async function* () {
    yield new Uint8Array(10);
    throw new Error('the line broke');
  })();
  await expect(files.keep(broken, MB)).rejects.toThrow('the line broke');
  expect(readdirSync(folder, { recursive: true })).toEqual(['new']);
});

test('an old partial file is deleted; one that is being written stays', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'new'));
  for (const name of ['old', 'young']) writeFileSync(join(folder, 'new', name), 'half');
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(join(folder, 'new', 'old'), yesterday, yesterday);
  openFiles(folder);
  expect(existsSync(join(folder, 'new', 'old'))).toBe(false);
  expect(existsSync(join(folder, 'new', 'young'))).toBe(true);
});
