/**
 * Prints how many tests passed, failed and were skipped, from the report that vitest wrote, as the last line of a run.
 * Fails when anything failed, when nothing ran, or when vitest itself did: `node .ci/count.js <report> <exit code>`.
 */
import { readFileSync } from 'node:fs';

const [file = '', code = '1'] = process.argv.slice(2);
const { passed, failed, skipped } = count(readFileSync(file, 'utf8'));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : Number(code);

/** @param {string} report */
function count(report) {
  // A run that broke off before its first test leaves an empty file.
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
