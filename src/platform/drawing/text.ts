/** Text in lines that fit a width, each in runs of one font and one direction. */
import type { Font } from 'fontkit';
import { inVisualOrder, levelsOf, shaped } from './bidi.ts';
import type { Weight } from './files.ts';
import { fontFor, widthOf } from './fonts.ts';

/** Text in one font, as the font is given it. */
interface Run {
  text: string;
  font: Font;
  width: number;
  level: number;
}

/** From left to right. */
export interface Line {
  runs: Run[];
  width: number;
  /** Its text begins on the right. */
  isFromRight: boolean;
}

export interface Style {
  size: number;
  weight: Weight;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Marks of direction that reach beyond their line would reorder others; controls and line ends are spaces. */
const tidy = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

/** A line, however long. */
export function lineOf(typed: string, style: Style): Line {
  const text = tidy(typed);
  const { levels, base } = levelsOf(text);
  const runs: { text: string; font: Font; level: number }[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const level = levels[index] ?? 0;
    const font = fontFor(segment, style.weight, last?.font);
    if (last?.font === font && last.level === level) last.text += segment;
    else runs.push({ text: segment, font, level });
  }
  const measured = inVisualOrder(runs).map(({ text: own, font, level }): Run => {
    const given = shaped(own, level);
    return { text: given, font, level, width: widthOf(given, font, style.size) };
  });
  return { runs: measured, width: measured.reduce((sum, { width }) => sum + width, 0), isFromRight: base % 2 === 1 };
}

/** Lines of at most `width`. Text beyond `most` lines is cut, and ends with an ellipsis. */
export function linesOf(typed: string, style: Style, width: number, most: number): Line[] {
  const pieces = piecesOf(startOf(tidy(typed), style, most * width), style, width);
  const lines: Line[] = [];
  for (let at = 0; at < pieces.length; ) {
    if (lines.length === most - 1) return [...lines, lastLine(textOf(pieces.slice(at)), style, width)];
    const [line, count] = fullLine(pieces, at, { style, width });
    lines.push(line);
    at += count;
  }
  return lines.length > 0 ? lines : [lineOf('', style)];
}

/** No font has letters that are narrower on average, of their size. */
const NARROWEST = 0.1;

/** At least as much as fits: a long text is not measured to its end. */
const startOf = (text: string, { size }: Style, width: number): string =>
  text.slice(0, Math.ceil(width / (size * NARROWEST))).toWellFormed();

interface Piece {
  text: string;
  /** Without the space at its end. */
  width: number;
}

/** The width of a space, of the size of its letters. */
const SPACE = 0.28;

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');

/** As many pieces as fit, and their number. Their widths add up nearly: some letters move closer to each other. */
function fullLine(
  pieces: readonly Piece[],
  from: number,
  { style, width }: { style: Style; width: number },
): [Line, number] {
  let to = from;
  for (let used = 0; to < pieces.length; to++) {
    const piece = pieces[to];
    if (!piece || (to > from && used + piece.width > width)) break;
    used += piece.width + (piece.text.endsWith(' ') ? SPACE * style.size : 0);
  }
  for (;;) {
    const line = lineOf(textOf(pieces.slice(from, to)), style);
    if (line.width <= width || to - from === 1) return [line, to - from];
    to -= 1;
  }
}

const fits = (text: string, style: Style, width: number) => lineOf(text, style).width <= width;

/** Words with the signs that follow them; a word that is too long for a line comes in parts. */
function piecesOf(text: string, style: Style, width: number): Piece[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = pieces.at(-1);
    const isGlued = !isWordLike && segment !== ' ' && last !== undefined && !last.endsWith(' ');
    if (isGlued) pieces[pieces.length - 1] += segment;
    else if (segment === ' ' && last !== undefined) pieces[pieces.length - 1] += ' ';
    else pieces.push(segment);
  }
  const measured = (piece: string): Piece => ({ text: piece, width: lineOf(piece, style).width });
  return pieces
    .map(measured)
    .flatMap((piece) => (piece.width <= width ? [piece] : partsOf(piece.text, style, width).map(measured)));
}

function partsOf(word: string, style: Style, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && !fits(part + segment, style, width)) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}

/** The whole text, or as much of it as fits with an ellipsis after it. */
function lastLine(text: string, style: Style, width: number): Line {
  const start = startOf(text, style, width);
  if (start === text && fits(text, style, width)) return lineOf(text, style);
  const letters = [...graphemes.segment(start)].map(({ segment }) => segment);
  const cutAfter = (count: number) => `${letters.slice(0, count).join('').trimEnd()}…`;
  let [kept, tooMany] = [0, letters.length + 1];
  while (tooMany - kept > 1) {
    const middle = (kept + tooMany) >> 1;
    if (fits(cutAfter(middle), style, width)) kept = middle;
    else tooMany = middle;
  }
  return lineOf(cutAfter(kept), style);
}
