import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/sources.ts';
import { tempFolder } from '../support/temp-database.ts';

const counts = (counts: object) => ({ metadata: { vulnerabilities: { high: 0, critical: 0, total: 2, ...counts } } });

test.each([
  ['a serious vulnerability fails', counts({ high: 1 }), 1, '1 of them high or critical'],
  ['a critical one fails', counts({ critical: 1 }), 1, '1 of them high or critical'],
  ['others do not', counts({}), 0, '2 known vulnerabilities, 0 of them'],
  [
    'a registry that refuses is no success',
    { message: '405 Method Not Allowed - POST x' },
    0,
    'NOT CHECKED: the registry does not tell known vulnerabilities (405 Method Not Allowed)',
  ],
  ['a half answer is no success', { metadata: { vulnerabilities: { total: 0 } } }, 0, 'NOT CHECKED'],
  ['no answer is no success', undefined, 0, 'NOT CHECKED'],
])('of known vulnerabilities, %s', (_, answer, status, said) => {
  const folder = tempFolder();
  const lines = `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer) ?? ''}\nEND\n`;
  writeFileSync(join(folder, 'npm'), lines, { mode: 0o755 });
  const env = { PATH: `${folder}${delimiter}${process.env.PATH}` };
  const run = spawnSync(process.execPath, [join(ROOT, '.ci/audit.js')], { encoding: 'utf8', env });
  expect([run.status, `${run.stdout}${run.stderr}`]).toEqual([status, expect.stringContaining(said)]);
});
