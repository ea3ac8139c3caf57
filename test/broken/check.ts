/**
 * `npm run test:broken`: breaks a copy of the sources in each way of versions.ts, and runs the test that must fail. Fails if a
 * broken version passes, or if a test fails without it.
 */
import { withCopies } from '../support/broken-copy.ts';
import { type BrokenVersion, brokenVersions } from './versions.ts';

const faults: string[] = [];
const tests = [...new Set(brokenVersions.map(({ caughtBy }) => caughtBy))];

await withCopies<BrokenVersion | 'whole'>(['whole', ...brokenVersions], async (copy, version) => {
  if (version === 'whole') {
    if (!(await copy.passes(['run', ...tests]))) faults.push('A test fails without a broken version.');
    return;
  }
  const { file, from, to, caughtBy, promise } = version;
  let times = 0;
  const change = (text: string) => {
    times = text.split(from).length - 1;
    return text.replace(from, () => to);
  };
  const isMissed = await copy.broken(file, change, () => copy.passes(['run', caughtBy]));
  if (times !== 1) faults.push(`${file} has this text ${times} times: ${from}`);
  else if (isMissed) faults.push(`${caughtBy} passes, although this is broken: ${promise}`);
});
for (const fault of faults) console.error(fault);
console.log(`${brokenVersions.length} broken versions, ${brokenVersions.length - faults.length} caught`);
process.exitCode = faults.length === 0 ? 0 : 1;
