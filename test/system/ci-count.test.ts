import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-database.ts';

const COUNT = join(import.meta.dirname, '../../.ci/count.js');
const whole = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

function counted(reports: string | string[], code = 0) {
  const files = [reports].flat().map((report) => {
    const file = join(tempFolder(), 'report.json');
    writeFileSync(file, report);
    return file;
  });
  const { stdout, status } = spawnSync(process.execPath, [COUNT, String(code), ...files], { encoding: 'utf8' });
  return { line: stdout.slice(stdout.trimEnd().lastIndexOf('\n') + 1), status, stdout };
}

test('a complete run without failures succeeds, and prints nothing but its counts', () => {
  expect(counted(JSON.stringify(whole))).toMatchObject({ stdout: '3 passed, 0 failed, 0 skipped\n', status: 0 });
});

test('skipped and todo tests are reported, and are no failure', () => {
  const report = { ...whole, numPendingTests: 2, numTodoTests: 1 };
  expect(counted(JSON.stringify(report))).toMatchObject({ line: '3 passed, 0 failed, 3 skipped\n', status: 0 });
});

test('a failed test is a failure, and so is a file that could not be loaded', () => {
  expect(counted(JSON.stringify({ ...whole, numFailedTests: 1 }), 1)).toMatchObject({ status: 1 });
  const testResults = [
    { name: resolve('test/broken.test.ts'), message: 'no such module', status: 'failed', assertionResults: [] },
    { name: resolve('test/fine.test.ts'), status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  expect(counted(JSON.stringify({ ...whole, testResults }))).toMatchObject({
    line: '3 passed, 1 failed, 0 skipped\n',
    status: 1,
  });
});

test('each failure stands above the counts, with its file, its name and the beginning of its reason', () => {
  const failed = {
    status: 'failed',
    fullName: 'one is two',
    failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m\n    at run (/x/node_modules/vitest/run.js:1:1)'],
  };
  const testResults = [
    { name: resolve('test/one.test.ts'), message: '', status: 'failed', assertionResults: [failed] },
    { name: resolve('test/broken.test.ts'), message: 'no such module', status: 'failed', assertionResults: [] },
  ];
  const { stdout } = counted([JSON.stringify({ ...whole, numFailedTests: 1, testResults }), '']);
  expect(stdout).toBe(
    [
      'FAILED test/broken.test.ts\n    no such module\n',
      'FAILED test/one.test.ts\n  one is two\n    expected 1 to be 2\n',
      'FAILED report: stopped before its first test\n',
      '3 passed, 2 failed, 0 skipped\n',
    ].join('\n'),
  );
});

test('an empty or incomplete run is a failure', () => {
  expect(counted(JSON.stringify({ ...whole, numPassedTests: 0 }))).toMatchObject({ status: 1 });
  expect(counted('')).toMatchObject({ line: '0 passed, 0 failed, 0 skipped\n', status: 1 });
  expect(counted(JSON.stringify(whole), 1)).toMatchObject({ status: 1 });
});

test('several runs are added up, and each has to be complete', () => {
  const one = JSON.stringify(whole);
  expect(counted([one, one])).toMatchObject({ line: '6 passed, 0 failed, 0 skipped\n', status: 0 });
  expect(counted([one, JSON.stringify({ ...whole, numPassedTests: 0 })])).toMatchObject({ status: 1 });
});
