import { test } from 'vitest';
import { figuresAgree } from './agreement.ts';

test('every figure, its parts and its list agree with the raw history', () => figuresAgree({ runs: 2, acts: 90 }));
