/** The marks of a page, in points from its upper left corner. */
import { LINE_HEIGHT } from './look.ts';
import type { Line, Style } from './text.ts';

export type Mark =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; radius?: number }
  /** An SVG path around its own origin. */
  | { kind: 'path'; x: number; y: number; path: string; fill?: string; stroke?: string }
  /** `y` is the baseline. */
  | { kind: 'text'; x: number; y: number; line: Line; style: Style; colour: string };

export interface Page {
  width: number;
  height: number;
  marks: Mark[];
}

/** A piece that stays whole, with its marks from its own corner. */
export interface Block {
  height: number;
  marks: Mark[];
  /** It is not the last thing on a page. */
  holdsNext?: boolean;
}

export const moved = (marks: readonly Mark[], dx: number, dy: number): Mark[] =>
  marks.map((mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy }));

export const heightOf = (lines: readonly unknown[], { size }: Style): number => lines.length * size * LINE_HEIGHT;

interface Place {
  x: number;
  y: number;
  width: number;
  align?: 'left' | 'right';
}

/** Lines below each other; text that runs from right to left stands on the right. */
export const written = (lines: readonly Line[], style: Style, colour: string, place: Place): Mark[] =>
  lines.map((line, at) => {
    const isRight = place.align === 'right' || (place.align === undefined && line.isFromRight);
    return {
      kind: 'text',
      x: isRight ? place.x + place.width - line.width : place.x,
      y: place.y + at * style.size * LINE_HEIGHT + style.size,
      line,
      style,
      colour,
    };
  });
