import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return { line: stdout, status };
}

test('a complete run without failures succeeds, with only its counts on the last line', () => {
  expect(counted(JSON.stringify(whole))).toEqual({ line: '3 passed, 0 failed, 0 skipped\n', status: 0 });
});

test('skipped and todo tests are reported, and are no failure', () => {
  const report = { ...whole, numPendingTests: 2, numTodoTests: 1 };
  expect(counted(JSON.stringify(report))).toEqual({ line: '3 passed, 0 failed, 3 skipped\n', status: 0 });
});

test('a failed test is a failure, and so is a file that could not be loaded', () => {
  expect(counted(JSON.stringify({ ...whole, numFailedTests: 1 }), 1)).toMatchObject({ status: 1 });
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}] },
  ];
  expect(counted(JSON.stringify({ ...whole, testResults }))).toEqual({
    line: '3 passed, 1 failed, 0 skipped\n',
    status: 1,
  });
});

test('an empty or incomplete run is a failure', () => {
  expect(counted(JSON.stringify({ ...whole, numPassedTests: 0 }))).toMatchObject({ status: 1 });
  expect(counted('')).toEqual({ line: '0 passed, 0 failed, 0 skipped\n', status: 1 });
  expect(counted(JSON.stringify(whole), 1)).toMatchObject({ status: 1 });
});

test('several runs are added up, and each has to be complete', () => {
  const one = JSON.stringify(whole);
  expect(counted([one, one])).toEqual({ line: '6 passed, 0 failed, 0 skipped\n', status: 0 });
  expect(counted([one, JSON.stringify({ ...whole, numPassedTests: 0 })])).toMatchObject({ status: 1 });
});
