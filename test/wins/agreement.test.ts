import { test } from 'vitest';
import { creditAgrees } from './agreement.ts';

test('each part in a win and each record agree with the raw history', () => creditAgrees({ runs: 8, acts: 200 }));
