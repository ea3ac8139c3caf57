import { describe, expect, it } from 'vitest';
import { validateMessageBlocks } from '../../src/blocks/validate.ts';
import { blocks, chart, elements, letters, many, mrkdwn, option, plain, richText } from './examples.ts';
import { asInput, inModal, message } from './send.ts';

const section = { type: 'section', text: plain() };

/** The fault, its message, and an invalid block. */
const refusals: [string, string[], string[]][] = [
  [
    'a number for a string',
    message({ type: 'markdown', text: 5 }),
    ['must provide a string [json-pointer:/blocks/0/text]'],
  ],
  [
    'a string for a boolean',
    message({ ...section, expand: 'yes' }),
    ['must provide a boolean [json-pointer:/blocks/0/expand]'],
  ],
  [
    'an object for a list',
    message({ type: 'context', elements: {} }),
    ['must provide an array [json-pointer:/blocks/0/elements]'],
  ],
  [
    'a string for an object',
    message({ type: 'section', text: 'hi' }),
    ['must provide an object [json-pointer:/blocks/0/text]'],
  ],
  [
    'a string for a number',
    message({ type: 'table', rows: [[{ type: 'raw_number', value: '1', text: '1' }]] }),
    ['must provide a number [json-pointer:/blocks/0/rows/0/0/value]'],
  ],
  ['a list for a block', message([]), ['must provide an object [json-pointer:/blocks/0]']],
  ['an unknown block', message({ type: 'text' }), ['unsupported type: text [json-pointer:/blocks/0/type]']],
  [
    'an unknown text',
    message({ type: 'section', text: { type: 'markdown', text: 'a' } }),
    ['unsupported type: markdown [json-pointer:/blocks/0/text/type]'],
  ],
  [
    'mrkdwn in a header',
    message({ type: 'header', text: mrkdwn() }),
    ['must be a valid enum value [json-pointer:/blocks/0/text/type]'],
  ],
  [
    'mrkdwn as a label',
    inModal({ ...blocks.input, label: mrkdwn() }),
    ['must be a valid enum value [json-pointer:/view/blocks/0/label/type]'],
  ],
  [
    'mrkdwn as a hint',
    inModal({ ...blocks.input, hint: mrkdwn() }),
    ['must be a valid enum value [json-pointer:/view/blocks/0/hint/type]'],
  ],
  [
    'emoji in mrkdwn',
    message({ type: 'section', text: { ...mrkdwn(), emoji: true } }),
    ['invalid additional property: emoji [json-pointer:/blocks/0/text]'],
  ],
  [
    'verbatim in plain text',
    message({ type: 'section', text: { ...plain(), verbatim: true } }),
    ['invalid additional property: verbatim [json-pointer:/blocks/0/text]'],
  ],
  [
    'a section of nothing',
    message({ type: 'section' }),
    ['must define either `text` or `fields` [json-pointer:/blocks/0]'],
  ],
  [
    'an image of nothing',
    message({ type: 'image', alt_text: 'a' }),
    ['must define either `image_url` or `slack_file` [json-pointer:/blocks/0]'],
  ],
  [
    'an image of two sources',
    message({ ...blocks.image, image_url: 'https://example.com/a' }),
    ['cannot provide both `image_url` and `slack_file` [json-pointer:/blocks/0]'],
  ],
  [
    'a file by id and URL',
    message({ ...blocks.image, slack_file: { id: 'F1', url: 'https://example.com/a' } }),
    ['cannot provide both `id` and `url` [json-pointer:/blocks/0/slack_file]'],
  ],
  [
    'a card of nothing',
    message({ type: 'card', subtitle: mrkdwn() }),
    ['must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0]'],
  ],
  [
    'a card with two icons',
    message({ ...blocks.card, slack_icon: { type: 'icon', name: 'star' } }),
    ['cannot provide both `icon` and `slack_icon` [json-pointer:/blocks/0]'],
  ],
  [
    'a container without a title',
    message({ type: 'container', child_blocks: [section] }),
    ['must define either `title` or `rich_text_title` [json-pointer:/blocks/0]'],
  ],
  [
    'a container in a container',
    message({ ...blocks.container, child_blocks: [blocks.container] }),
    ['unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]'],
  ],
  [
    'a container collapsed for good',
    message({ ...blocks.container, is_collapsible: false }),
    ['`default_collapsed` requires `is_collapsible` [json-pointer:/blocks/0/default_collapsed]'],
  ],
  [
    'an unknown icon',
    message({ type: 'context_actions', elements: [{ type: 'icon_button', icon: 'bin', text: plain() }] }),
    ['must be a valid enum value [json-pointer:/blocks/0/elements/0/icon]'],
  ],
  [
    'an unknown level',
    inModal({ ...blocks.alert, level: 'fatal' }),
    ['must be a valid enum value [json-pointer:/view/blocks/0/level]'],
  ],
  [
    'a color with other letters',
    message({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'color', value: '#gg0000' }] }],
    }),
    ['must be a hex color [json-pointer:/blocks/0/elements/0/elements/0/value]'],
  ],
  [
    'an unknown status',
    message({ ...blocks.task_card, status: 'done' }),
    ['must be a valid enum value [json-pointer:/blocks/0/status]'],
  ],
  [
    'an unknown alignment',
    message({ ...blocks.table, column_settings: [{ align: 'top' }] }),
    ['must be a valid enum value [json-pointer:/blocks/0/column_settings/0/align]'],
  ],
  [
    'an image by mail',
    message({ type: 'image', alt_text: 'a', image_url: 'mailto:a@example.com' }),
    ['must be a valid URL [json-pointer:/blocks/0/image_url]'],
  ],
  [
    'a video in the clear',
    message({ ...blocks.video, video_url: 'http://example.com' }),
    ['must be a valid HTTPS URL [json-pointer:/blocks/0/video_url]'],
  ],
  [
    'files that dispatch',
    inModal({ type: 'input', label: plain(), dispatch_action: true, element: elements.file_input }),
    ['unsupported type: file_input [json-pointer:/view/blocks/0/element/type]'],
  ],
  [
    'a response URL out of a message',
    message({ type: 'input', label: plain(), element: { type: 'channels_select', response_url_enabled: true } }),
    [
      '`response_url_enabled` is only allowed in an `input` block of a modal [json-pointer:/blocks/0/element/response_url_enabled]',
    ],
  ],
  [
    'a response URL out of an accessory',
    inModal({ ...section, accessory: { type: 'channels_select', response_url_enabled: true } }),
    [
      '`response_url_enabled` is only allowed in an `input` block of a modal [json-pointer:/view/blocks/0/accessory/response_url_enabled]',
    ],
  ],
  [
    'a response URL out of actions',
    inModal({ type: 'actions', elements: [{ type: 'conversations_select', response_url_enabled: true }] }),
    [
      '`response_url_enabled` is only allowed in an `input` block of a modal [json-pointer:/view/blocks/0/elements/0/response_url_enabled]',
    ],
  ],
  [
    'an unknown kind of rich text',
    message({ type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }),
    ['unsupported type: text [json-pointer:/blocks/0/elements/0/type]'],
  ],
  [
    'a list within a list',
    message({ type: 'rich_text', elements: [{ ...richText.elements[1], elements: [richText.elements[1]] }] }),
    ['unsupported type: rich_text_list [json-pointer:/blocks/0/elements/0/elements/0/type]'],
  ],
  [
    'a mention in code',
    message({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
    }),
    ['unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]'],
  ],
  [
    'a deep list',
    message({ type: 'rich_text', elements: [{ ...richText.elements[1], indent: 9 }] }),
    ['must be less than 9 [json-pointer:/blocks/0/elements/0/indent]'],
  ],
  [
    'an empty run of text',
    message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }),
    ['must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]'],
  ],
  [
    'rows of two widths',
    message({
      ...blocks.data_table,
      row_header_column_index: 0,
      rows: [[{ type: 'raw_text', text: 'a' }], many(2, () => ({ type: 'raw_text', text: 'a' }))],
    }),
    ['all rows must have the same number of cells [json-pointer:/blocks/0/rows/1]'],
  ],
  [
    'a rich header',
    message({ ...blocks.data_table, row_header_column_index: 0, rows: [[richText], [richText]] }),
    ['unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]'],
  ],
  [
    'a header column that is not there',
    message({ ...blocks.data_table, row_header_column_index: 2 }),
    ['must be less than 2 [json-pointer:/blocks/0/row_header_column_index]'],
  ],
  [
    'an unknown chart',
    message({ ...chart(), chart: { type: 'radar' } }),
    ['unsupported type: radar [json-pointer:/blocks/0/chart/type]'],
  ],
  [
    'no file at all',
    message({ ...blocks.image, slack_file: {} }),
    ['must define either `id` or `url` [json-pointer:/blocks/0/slack_file]'],
  ],
];

