/**
 * Fails when a package that Baton runs with has a known vulnerability that is high or critical. Without an answer of the registry
 * nothing is known: it says so, also in the summary of GitHub, and does not fail.
 */
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const answer = read(stdout);
const found = answer?.metadata?.vulnerabilities;
if (Number.isInteger(found?.high) && Number.isInteger(found?.critical)) {
  const serious = found.high + found.critical;
  console.log(`${found.total} known vulnerabilities, ${serious} of them high or critical: npm audit --omit=dev`);
  process.exitCode = serious === 0 ? 0 : 1;
} else {
  const [reason = ''] = String(answer?.message ?? 'no answer').split(' - ');
  const sentence = `NOT CHECKED: the registry does not tell known vulnerabilities (${reason}). Run npm audit where it does.`;
  console.warn(process.env.GITHUB_ACTIONS ? `::warning title=npm audit::${sentence}` : sentence);
}

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
