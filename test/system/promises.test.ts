import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/sources.ts';

/** A file in quotes, a colon, and words of a test's name, up to the next one or the end of the cell. */
const NAMED = /`(test\/[^`]+\.test\.ts)`: (.+?)(?= · `| \|)/g;

const missingIn = (page: string): string[] =>
  [...page.matchAll(NAMED)].flatMap(([, file = '', name = '']) => {
    const path = join(ROOT, file);
    return existsSync(path) && readFileSync(path, 'utf8').includes(name) ? [] : [`${file}: ${name}`];
  });

const page = readFileSync(join(ROOT, 'docs/promises.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:promise|---)/.test(line));

test('each promise names the tests that hold it, and they exist', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => [...row.matchAll(NAMED)].length === 0)).toEqual([]);
  expect(missingIn(page)).toEqual([]);
});

test('a test that is gone is found', () => {
  const row =
    '| A lead is safe | `test/system/gone.test.ts`: it holds · `test/system/promises.test.ts`: no such name, |';
  expect(missingIn(row.replace('name,', 'name of a test'))).toHaveLength(2);
});
