/** A text of the greatest length does bounded work in every reader, whatever it repeats: a super-linear search takes minutes here. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { readers } from '../support/readers.ts';

const REPEATED = [
  ...[
    ' ',
    '\t',
    '\n',
    '*',
    '_',
    '~',
    '`',
    '|',
    '-',
    '=',
    ':',
    '.',
    ',',
    '@',
    '/',
    '?',
    '<',
    '>',
    '(',
    '"',
    '1',
    'a',
    'A',
    '+',
  ],
  ...[
    'é',
    '\u200b',
    '- ',
    'a@',
    'a.',
    '1 ',
    'A ',
    'Jane ',
    '<@U',
    '<http://',
    'www.',
    'x=',
    '&amp;',
    '[',
    '{',
    'name: ',
    '0.',
    '1,',
    "\\'",
    "'",
  ],
];
const ENDS = ['', '!', '\n', ' @b.example'];

test.each(Object.entries(readers))('%s', (_, { most, read }) => {
  const faults: string[] = [];
  for (const part of REPEATED) {
    for (const end of ENDS) {
      const text = part.repeat(Math.floor(most / part.length)).slice(0, most - end.length) + end;
      try {
        read(text);
      } catch (error) {
        if (!(error instanceof UserError))
          faults.push(`${JSON.stringify(part)} … ${JSON.stringify(end)}: ${String(error)}`);
      }
    }
  }
  expect(faults).toEqual([]);
});
