import { expect, test } from 'vitest';
import { listed } from '../../../views/kit/words.ts';

test.each([
  [[], ''],
  [['Ann'], 'Ann'],
  [['Ann', 'Ben'], 'Ann and Ben'],
  [['Ann', 'Ben', '3 more'], 'Ann, Ben and 3 more'],
])('a list of %j reads as a sentence', (pieces, words) => {
  expect(listed(pieces).join('')).toBe(words);
});
