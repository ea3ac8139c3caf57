import type { Cell, Part } from './drawing.ts';
import { BODY, HAIR, INK, MUTED, PAPER, SHADE, SMALL, STRONG } from './look.ts';
import { type Block, heightOf, type Mark, written } from './marks.ts';
import { linesOf } from './text.ts';

const PADDING = 5;
/** Of the width, for the names in the first column. */
const FIRST = 0.28;

/** The first column has names, the others have numbers. */
export function tableBlocks({ head, rows }: Extract<Part, { kind: 'table' }>, width: number): Block[] {
  const others = Math.max(1, head.length - 1);
  const first = width * Math.max(FIRST, 1 / head.length);
  const each = (width - first) / others;
  const columns = head.map((_, at) => ({
    x: at === 0 ? 0 : first + (at - 1) * each,
    width: at === 0 ? first : each,
  }));
  return [headBlock(head, columns, width), ...rows.map((row) => rowBlock(row, columns, width))];
}

type Column = { x: number; width: number };

function headBlock(head: string[], columns: Column[], width: number): Block {
  const cells = head.map((text, at) => linesOf(text, SMALL, (columns[at]?.width ?? 0) - 2 * PADDING, 2));
  const height = Math.max(0, ...cells.map((lines) => heightOf(lines, SMALL))) + 5;
  const marks = cells.flatMap((lines, at) => inCell(lines, SMALL, MUTED, columns[at], at, 0));
  return { height, holdsNext: true, marks: [...marks, rule(height - 1, width, INK)] };
}

const rule = (y: number, width: number, fill: string): Mark => ({
  ...{ kind: 'rect', x: 0, y, width, fill },
  height: fill === INK ? 0.75 : 0.5,
});

const TOP = 2.5;

function rowBlock(row: Cell[], columns: Column[], width: number): Block {
  const cells = row.map(({ text }, at) =>
    linesOf(text, at === 0 ? STRONG : BODY, (columns[at]?.width ?? 0) - 2 * PADDING, 1),
  );
  const height = Math.max(0, ...cells.map((lines) => heightOf(lines, BODY))) + 2 * TOP;
  const marks = cells.flatMap((lines, at): Mark[] => {
    const column = columns[at];
    const shade = row[at]?.shade;
    const style = at === 0 ? STRONG : BODY;
    return [
      ...(column && shade !== undefined ? [ground(shade, column, height)] : []),
      ...inCell(lines, style, shade !== undefined && shade > DARK ? PAPER : INK, column, at, TOP),
    ];
  });
  return { height, marks: [...marks, rule(height - 0.5, width, HAIR)] };
}

/** From here on, its text is white. */
const DARK = 0.55;

const ground = (shade: number, { x, width }: Column, height: number): Mark => ({
  ...{ kind: 'rect', x: x + 1, y: 1, width: width - 2, height: height - 2.5, radius: 2 },
  fill: mixed(SHADE, Math.min(1, Math.max(0, shade)) * 0.92 + 0.04),
});

/** A colour on white paper. */
function mixed(colour: string, strength: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `#${parts
    .map((one) =>
      Math.round(255 - (255 - one) * strength)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function inCell(
  lines: Parameters<typeof written>[0],
  style: typeof BODY,
  colour: string,
  column: Column | undefined,
  at: number,
  y: number,
): Mark[] {
  if (!column) return [];
  const place = { x: column.x + (at === 0 ? 0 : PADDING), y, width: column.width - (at === 0 ? PADDING : 2 * PADDING) };
  return written(lines, style, colour, at === 0 ? place : { ...place, align: 'right' });
}
