/** The same with a thousand leads: month.long.test.ts. */
import { test } from 'vitest';
import { playMonth } from './month.ts';

test(
  'a month of leads: always one person to act, nothing twice, nobody disturbed at night, turns fair',
  () => playMonth({ leads: 400, tickMs: 30 * 60_000 }),
  60_000,
);
