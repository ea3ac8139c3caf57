import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, lineOf, linesOf, type Style } from '../../../src/platform/drawing/text.ts';
import { anyText, hostile } from '../../views/hostile.ts';

const style: Style = { size: 10, weight: 'regular' };
const seen = ({ runs }: Line) => runs.map(({ text }) => text).join('');
const fontsOf = ({ runs }: Line) => runs.map(({ font }) => font.postscriptName);

describe('a line', () => {
  test.each([
    ['Żółw, Ærø, Đặng', ['Inter-Regular']],
    ['Привет, Ђорђе', ['Inter-Regular']],
    ['Ἑλλάς, Ελλάδα', ['Inter-Regular']],
    ['שלום', ['NotoSansHebrew-Regular']],
    ['مرحبا بالعالم', ['NotoSansArabic-Regular']],
    ['漢字 한글 नमस्ते ไทย', ['UnifontMedium']],
    ['🚀 👩🏽‍💻', ['NotoEmoji-Regular']],
  ])('%s has a letter for each character', (text, fonts) => {
    const line = lineOf(text, style);
    expect([...new Set(fontsOf(line))]).toEqual(expect.arrayContaining(fonts));
    for (const { text: own, font } of line.runs) {
      const { glyphs } = font.layout(own);
      expect(glyphs.filter(({ id }) => id === 0).length, `${own} in ${font.postscriptName}`).toBe(0);
    }
  });

  test('of a letter whose mark has no anchor in its font is as wide as the letter', () => {
    const line = lineOf('\u08a4', style);
    expect(fontsOf(line)).toEqual(['NotoSansArabic-Regular']);
    expect(line.width).toBeGreaterThan(1);
  });

  test('from right to left begins on the right, and its numbers and foreign words do not turn', () => {
    const line = lineOf('שלום (Acme) 42', style);
    expect(line.isFromRight).toBe(true);
    // A font turns the letters of a run itself, with the space at its end.
    expect(seen(line)).toBe('42 (Acme)שלום ');
    expect(seen(lineOf('Deal with שלום עולם today', style))).toBe('Deal with שלום עולם today');
    expect(lineOf('Deal with שלום', style).isFromRight).toBe(false);
  });

  test('marks of direction do not reorder it', () => {
    expect(seen(lineOf('abc \u202Egpj.exe', style))).toBe('abc gpj.exe');
  });
});

describe('lines', () => {
  test('are broken between words, also where there are no spaces', () => {
    const words = linesOf('Write the battle card against the new competitor', style, 80, 9).map(seen);
    expect(words.join(' ').replace(/ +/g, ' ').trim()).toBe('Write the battle card against the new competitor');
    expect(words.length).toBeGreaterThan(2);
    expect(linesOf('漢字かな交じり文'.repeat(6), style, 80, 9).length).toBeGreaterThan(2);
    expect(linesOf('x'.repeat(200), style, 80, 99).map(seen).join('')).toBe('x'.repeat(200));
  });

  test('beyond the last one are cut with an ellipsis', () => {
    const cut = linesOf('Write the battle card against the new competitor', style, 80, 2);
    expect(cut).toHaveLength(2);
    expect(cut.map(seen).join('')).toMatch(/^Write .*…$/);
    expect(linesOf('Write', style, 80, 1).map(seen)).toEqual(['Write']);
  });

  test('never exceed their width, whatever is typed', () => {
    fc.assert(
      fc.property(
        anyText(120),
        fc.integer({ min: 40, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, most) => {
          const lines = linesOf(text, style, width, most);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
        },
      ),
      { numRuns: 60, examples: Object.values(hostile).map((text): [string, number, number] => [text, 60, 3]) },
    );
  });
});
