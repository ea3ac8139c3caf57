/** `npm run test:sync -- --runs 500 --seed 1`: many random months of both sides of a sync. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { runs, seed } = parseArgs({
  options: { runs: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
}).values;
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '-c', 'vitest.long.config.ts', 'test/crm/agreement.long.test.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, SYNC_RUNS: runs, SYNC_SEED: seed },
  },
);
process.exit(status ?? 1);
