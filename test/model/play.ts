/**
 * `npm run test:model -- [--stories 1000] [--seed 7] [--path …] [--replay …] [--tell] [--quick] [leads | requests | rituals]`: tells random stories, by
 * default forty of leads and of requests, and eight of rituals. `--seed`, `--path` and `--replay` play one again, as a failure prints them. With `--tell`,
 * each story is printed. With `--quick`, a failure is not made short, which takes minutes.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  options: {
    stories: text,
    seed: text,
    path: text,
    replay: text,
    tell: { type: 'boolean' },
    quick: { type: 'boolean' },
  },
  allowPositionals: true,
});
const chosen = Object.entries(values).map(([name, value]) => [`MODEL_${name.toUpperCase()}`, String(value)]);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.model.config.ts', ...positionals],
  { stdio: 'inherit', env: { ...process.env, ...Object.fromEntries(chosen) } },
);
process.exitCode = status ?? 1;
