/** No text that people or systems send makes a reader fail: it reads the text, or says in a sentence what is wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/platform/errors.ts';
import { importSettings } from '../../src/settings/yaml-file.ts';
import { readers } from '../support/readers.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const HOSTILE = [
  ...[
    '',
    ' ',
    '\n',
    '\0',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\udfff',
    '👩‍👩‍👧',
    'e\u0301',
    '%E0%A4%A',
    '%',
    '<!channel>',
    '<@U1>',
  ],
  ...[
    '<https://evil|Acme>',
    '`',
    '```',
    '=1+1',
    '@SUM(A1)',
    '-0',
    '1e999',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    '{"a":1',
    '[[[[',
    '*a',
    '&a *a',
    '!!js/function x',
    "' OR 1=1",
    '../../etc/passwd',
    'a@b',
    '@',
    'a@@b',
    '+',
    '++49',
    '0'.repeat(300),
  ],
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 6 }).map((parts) => parts.join('')),
);

/** Undefined if it was read, or refused in a sentence. */
function fault(read: (given: string) => unknown, given: string): string | undefined {
  try {
    read(given);
    return undefined;
  } catch (error) {
    return error instanceof UserError ? undefined : `${JSON.stringify(given)}: ${String(error)}`;
  }
}

describe('a hostile text is read, or refused in a sentence, as', () => {
  test.each(Object.entries(readers))('%s', (_, { read }) => {
    expect(HOSTILE.flatMap((one) => fault(read, one) ?? [])).toEqual([]);
    fc.assert(
      fc.property(text, (one) => void expect(fault(read, one)).toBeUndefined()),
      { numRuns: 40 },
    );
  });
});

describe('a settings file', () => {
  const bring = (file: string) => {
    const tx = memoryDatabase() as never;
    return fault((one) => importSettings(tx, one, 'test', new Date('2026-11-19T09:00:00Z')), file);
  };

  test.each([
    ['with an alias of nothing', 'settings: *nothing'],
    [
      'whose aliases grow without end',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (key, at: number) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[at]}`).join()}]\n`)}settings: *h`,
    ],
    ['that is a list', '- a\n- b'],
    ['with a setting of another type', 'settings: { leads.emoji: 7 }'],
    ['with an unknown key', 'settings: { __proto__: { x: 1 } }'],
    ['with a team without a name', 'teams: [{}]'],
  ])('%s is refused in a sentence', (_, file) => {
    expect(bring(file)).toBeUndefined();
  });

  test('of any text is refused in a sentence', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('', 'settings: ', 'settings:\n  leads.emoji: ', 'teams:\n  - '),
        (end, begin) => void expect(bring(`${begin}${end}`)).toBeUndefined(),
      ),
      { numRuns: 40 },
    );
  });
});
