import { test } from 'vitest';
import { playMonth } from './month.ts';

test('a busy month of a thousand leads', () => playMonth({ leads: 1_000, tickMs: 15 * 60_000 }), 120_000);
