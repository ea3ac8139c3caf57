/** What holds for everything that leaves for Slack, whatever people typed. */
import type { HomeView, ModalView } from '@slack/types';
import { expect } from 'vitest';
import { blocksTextLength, validateMessageBlocks, validateView } from '../../sandbox/src/blocks/validate.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';

/** Slack answers msg_blocks_too_long near here. */
const MOST_TEXT = 12_000;
/** Slack answers view_too_large beyond it. */
const LARGEST_VIEW_BYTES = 250_000;

/** The notation that Baton writes itself. */
const OUR_NOTATION =
  /<(?:[@#][A-Z0-9]+|!date\^\d+\^[^|<>]+\|[^|<>]+|https:\/\/northwind\.slack\.com\/[^|<>\s]+\|original message|https:\/\/api\.slack\.com\/apps\|the app)>/g;

export function expectPostable(message: SlackMessage): void {
  expect(validateMessageBlocks(message.blocks)).toEqual([]);
  expect(blocksTextLength(message.blocks)).toBeLessThan(MOST_TEXT);
  expect(message.text).not.toBe('');
  expectNoMarkup(message.text, 'the text beside the blocks');
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

/** Nothing in mrkdwn but our own notation; characters that begin one are escaped. */
function expectNoMarkup(text: string, where: string): void {
  const foreign = text.replace(OUR_NOTATION, '').match(/[<>]|&(?!(?:amp|lt|gt);)/)?.[0];
  expect(foreign, `${where}: ${text}`).toBeUndefined();
}

/** Words that only people type stand in what every test types; see `MARKED`. */
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

/** Direction marks are shut in by others of their kind, which nobody sees. */
const withoutMarks = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** Whether `typed` can be read somewhere, as it was typed. */
export function expectShown(content: unknown, typed: string): void {
  const shown: string[] = [];
  walk(content, (_, key, value) => {
    if (key === 'text') shown.push(withoutMarks(value));
  });
  expect(shown.some((text) => text.includes(withoutMarks(typed)))).toBe(true);
}
