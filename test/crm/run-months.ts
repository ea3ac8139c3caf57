/**
 * `npm run test:sync -- --runs 500 --seed 1`: many random months of both sides of a sync. `--deaths 100` has the process killed so often,
 * and `--records 50000` is a first run of this size.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { runs, seed, deaths, records } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    deaths: { type: 'string' },
    records: { type: 'string' },
  },
}).values;
const files = [
  ...(deaths ? ['test/crm/kill'] : []),
  ...(records ? ['test/crm/first-run.long.test.ts'] : []),
  ...(runs || !(deaths || records) ? ['test/crm/agreement.long.test.ts'] : []),
];
const given = { SYNC_SEED: seed, SYNC_RUNS: runs, SYNC_DEATHS: deaths, SYNC_RECORDS: records };
const { status } = spawnSync('npx', ['vitest', 'run', '-c', 'vitest.long.config.ts', ...files], {
  stdio: 'inherit',
  env: { ...process.env, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) },
});
process.exit(status ?? 1);
