import { anyText, blockId, imageChecks, imageFields, plainText, secureUrl, webUrl } from './composition.ts';
import { accessories, actionElements, contextElements, inputElements } from './elements.ts';
import { limits } from './limits.ts';
import {
  anyOf,
  boolean,
  byType,
  type Check,
  fault,
  integer,
  into,
  isObject,
  type Json,
  type Kind,
  kind,
  list,
  need,
  type Place,
  string,
} from './rule.ts';

/** The most common layout blocks: docs.slack.dev/reference/block-kit/blocks. */

const takesResponseUrl = (element: unknown): element is Json =>
  isObject(element) && element.response_url_enabled === true;

const noResponseUrl = (element: unknown, at: Place) =>
  takesResponseUrl(element)
    ? fault(into(at, 'response_url_enabled'), '`response_url_enabled` is only allowed in an `input` block of a modal')
    : [];

const section = kind(
  'section',
  {
    block_id: blockId,
    text: anyText(limits.section.text),
    fields: list(anyText(limits.section.field), limits.section.fields),
    accessory: byType(accessories),
    expand: boolean,
  },
  anyOf('text', 'fields'),
  (block, at) => noResponseUrl(block.accessory, into(at, 'accessory')),
);

const divider = kind('divider', { block_id: blockId });

const header = kind('header', {
  block_id: blockId,
  text: need(plainText(limits.header.text)),
  level: integer(limits.header.level),
});

const image = kind(
  'image',
  { block_id: blockId, ...imageFields, title: plainText(limits.image.title) },
  ...imageChecks,
);

const context = kind('context', {
  block_id: blockId,
  elements: need(list(byType(contextElements), limits.context.elements)),
});

const actions = kind(
  'actions',
  { block_id: blockId, elements: need(list(byType(actionElements), limits.actions.elements)) },
  (block, at) =>
    Array.isArray(block.elements)
      ? block.elements.flatMap((element, index) => noResponseUrl(element, into(into(at, 'elements'), index)))
      : [],
);

/** Files are chosen at submission: Slack refuses to dispatch an action for them. */
const dispatchesNoFile: Check = (block, at) =>
  block.dispatch_action === true && isObject(block.element) && block.element.type === 'file_input'
    ? fault(into(into(at, 'element'), 'type'), 'unsupported type: file_input')
    : [];

const input = kind(
  'input',
  {
    block_id: blockId,
    label: need(plainText(limits.input.label)),
    element: need(byType(inputElements)),
    hint: plainText(limits.input.hint),
    optional: boolean,
    dispatch_action: boolean,
  },
  dispatchesNoFile,
  (block, at) => (at.surface === 'modal' ? [] : noResponseUrl(block.element, into(at, 'element'))),
);

const video = kind('video', {
  block_id: blockId,
  alt_text: need(string({ min: 1, max: limits.video.altText })),
  title: need(plainText(limits.video.title)),
  title_url: secureUrl(limits.image.url),
  video_url: need(secureUrl(limits.image.url)),
  thumbnail_url: need(webUrl(limits.image.url)),
  description: plainText(limits.video.description),
  author_name: string({ max: limits.video.authorName }),
  provider_name: string({ max: limits.video.providerName }),
  provider_icon_url: webUrl(limits.image.url),
});

export const markdown = kind('markdown', {
  block_id: blockId,
  text: need(string({ min: 1, max: limits.markdown.text })),
});

/** Slack shows remote files with this block, but no app may send it. Its fields are not checked. */
export const file = kind('file', {});

export const layout: Kind[] = [section, divider, header, image, context, actions, input, video];
