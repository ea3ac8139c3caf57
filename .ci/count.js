/**
 * Prints what failed in vitest's reports, then the number of passed, failed and skipped tests as the last line of a
 * run. Fails when a test failed, when a report has no passed test, or when vitest itself failed:
 * `node .ci/count.js <exit code> <report>...`.
 */
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const LINES_OF_FAILURE = 12;

const [code = '1', ...files] = process.argv.slice(2);
const counts = files.map((file) => count(file, readFileSync(file, 'utf8')));
for (const failure of counts.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}\n`);
/** @param {'passed' | 'failed' | 'skipped'} what */
const sum = (what) => counts.reduce((total, each) => total + each[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
const isWhole = counts.length > 0 && counts.every(({ passed, failed }) => passed > 0 && failed === 0);
process.exitCode = isWhole ? Number(code) : 1;

/**
 * @param {string} file
 * @param {string} report
 */
function count(file, report) {
  // A run that stopped before its first test leaves an empty file.
  if (report === '') {
    return {
      passed: 0,
      failed: 0,
      skipped: 0,
      failures: [`${basename(file, '.json')}: stopped before its first test`],
    };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(report);
  const broken = testResults.filter(isBroken);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
    failures: [...broken.map(describeFile), ...testResults.flatMap(describeTests)],
  };
}

/**
 * A file that failed before it had any test.
 * @param {{ status: string, assertionResults: unknown[] }} result
 */
function isBroken({ status, assertionResults }) {
  return status === 'failed' && assertionResults.length === 0;
}

/** @param {{ name: string, message: string }} result */
function describeFile({ name, message }) {
  return describe(relative('.', name), message);
}

/** @param {{ name: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} file */
function describeTests({ name, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  return failed.map((test) => describe(`${relative('.', name)}\n  ${test.fullName}`, test.failureMessages.join('\n')));
}

/**
 * @param {string} what
 * @param {string} message
 */
function describe(what, message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s*at .*node_modules/.test(line))
    .slice(0, LINES_OF_FAILURE);
  return [what, ...lines.map((line) => `    ${line}`)].join('\n');
}
