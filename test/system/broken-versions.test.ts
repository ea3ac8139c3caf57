/** The list in docs/promises.md is that of test/broken/versions.ts, and each of its texts is still in the code. `UPDATE_DOCS=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenVersions } from '../broken/versions.ts';
import { ROOT } from '../support/sources.ts';

const PAGE = join(ROOT, 'docs/promises.md');
const BEGIN = '<!-- broken versions: written by UPDATE_DOCS=1 npx vitest run test/system/broken-versions.test.ts -->\n';

const listed = brokenVersions
  .map(({ promise, file, caughtBy }) => `- ${promise} Broken in \`${file}\`, caught by \`${caughtBy}\`.\n`)
  .join('');

test('docs/promises.md lists the broken versions', () => {
  const [before = ''] = readFileSync(PAGE, 'utf8').split(BEGIN);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, `${before}${BEGIN}${listed}`);
  expect(readFileSync(PAGE, 'utf8')).toBe(`${before}${BEGIN}${listed}`);
});

test('each of them can be made of the code of today', () => {
  const times = brokenVersions.map(({ file, from }) => readFileSync(join(ROOT, file), 'utf8').split(from).length - 1);
  expect(times).toEqual(brokenVersions.map(() => 1));
  expect(brokenVersions.length).toBeGreaterThanOrEqual(20);
});
