/** Parts as blocks of a given width. */
import type { Bar, Item, Part, Tile } from './drawing.ts';
import {
  BETWEEN_COLUMNS,
  BETWEEN_PARTS,
  BODY,
  FIGURES,
  HAIR,
  HEADING,
  INK,
  MUTED,
  SMALL,
  STRONG,
  TONES,
  TRACK,
} from './look.ts';
import { type Block, heightOf, type Mark, moved, written } from './marks.ts';
import { tableBlocks } from './table.ts';
import { lineOf, linesOf, type Style } from './text.ts';

function blocksOf(part: Part, width: number): Block[] {
  switch (part.kind) {
    case 'heading':
      return [headingBlock(part, width)];
    case 'text':
      return [textBlock(part.text, width)];
    case 'tiles':
      return [tilesBlock(part.tiles, width)];
    case 'bars':
      return part.bars.map((bar) => barBlock(bar, width));
    case 'table':
      return tableBlocks(part, width);
    case 'list':
      return listBlocks(part.items, part.columns ?? 1, width);
    case 'columns':
      return [columnsBlock(part.columns, width)];
  }
}

/** The parts below each other. Blocks of one part are close, parts have space between them. */
export function stacked(parts: readonly Part[], width: number): Block[] {
  return parts.flatMap((part, at) => {
    const next = parts[at + 1];
    const isClose = part.kind === 'heading' || next === undefined;
    const blocks = blocksOf(part, width);
    return blocks.map((block, index) =>
      index === blocks.length - 1 && !isClose ? { ...block, height: block.height + BETWEEN_PARTS } : block,
    );
  });
}

const MARK = { size: 9, gap: 7 };

function headingBlock({ text, note, tone }: Extract<Part, { kind: 'heading' }>, width: number): Block {
  const left = tone ? MARK.size + MARK.gap : 0;
  const lines = linesOf(text, HEADING, width - left, 2);
  const notes = note ? linesOf(note, SMALL, width, 3) : [];
  const top = heightOf(lines, HEADING);
  return {
    height: top + heightOf(notes, SMALL) + 6,
    holdsNext: true,
    marks: [
      ...(tone
        ? [{ kind: 'rect' as const, x: 0, y: 5, width: MARK.size, height: MARK.size, fill: TONES[tone], radius: 2 }]
        : []),
      ...written(lines, HEADING, INK, { x: left, y: 0, width: width - left }),
      ...written(notes, SMALL, MUTED, { x: 0, y: top, width }),
    ],
  };
}

function textBlock(text: string, width: number): Block {
  const lines = linesOf(text, BODY, width, 12);
  return { height: heightOf(lines, BODY) + 2, marks: written(lines, BODY, MUTED, { x: 0, y: 0, width }) };
}

function tilesBlock(tiles: Tile[], width: number): Block {
  const gap = 18;
  const each = (width - gap * (tiles.length - 1)) / Math.max(1, tiles.length);
  const smallest = FIGURES.at(-1) as Style;
  const style = FIGURES.find((one) => tiles.every(({ value }) => lineOf(value, one).width <= each)) ?? smallest;
  const drawn = tiles.map((tile) => tileBlock(tile, style, each));
  return {
    height: Math.max(0, ...drawn.map(({ height }) => height)) + 4,
    marks: drawn.flatMap(({ marks }, at) => moved(marks, at * (each + gap), 0)),
  };
}

