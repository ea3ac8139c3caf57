import { test } from 'vitest';
import { creditAgrees } from './agreement.ts';

test('each part in a win and each record agree with the raw history, in many of them', { timeout: 600_000 }, () =>
  creditAgrees({ runs: 150, acts: 250 }),
);
