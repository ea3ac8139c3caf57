/** Rules for all content that is sent to Slack, for any typed text. */
import type { HomeView, ModalView } from '@slack/types';
import { expect } from 'vitest';
import { blocksTextLength, validateMessageBlocks, validateView } from '../../sandbox/src/blocks/validate.ts';
import type { Drawing } from '../../src/platform/drawing/drawing.ts';
import { PAGE } from '../../src/platform/drawing/look.ts';
import type { Mark, Page } from '../../src/platform/drawing/marks.ts';
import { pagesOf, sheetOf } from '../../src/platform/drawing/pages.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';

/** Slack answers msg_blocks_too_long near this length. */
const MOST_TEXT = 12_000;
/** Slack answers view_too_large beyond this size. */
const LARGEST_VIEW_BYTES = 250_000;

/** The markup that Baton writes itself. */
const OUR_NOTATION =
  /<(?:[@#][A-Z0-9]+|!date\^\d+\^[^|<>]+\|[^|<>]+|https:\/\/northwind\.slack\.com\/[^|<>\s]+\|(?:original message|earlier lead)|https:\/\/app\.hubspot\.example\/[^|<>\s]+\|HubSpot|https:\/\/api\.slack\.com\/apps\|the app)>/g;

export function expectPostable(message: SlackMessage): void {
  expect(validateMessageBlocks(message.blocks)).toEqual([]);
  expect(blocksTextLength(message.blocks)).toBeLessThan(MOST_TEXT);
  expect(message.text).not.toBe('');
  expectNoMarkup(message.text, 'the text next to the blocks');
  expectTypedTextIsPlain(message.blocks);
}

export function expectOpenable(view: ModalView): void {
  expect(validateView(view, 'views.open')).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(LARGEST_VIEW_BYTES);
  expectTypedTextIsPlain(view.blocks);
}

export function expectPublishable(view: HomeView): void {
  expect(validateView(view, 'views.publish')).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(LARGEST_VIEW_BYTES);
  expectTypedTextIsPlain(view.blocks);
}

/** Fails on markup in mrkdwn other than Baton’s own; characters that begin one must be escaped. */
function expectNoMarkup(text: string, where: string): void {
  const foreign = text.replace(OUR_NOTATION, '').match(/[<>]|&(?!(?:amp|lt|gt);)/)?.[0];
  expect(foreign, `${where}: ${text}`).toBeUndefined();
}

/** A mark in all text that tests type as people; see `MARKED`. */
const MARK = 'ŦỸⱣɆĐ';
export const marked = (text: string, max: number): string =>
  text.length + MARK.length <= max ? `${MARK}${text}` : text;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function expectTypedTextIsPlain(blocks: unknown): void {
  walk(blocks, (parent, key, value) => {
    if (parent.type === 'mrkdwn') expectNoMarkup(value, 'mrkdwn');
    if (!value.includes(MARK)) return;
    const isShownLiterally =
      (parent.type === 'plain_text' && parent.emoji === false) ||
      (parent.type === 'text' && key === 'text') ||
      (parent.type === 'link' && key === 'text') ||
      // Charts and tables: titles, labels and cells are plain strings.
      (parent.type === 'data_visualization' && key === 'title') ||
      (key === 'label' && typeof parent.value === 'number') ||
      (key === 'name' && Array.isArray(parent.data)) ||
      (parent.type === 'raw_text' && key === 'text');
    const isNotShownAsText = ['initial_value', 'value', 'accessibility_label', 'private_metadata'].includes(key);
    expect(isShownLiterally || isNotShownAsText, `${String(parent.type)}.${key}: ${value}`).toBe(true);
  });
}

function walk(value: unknown, look: (parent: Json, key: string, value: string) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, look);
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string') look(value, key, inner);
      else walk(inner, look);
    }
  }
}

/** Direction marks are isolated by invisible marks. */
const withoutMarks = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** Expects that `typed` is readable somewhere, unchanged. */
export function expectShown(content: unknown, typed: string): void {
  const shown: string[] = [];
  walk(content, (_, key, value) => {
    if (key === 'text') shown.push(withoutMarks(value));
  });
  expect(shown.some((text) => text.includes(withoutMarks(typed)))).toBe(true);
}

/** Everything is on paper: within the margins, apart from each other, and not on many pages. */
export function expectDrawable(drawing: Drawing): void {
  const pages = pagesOf(drawing);
  expect(pages.length).toBeLessThanOrEqual(MOST_PAGES);
  for (const page of [...pages, sheetOf(drawing)]) {
    expect(page.marks.filter((mark) => !isWithin(mark, page))).toEqual([]);
    expect(overlaps(page.marks)).toEqual([]);
  }
}

/** Of far too much of everything. */
const MOST_PAGES = 7;
const ROUNDING = 0.01;

export function isWithin(mark: Mark, { width, height }: Page): boolean {
  const right = mark.x + (mark.kind === 'rect' ? mark.width : mark.kind === 'text' ? mark.line.width : 0);
  const bottom = mark.y + (mark.kind === 'rect' ? mark.height : 0);
  const isInside = mark.x >= PAGE.margin - ROUNDING && right <= width - PAGE.margin + ROUNDING;
  return isInside && mark.y >= PAGE.margin && bottom <= height - PAGE.margin / 2;
}

/** Pairs of texts in the same place. */
export function overlaps(marks: readonly Mark[]): string[] {
  const texts = marks.flatMap((mark) => (mark.kind === 'text' && mark.line.width > 0 ? [mark] : []));
  return texts.flatMap((one, at) =>
    texts.slice(at + 1).flatMap((other) => {
      const isBeside = one.x + one.line.width <= other.x + ROUNDING || other.x + other.line.width <= one.x + ROUNDING;
      const isApart = Math.abs(one.y - other.y) >= Math.min(one.style.size, other.style.size) * 0.9;
      return isBeside || isApart ? [] : [`${textOf(one.line)} and ${textOf(other.line)}`];
    }),
  );
}

const textOf = ({ runs }: { runs: { text: string }[] }) => runs.map(({ text }) => text).join('');