function tileBlock({ label, value, note, goals = [] }: Tile, style: Style, width: number): Block {
  const labels = linesOf(label, SMALL, width, 1);
  const values = linesOf(value, style, width, 1);
  const notes = note ? linesOf(note, SMALL, width, 2) : [];
  const marks: Mark[] = [{ kind: 'rect', x: 0, y: 0, width, height: 1.5, fill: INK }];
  let y = 8;
  marks.push(...written(labels, SMALL, MUTED, { x: 0, y, width, align: 'left' }));
  y += heightOf(labels, SMALL);
  marks.push(...written(values, style, INK, { x: 0, y, width, align: 'left' }));
  y += heightOf(values, style);
  marks.push(...written(notes, SMALL, MUTED, { x: 0, y, width, align: 'left' }));
  y += heightOf(notes, SMALL);
  for (const { share, words } of goals) {
    const lines = linesOf(words, SMALL, width, 2);
    marks.push(...barMarks(share, INK, { x: 0, y: y + 4, width, height: 4 }));
    marks.push(...written(lines, SMALL, MUTED, { x: 0, y: y + 10, width, align: 'left' }));
    y += 10 + heightOf(lines, SMALL);
  }
  return { height: y, marks };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function barMarks(share: number, fill: string, box: Box): Mark[] {
  const kept = Math.min(1, Math.max(0, share));
  const radius = Math.min(2, box.height / 2);
  const track: Mark = { kind: 'rect', ...box, fill: TRACK, radius };
  return kept === 0 ? [track] : [track, { kind: 'rect', ...box, width: Math.max(2, box.width * kept), fill, radius }];
}

/** Label and value in a line, the bar below, and a note under it. */
function barBlock({ label, value, note, share, tone }: Bar, width: number): Block {
  const values = linesOf(value, STRONG, width * 0.55, 1);
  const valueWidth = values[0]?.width ?? 0;
  const room = width - valueWidth - 10;
  const labels = linesOf(label, BODY, room, 1);
  const notes = note ? linesOf(note, SMALL, width, 2) : [];
  const marks = [
    ...written(labels, BODY, INK, { x: 0, y: 0, width: room }),
    ...written(values, STRONG, INK, { x: 0, y: 0, width, align: 'right' as const }),
  ];
  let y = heightOf(labels, BODY) + 1;
  if (share !== undefined) {
    marks.push(...barMarks(share, TONES[tone], { x: 0, y, width, height: 10 }));
    y += 12;
  }
  marks.push(...written(notes, SMALL, MUTED, { x: 0, y, width }));
  return { height: y + heightOf(notes, SMALL) + (share === undefined ? 4 : 8), marks };
}

const RING = 'M -3.5 0 A 3.5 3.5 0 1 0 3.5 0 A 3.5 3.5 0 1 0 -3.5 0 Z';
const CHECK = 'M -2 0.1 L -0.6 1.5 L 2.1 -1.4';
const SLASH = 'M -2.5 2.5 L 2.5 -2.5';
const DOT = 'M -1.6 0 A 1.6 1.6 0 1 0 1.6 0 A 1.6 1.6 0 1 0 -1.6 0 Z';

function signOf(mark: Item['mark'], x: number, y: number): Mark[] {
  const ring: Mark = { kind: 'path', x, y, path: RING, stroke: INK };
  switch (mark) {
    case 'dot':
      return [{ kind: 'path', x, y, path: DOT, fill: MUTED }];
    case 'open':
      return [ring];
    case 'done':
      return [
        { kind: 'path', x, y, path: RING, fill: INK },
        { kind: 'path', x, y, path: CHECK, stroke: '#ffffff' },
      ];
    case 'dropped':
      return [ring, { kind: 'path', x, y, path: SLASH, stroke: INK }];
  }
}

function listBlocks(items: Item[], columns: number, width: number): Block[] {
  const each = (width - BETWEEN_COLUMNS * (columns - 1)) / columns;
  const rows = Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns).map((item) => itemBlock(item, each)),
  );
  return rows.map((row) => ({
    height: Math.max(...row.map(({ height }) => height)),
    marks: row.flatMap(({ marks }, at) => moved(marks, at * (each + BETWEEN_COLUMNS), 0)),
  }));
}

function itemBlock({ text, note, mark }: Item, width: number): Block {
  const left = 16;
  const room = width - left;
  const lines = linesOf(text, BODY, room, 2);
  const notes = note ? linesOf(note, SMALL, room, 1) : [];
  const top = heightOf(lines, BODY);
  return {
    height: top + heightOf(notes, SMALL) + 5,
    marks: [
      ...signOf(mark, 4.5, 7.6),
      ...written(lines, BODY, INK, { x: left, y: 0, width: room }),
      ...written(notes, SMALL, MUTED, { x: left, y: top, width: room }),
    ],
  };
}

function columnsBlock(columns: Part[][], width: number): Block {
  const each = (width - BETWEEN_COLUMNS * (columns.length - 1)) / Math.max(1, columns.length);
  const drawn = columns.map((parts) => joined(stacked(parts, each)));
  const height = Math.max(0, ...drawn.map((column) => column.height));
  const rules = columns.slice(1).map((_, at): Mark => {
    const x = (at + 1) * (each + BETWEEN_COLUMNS) - BETWEEN_COLUMNS / 2;
    return { kind: 'rect', x, y: 2, width: 0.5, height: Math.max(0, height - 4), fill: HAIR };
  });
  return {
    height,
    marks: [...rules, ...drawn.flatMap(({ marks }, at) => moved(marks, at * (each + BETWEEN_COLUMNS), 0))],
  };
}

/** Several blocks as one. */
export function joined(blocks: readonly Block[]): Block {
  let height = 0;
  const marks = blocks.flatMap((block) => {
    const placed = moved(block.marks, 0, height);
    height += block.height;
    return placed;
  });
  return { height, marks };
}
