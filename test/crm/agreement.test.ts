import { test } from 'vitest';
import { agreesAfterAMonth } from './agreement.ts';

test.each([1, 2])('both sides agree after some weeks of changes, faults and deaths: seed %i', (seed) =>
  agreesAfterAMonth({ seed, turns: 80 }),
);
