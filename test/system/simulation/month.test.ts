/** month.long.test.ts runs it with a thousand leads. */
import { test } from 'vitest';
import { playMonth } from './month.ts';

test(
  'a month of leads: always one person to act, nothing twice, no one disturbed at night, fair turns',
  () => playMonth({ leads: 200, tickMs: 60 * 60_000 }),
  60_000,
);
