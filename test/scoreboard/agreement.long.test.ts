import { test } from 'vitest';
import { figuresAgree } from './agreement.ts';

test(
  'every figure, its parts and its list agree with the raw history, in many long histories',
  {
    timeout: 900_000,
  },
  () => figuresAgree({ runs: process.env.PROOF === 'short' ? 40 : 120, acts: 200 }),
);
