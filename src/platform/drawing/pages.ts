/** A drawing as pages: A4 for paper and projector, or one page as high as its content. */
import type { Drawing, Part } from './drawing.ts';
import { joined, stacked } from './layout.ts';
import { HAIR, INK, MUTED, PAGE, SMALL, SUBTITLE, TITLE } from './look.ts';
import { type Block, heightOf, type Mark, moved, type Page, written } from './marks.ts';
import { linesOf } from './text.ts';

const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.margin - PAGE.foot;

/** Pages of paper, with a foot on each. */
export function pagesOf(drawing: Drawing): Page[] {
  const pages = drawing.pages.flatMap((parts, at) => filled(at === 0 ? [titleBlock(drawing)] : [], parts));
  return pages.map((marks, at) => ({
    width: PAGE.width,
    height: PAGE.height,
    marks: [...marks, ...footOf(drawing, `${at + 1} / ${pages.length}`)],
  }));
}

/** Everything on one page, for a screen. */
export function sheetOf(drawing: Drawing): Page {
  const block = joined([titleBlock(drawing), ...drawing.pages.flatMap((parts) => stacked(parts, WIDTH))]);
  return {
    width: PAGE.width,
    height: Math.ceil(block.height + 2 * PAGE.margin),
    marks: moved(block.marks, PAGE.margin, PAGE.margin),
  };
}

function titleBlock({ title, subtitle }: Drawing): Block {
  const titles = linesOf(title, TITLE, WIDTH, 2);
  const subtitles = linesOf(subtitle, SUBTITLE, WIDTH, 2);
  const top = heightOf(titles, TITLE);
  return {
    height: top + heightOf(subtitles, SUBTITLE) + 18,
    holdsNext: true,
    marks: [
      ...written(titles, TITLE, INK, { x: 0, y: 0, width: WIDTH, align: 'left' }),
      ...written(subtitles, SUBTITLE, MUTED, { x: 0, y: top, width: WIDTH, align: 'left' }),
    ],
  };
}

/** Blocks on as many pages as they need. A part that fits on a page is not broken, and stays with its heading. */
function filled(first: Block[], parts: readonly Part[]): Mark[][] {
  const room = BOTTOM - PAGE.margin;
  const blocks = [first, ...parts.map((part) => fitting(part, room))];
  const pages: Block[][] = [[]];
  let used = 0;
  for (const whole of held(blocks)) {
    const isBroken = joined(whole).height > room;
    for (const group of isBroken ? held(whole.map((block) => [block])) : [whole]) {
      const { height } = joined(group);
      if (used > 0 && used + height > room) {
        pages.push([]);
        used = 0;
      }
      pages.at(-1)?.push(...group);
      used += height;
    }
  }
  return pages.map((page) => moved(joined(page).marks, PAGE.margin, PAGE.margin));
}

/** Each group with the ones that hold on to it. */
function held(groups: readonly Block[][]): Block[][] {
  const all: Block[][] = [];
  let open: Block[] = [];
  for (const group of groups) {
    open.push(...group);
    if (group.at(-1)?.holdsNext) continue;
    all.push(open);
    open = [];
  }
  return open.length > 0 ? [...all, open] : all;
}

/** Columns that are higher than a page stand below each other. */
function fitting(part: Part, room: number): Block[] {
  const blocks = stacked([part, { kind: 'text', text: '' }], WIDTH).slice(0, -1);
  const isTooHigh = part.kind === 'columns' && joined(blocks).height > room;
  return isTooHigh ? part.columns.flatMap((column) => column.flatMap((one) => fitting(one, room))) : blocks;
}

function footOf({ foot }: Drawing, number: string): Mark[] {
  const y = PAGE.height - PAGE.margin;
  const place = { x: PAGE.margin, y: y - 2, width: WIDTH };
  return [
    { kind: 'rect', x: PAGE.margin, y: y - 8, width: WIDTH, height: 0.5, fill: HAIR },
    ...written(linesOf(foot, SMALL, WIDTH - 60, 1), SMALL, MUTED, { ...place, align: 'left' }),
    ...written(linesOf(number, SMALL, 60, 1), SMALL, MUTED, { ...place, align: 'right' }),
  ];
}