describe('blocks', () => {
  it.each(refusals)('%s is refused', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('all faults of a message are returned together', () => {
    expect(message({ type: 'section', text: plain(letters(3001)), foo: 1 }, { type: 'header' })).toEqual([
      'invalid additional property: foo [json-pointer:/blocks/0]',
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      'missing required field: text [json-pointer:/blocks/1]',
    ]);
  });

  it('undefined fields are not sent and are not faults', () => {
    expect(message({ ...section, block_id: undefined, accessory: undefined })).toEqual([]);
    const chosen = { ...option('b'), description: undefined };
    expect(asInput({ ...elements.static_select, initial_option: chosen })).toEqual([]);
  });

  it('keys with slashes and tildes are escaped in pointers', () => {
    const faults = message({ type: 'workflow_button' }, { type: 'section', text: plain(), 'a/b~c': 1 });
    expect(faults).toContain('invalid additional property: a/b~c [json-pointer:/blocks/1]');
  });

  it('blocks that are not a list are refused, and an empty list is valid', () => {
    for (const wrong of [undefined, null, '[]', {}]) {
      expect(validateMessageBlocks(wrong)).toEqual([{ message: 'must provide an array', pointer: '/blocks' }]);
    }
    expect(validateMessageBlocks([])).toEqual([]);
  });
});
