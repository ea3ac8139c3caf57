import { expect, test } from 'vitest';
import { toldWords } from '../../src/crm/words.ts';

test.each([
  ['Email jane@globex.example is taken', 'Email … is taken'],
  ['<jane@globex.example>, (joe@globex.example)', '<…>, (…)'],
  ['a@b@c and @home and home@', '… and @home and home@'],
  ['call +49 (30) 901820 now', 'call … now'],
  ['code 12345 of 100 fields', 'code 12345 of 100 fields'],
])('%s', (words, told) => {
  expect(toldWords(words)).toBe(told);
});

test('values that were sent are taken out first, and the rest is short', () => {
  expect(toldWords(`Jane ${'x'.repeat(900)}`, (text) => text.replace('Jane', '…'))).toBe(`… ${'x'.repeat(298)}`);
});

test.each(['a', 'a@', '@', '1', '1 ', '(', '+'])(
  'a text of only %j is read once, and one that is no sentence not at all',
  (part) => {
    expect(toldWords(part.repeat(20_000 / part.length)).length).toBeLessThanOrEqual(300);
    expect(toldWords(part.repeat(20_000))).toBe(part.length > 1 ? '' : toldWords(part.repeat(20_000)));
    expect(toldWords(part.repeat(10_000_000))).toBe('');
  },
);
