/** Many months. `npm run test:sync -- --runs 500 --seed 1` chooses how many, and from which seed on. */
import { test } from 'vitest';
import { agreesAfterAMonth } from './agreement.ts';

const FIRST = Number(process.env.SYNC_SEED ?? 1);
const RUNS = Number(process.env.SYNC_RUNS ?? 60);

test.each(Array.from({ length: RUNS }, (_, index) => FIRST + index))(
  'both sides agree after a month of changes, faults and deaths: seed %i',
  { timeout: 60_000 },
  (seed) => agreesAfterAMonth({ seed, turns: 250 }),
);
