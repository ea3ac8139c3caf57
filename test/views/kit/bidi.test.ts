import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolated } from '../../../views/kit/bidi.ts';
import { header, literal } from '../../../views/kit/blocks.ts';

const MARKS = [...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];

/** The reach of direction marks in a line: rules X1 to X8 of UAX #9, without the limit of depth. */
function reach(line: string): { leftOpen: number; closesOutside: boolean; turnsOutside: boolean } {
  const open: string[] = [];
  let closesOutside = false;
  let turnsOutside = false;
  for (const char of line) {
    if ('\u2066\u2067\u2068'.includes(char)) open.push('isolate');
    else if ('\u202a\u202b\u202d\u202e'.includes(char)) {
      turnsOutside ||= !open.includes('isolate');
      open.push('embedding');
    } else if (char === '\u2069') {
      while (open.length > 0 && open.at(-1) !== 'isolate') {
        if (!open.includes('isolate')) break;
        open.pop();
      }
      if (open.at(-1) === 'isolate') open.pop();
      else closesOutside = true;
    } else if (char === '\u202c') {
      if (open.at(-1) === 'embedding') open.pop();
      else if (!open.includes('isolate')) closesOutside = true;
    }
  }
  return { leftOpen: open.length, closesOutside, turnsOutside };
}

const inert = { leftOpen: 0, closesOutside: false, turnsOutside: false };
const soup = fc.string({ unit: fc.constantFrom(...MARKS, 'a', 'ש', ' ', '\n', '\r'), maxLength: 60 });

describe('direction marks in typed text', () => {
  test('do not affect text around it, on any line', () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const line of isolated(text).split(/\r\n|[\n\r]/)) expect(reach(line)).toEqual(inert);
      }),
      { numRuns: 3000 },
    );
  });

  test('leave the words unchanged', () => {
    const words = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
    fc.assert(
      fc.property(soup, (text) => {
        expect(words(isolated(text))).toBe(words(text));
      }),
    );
  });

  test('isolated text is not isolated again', () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(isolated(isolated(text))).toBe(isolated(text));
      }),
    );
  });

  test('text without marks is unchanged', () => {
    for (const text of ['Jane Doe', 'שלום', 'a\u200eb\u200fc', '👨‍👩‍👧']) expect(isolated(text)).toBe(text);
  });
});

describe('text that is cut', () => {
  test('ends with a mark, within its limit, and never in half a character', () => {
    fc.assert(
      fc.property(
        fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })),
        fc.integer({ min: 1, max: 30 }),
        (text, max) => {
          const shown = literal(text.toWellFormed(), max).text;
          expect(shown.length).toBeLessThanOrEqual(max);
          expect(shown.isWellFormed()).toBe(true);
          // Unmatched marks are left out, so text that is too long as typed may fit.
          const least = Math.min(text.length, isolated(text.toWellFormed()).length);
          if (least > max) expect(shown).toContain('…');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a header of only direction marks keeps its limit', () => {
    expect(header('\u2067'.repeat(150)).text.text.length).toBeLessThanOrEqual(150);
  });
});
