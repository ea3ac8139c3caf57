/**
 * Prints the number of passed, failed and skipped tests in vitest's reports as the last line of a run. Fails when a
 * test failed, when a report has no passed test, or when vitest itself failed: `node .ci/count.js <exit code>
 * <report>...`.
 */
import { readFileSync } from 'node:fs';

const [code = '1', ...files] = process.argv.slice(2);
const counts = files.map((file) => count(readFileSync(file, 'utf8')));
/** @param {'passed' | 'failed' | 'skipped'} what */
const sum = (what) => counts.reduce((total, each) => total + each[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
const isWhole = counts.length > 0 && counts.every(({ passed, failed }) => passed > 0 && failed === 0);
process.exitCode = isWhole ? Number(code) : 1;

/** @param {string} report */
function count(report) {
  // A run that stopped before its first test leaves an empty file.
  if (report === '') return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(report);
  /** @param {{ status: string, assertionResults: unknown[] }} result */
  const brokenFile = ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0;
  return {
    passed: numPassedTests,
    failed: numFailedTests + testResults.filter(brokenFile).length,
    skipped: numPendingTests + numTodoTests,
  };
}
