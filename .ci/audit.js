/**
 * Fails when a package that Baton runs with has a known vulnerability that is high or critical. Without an answer of the registry
 * nothing is known, so it only says so.
 */
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const found = read(stdout)?.metadata?.vulnerabilities;
if (!found) console.warn('The registry could not be asked for known vulnerabilities: they were not checked.');
else {
  const serious = found.high + found.critical;
  console.log(`${found.total} known vulnerabilities, ${serious} of them high or critical: npm audit --omit=dev`);
  process.exitCode = serious === 0 ? 0 : 1;
}

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
