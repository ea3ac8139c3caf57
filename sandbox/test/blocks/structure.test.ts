import { describe, expect, it } from 'vitest';
import { blocksTextLength, faultText, validateMessageBlocks, validateView } from '../../src/blocks/validate.ts';
import { blocks, chart, elements, letters, many, modal, mrkdwn, option, plain, richText } from './examples.ts';

const message = (...sent: unknown[]) => validateMessageBlocks(sent).map(faultText);
const inModal = (...sent: unknown[]) => validateView({ ...modal, blocks: sent }, 'views.update').map(faultText);
const asInput = (element: unknown) =>
  inModal({ type: 'input', label: plain(), element }).map((text) => text.replace('/view/blocks/0/element', '~'));
const asAction = (element: unknown) =>
  message({ type: 'actions', elements: [element] }).map((text) => text.replace('/blocks/0/elements/0', '~'));

const section = { type: 'section', text: plain() };

describe('fields that Slack wants', () => {
  /** Every other field of the examples may be left out. */
  const required: Partial<Record<keyof typeof blocks | keyof typeof elements, string[]>> = {
    header: ['text'],
    image: ['alt_text'],
    context: ['elements'],
    actions: ['elements'],
    input: ['element', 'label'],
    rich_text: ['elements'],
    video: ['alt_text', 'thumbnail_url', 'title', 'video_url'],
    markdown: ['text'],
    table: ['rows'],
    data_table: ['caption', 'rows'],
    data_visualization: ['chart', 'title'],
    carousel: ['elements'],
    container: ['child_blocks'],
    plan: ['title'],
    task_card: ['status', 'task_id', 'title'],
    context_actions: ['elements'],
    button: ['text'],
    workflow_button: ['text', 'workflow'],
    overflow: ['options'],
    checkboxes: ['options'],
    radio_buttons: ['options'],
    number_input: ['is_decimal_allowed'],
  };
  const { file: _file, alert: _alert, ...sendable } = blocks;
  const { image: _image, feedback_buttons: _feedback, icon_button: _icon, ...holdable } = elements;
  const modalOnly = new Set(['input', 'email', 'url', 'plain', 'number', 'file', 'rich'].map((word) => word));

  const left = (whole: object, check: (part: object) => string[]) =>
    Object.keys(whole)
      .filter((key) =>
        check(Object.fromEntries(Object.entries(whole).filter(([other]) => other !== key))).some((text) =>
          text.startsWith(`missing required field: ${key} `),
        ),
      )
      .filter((key) => key !== 'type')
      .sort();

  it.each(Object.entries(sendable))('%s', (type, block) => {
    expect(left(block, (part) => message(part))).toEqual(required[type as keyof typeof blocks] ?? []);
  });

  it.each(Object.entries(holdable))('%s', (type, element) => {
    const check = modalOnly.has(type.split('_')[0] ?? '') ? asInput : asAction;
    expect(left(element, check)).toEqual(required[type as keyof typeof elements] ?? []);
  });

  it('every object that comes in kinds has a type', () => {
    expect(message({ text: plain() })).toEqual(['missing required field: type [json-pointer:/blocks/0]']);
    expect(message({ ...section, accessory: { text: plain() } })).toEqual([
      'missing required field: type [json-pointer:/blocks/0/accessory]',
    ]);
    expect(message({ type: 'section', text: { text: 'a' } })).toEqual([
      'missing required field: type [json-pointer:/blocks/0/text]',
    ]);
  });

  it('an alert has a text, feedback two buttons, an icon a name', () => {
    expect(inModal({ type: 'alert' })).toEqual(['missing required field: text [json-pointer:/view/blocks/0]']);
    expect(
      message({ type: 'context_actions', elements: [{ type: 'feedback_buttons' }, { type: 'icon_button' }] }),
    ).toEqual([
      'missing required field: positive_button [json-pointer:/blocks/0/elements/0]',
      'missing required field: negative_button [json-pointer:/blocks/0/elements/0]',
      'missing required field: icon [json-pointer:/blocks/0/elements/1]',
      'missing required field: text [json-pointer:/blocks/0/elements/1]',
    ]);
  });

  it('a confirmation has all its texts', () => {
    expect(asAction({ ...elements.button, confirm: {} })).toEqual([
      'missing required field: title [json-pointer:~/confirm]',
      'missing required field: text [json-pointer:~/confirm]',
      'missing required field: confirm [json-pointer:~/confirm]',
      'missing required field: deny [json-pointer:~/confirm]',
    ]);
  });

  it('an option has a text and a value', () => {
    expect(asInput({ type: 'static_select', options: [{}] })).toEqual([
      'missing required field: text [json-pointer:~/options/0]',
      'missing required field: value [json-pointer:~/options/0]',
    ]);
  });
});

const refusals: [string, string[], string[]][] = [
  [
    'null for an object',
    asInput({ ...elements.static_select, initial_option: null }),
    ['must provide an object [json-pointer:~/initial_option]'],
  ],
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
    'a fraction for a count',
    asInput({ type: 'file_input', max_files: 1.5 }),
    ['must provide an integer [json-pointer:~/max_files]'],
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
    'mrkdwn on a button',
    asAction({ type: 'button', text: mrkdwn() }),
    ['must be a valid enum value [json-pointer:~/text/type]'],
  ],
  [
    'mrkdwn in a placeholder',
    asInput({ type: 'users_select', placeholder: mrkdwn() }),
    ['must be a valid enum value [json-pointer:~/placeholder/type]'],
  ],
  [
    'mrkdwn in a menu',
    asInput({ type: 'static_select', options: [{ text: mrkdwn(), value: 'a' }] }),
    ['must be a valid enum value [json-pointer:~/options/0/text/type]'],
  ],
  [
    'mrkdwn in an overflow',
    asAction({ type: 'overflow', options: [{ text: mrkdwn(), value: 'a' }] }),
    ['must be a valid enum value [json-pointer:~/options/0/text/type]'],
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
    'a link in a menu',
    asInput({ type: 'static_select', options: [{ ...option('a'), url: 'https://example.com' }] }),
    ['invalid additional property: url [json-pointer:~/options/0]'],
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
    'a menu of nothing',
    asInput({ type: 'static_select' }),
    ['must define either `options` or `option_groups` [json-pointer:~]'],
  ],
  [
    'a menu of options and groups',
    asInput({
      type: 'static_select',
      options: [option('a')],
      option_groups: [{ label: plain(), options: [option('b')] }],
    }),
    ['cannot provide both `options` and `option_groups` [json-pointer:~]'],
  ],
  [
    'an empty filter',
    asInput({ type: 'conversations_select', filter: {} }),
    [
      'must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users` [json-pointer:~/filter]',
    ],
  ],
  [
    'a filter that lets nothing in',
    asInput({ type: 'conversations_select', filter: { include: [] } }),
    ['must provide at least 1 items [json-pointer:~/filter/include]'],
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
    'a style of its own',
    asAction({ ...elements.button, style: 'default' }),
    ['must be a valid enum value [json-pointer:~/style]'],
  ],
  [
    'an unknown trigger',
    asInput({ type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['blur'] } }),
    ['must be a valid enum value [json-pointer:~/dispatch_action_config/trigger_actions_on/0]'],
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
    'a day that does not exist',
    asInput({ type: 'datepicker', initial_date: '2027-02-29' }),
    ['must be a date formatted as YYYY-MM-DD [json-pointer:~/initial_date]'],
  ],
  [
    'a day written otherwise',
    asInput({ type: 'datepicker', initial_date: '1.2.2027' }),
    ['must be a date formatted as YYYY-MM-DD [json-pointer:~/initial_date]'],
  ],
  [
    'an hour that does not exist',
    asInput({ type: 'timepicker', initial_time: '24:00' }),
    ['must be a time formatted as HH:mm [json-pointer:~/initial_time]'],
  ],
  [
    'an hour of one digit',
    asInput({ type: 'timepicker', initial_time: '9:00' }),
    ['must be a time formatted as HH:mm [json-pointer:~/initial_time]'],
  ],
  [
    'an unknown timezone',
    asInput({ type: 'timepicker', timezone: 'Mars/Base' }),
    ['must be a valid IANA timezone [json-pointer:~/timezone]'],
  ],
  [
    'milliseconds',
    asInput({ type: 'datetimepicker', initial_date_time: 1_628_633_820_000 }),
    ['must be less than 10000000000 [json-pointer:~/initial_date_time]'],
  ],
  [
    'a number that is none',
    asInput({ type: 'number_input', is_decimal_allowed: true, initial_value: 'ten' }),
    ['must be a number, as a string [json-pointer:~/initial_value]'],
  ],
  [
    'a bound that is a number',
    asInput({ type: 'number_input', is_decimal_allowed: true, min_value: 1 }),
    ['must provide a string [json-pointer:~/min_value]'],
  ],
  [
    'bounds the wrong way round',
    asInput({ type: 'number_input', is_decimal_allowed: true, min_value: '10', max_value: '9' }),
    ['must not be greater than `max_value` [json-pointer:~/min_value]'],
  ],
  [
    'a value above its bound',
    asInput({ type: 'number_input', is_decimal_allowed: true, initial_value: '11', max_value: '9' }),
    ['must not be greater than `max_value` [json-pointer:~/initial_value]'],
  ],
  [
    'a value below its bound',
    asInput({ type: 'number_input', is_decimal_allowed: true, initial_value: '1', min_value: '9' }),
    ['must not be greater than `initial_value` [json-pointer:~/min_value]'],
  ],
  [
    'a fraction where none is allowed',
    asInput({ type: 'number_input', is_decimal_allowed: false, max_value: '9.5' }),
    ['must be a whole number [json-pointer:~/max_value]'],
  ],
  [
    'lengths the wrong way round',
    asInput({ type: 'plain_text_input', min_length: 5, max_length: 4 }),
    ['must not be greater than `max_length` [json-pointer:~/min_length]'],
  ],
  [
    'a text longer than may be written',
    asInput({ type: 'plain_text_input', initial_value: 'hello', max_length: 4 }),
    ['must be less than 5 characters [json-pointer:~/initial_value]'],
  ],
  [
    'lines the wrong way round',
    asInput({ type: 'rich_text_input', min_lines: 9, max_lines: 8 }),
    ['must not be greater than `max_lines` [json-pointer:~/min_lines]'],
  ],
  [
    'text for rich text',
    asInput({ type: 'rich_text_input', initial_value: 'hi' }),
    ['must provide an object [json-pointer:~/initial_value]'],
  ],

  [
    'a link that is none',
    asAction({ ...elements.button, url: 'example' }),
    ['must be a valid URL [json-pointer:~/url]'],
  ],
  [
    'a script for a link',
    asAction({ ...elements.button, url: 'javascript:alert(1)' }),
    ['must be a valid URL [json-pointer:~/url]'],
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
    'a choice that is not offered',
    asInput({ ...elements.static_select, initial_option: option('c') }),
    ['must be one of the provided options [json-pointer:~/initial_option]'],
  ],
  [
    'a choice with another text',
    asInput({ ...elements.static_select, initial_option: { text: plain('A'), value: 'a' } }),
    ['must be one of the provided options [json-pointer:~/initial_option]'],
  ],
  [
    'one of two choices that is not offered',
    asInput({ ...elements.checkboxes, initial_options: [option('b'), option('c')] }),
    ['must be one of the provided options [json-pointer:~/initial_options/1]'],
  ],
  [
    'a choice that no group offers',
    asInput({ ...elements.multi_static_select, initial_options: [option('c')] }),
    ['must be one of the provided options [json-pointer:~/initial_options/0]'],
  ],
  [
    'a radio button that is not there',
    asInput({ ...elements.radio_buttons, initial_option: option('c') }),
    ['must be one of the provided options [json-pointer:~/initial_option]'],
  ],
  [
    'the same value twice',
    asInput({ type: 'static_select', options: [option('a'), option('a')] }),
    ['`value` "a" already exists [json-pointer:~/options/1/value]'],
  ],
  [
    'the same box twice',
    asInput({ type: 'checkboxes', options: [option('a'), option('a')] }),
    ['`value` "a" already exists [json-pointer:~/options/1/value]'],
  ],
  [
    'the same value in two groups',
    asInput({ type: 'static_select', option_groups: many(2, () => ({ label: plain(), options: [option('a')] })) }),
    ['`value` "a" already exists [json-pointer:~/option_groups/1/options/0/value]'],
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
];

describe('structure', () => {
  it.each(refusals)('%s is refused', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('all faults of a message come at once', () => {
    expect(message({ type: 'section', text: plain(letters(3001)), foo: 1 }, { type: 'header' })).toEqual([
      'invalid additional property: foo [json-pointer:/blocks/0]',
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      'missing required field: text [json-pointer:/blocks/1]',
    ]);
  });

  it('fields that are undefined are not sent, so that they are no fault', () => {
    expect(message({ ...section, block_id: undefined, accessory: undefined })).toEqual([]);
    const chosen = { ...option('b'), description: undefined };
    expect(asInput({ ...elements.static_select, initial_option: chosen })).toEqual([]);
  });

  it('keys with slashes and tildes are escaped in pointers', () => {
    const faults = message({ type: 'workflow_button' }, { type: 'section', text: plain(), 'a/b~c': 1 });
    expect(faults).toContain('invalid additional property: a/b~c [json-pointer:/blocks/1]');
  });

  it('blocks that are no list are refused, and an empty list is right', () => {
    for (const wrong of [undefined, null, '[]', {}]) {
      expect(validateMessageBlocks(wrong)).toEqual([{ message: 'must provide an array', pointer: '/blocks' }]);
    }
    expect(validateMessageBlocks([])).toEqual([]);
  });

  it('mail, telephone and Slack itself may be linked to', () => {
    for (const url of ['mailto:a@example.com', 'tel:+4930123456', 'slack://open', 'http://localhost:3000/a']) {
      expect(asAction({ ...elements.button, url })).toEqual([]);
    }
  });
});

describe('charts', () => {
  const data = (...labels: string[]) => labels.map((label) => ({ label, value: 1 }));
  const of = (series: unknown[], ...categories: string[]) =>
    message({
      type: 'data_visualization',
      title: 'a',
      chart: { type: 'line', series, axis_config: { categories } },
    }).map((text) => text.replace('/blocks/0/chart/series', '~'));

  it('a series has a point for each category and no other', () => {
    expect(of([{ name: 'a', data: data('A', 'B') }], 'B', 'A')).toEqual([]);
    expect(of([{ name: 'a', data: data('A', 'C') }], 'A', 'B')).toEqual([
      '"C" is not one of `categories` [json-pointer:~/0/data/1/label]',
      'missing category: B [json-pointer:~/0/data]',
    ]);
  });

  it('names of series and labels of points differ', () => {
    expect(
      of(
        [
          { name: 'a', data: data('A') },
          { name: 'a', data: data('A') },
        ],
        'A',
      ),
    ).toEqual(['`name` "a" already exists [json-pointer:~/1/name]']);
    expect(of([{ name: 'a', data: data('A', 'A') }], 'A')).toEqual([
      '`label` "A" already exists [json-pointer:~/0/data/1/label]',
    ]);
  });
});

describe('blocks together', () => {
  const button = (action_id: string) => ({ type: 'button', text: plain(), action_id });
  const actions = (...ids: string[]) => ({ type: 'actions', elements: ids.map(button) });

  it('a block_id stands once in a message, containers included', () => {
    expect(message({ ...section, block_id: 'a' }, { ...section, block_id: 'b' })).toEqual([]);
    expect(message({ ...section, block_id: 'a' }, { ...section, block_id: 'a' })).toEqual([
      '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
    ]);
    const inner = { type: 'container', title: plain(), child_blocks: [{ ...section, block_id: 'a' }] };
    expect(message({ ...section, block_id: 'a' }, inner)).toEqual([
      '`block_id` "a" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ]);
  });

  it('a block_id stands once in a view', () => {
    expect(inModal({ ...section, block_id: 'a' }, { ...section, block_id: 'a' })).toEqual([
      '`block_id` "a" already exists [json-pointer:/view/blocks/1/block_id]',
    ]);
  });

  it('an action_id stands once in a block, and again in the next', () => {
    expect(message(actions('a', 'b'), actions('a'))).toEqual([]);
    expect(message(actions('a', 'b', 'a'))).toEqual([
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/2/action_id]',
    ]);
    const card = { type: 'card', actions: [button('a'), button('a')] };
    expect(message({ type: 'carousel', elements: [card] })).toEqual([
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/0/actions/1/action_id]',
    ]);
  });

  it('one table of either kind is shown in a message', () => {
    const { block_id: _, ...table } = blocks.table;
    expect(message(table)).toEqual([]);
    expect(message(table, table)).toEqual(['only_one_table_allowed [json-pointer:/blocks/1]']);
    expect(message(blocks.data_table, table)).toEqual(['only_one_table_allowed [json-pointer:/blocks/1]']);
  });

  it('two charts are shown in a message', () => {
    expect(message(chart(), chart('line'))).toEqual([]);
    expect(message(chart(), chart(), chart())).toEqual([
      'no more than 2 `data_visualization` blocks allowed [json-pointer:/blocks/2]',
    ]);
  });

  it('markdown blocks share 12,000 characters', () => {
    const markdown = (count: number) => ({ type: 'markdown', text: letters(count) });
    expect(message(markdown(6000), markdown(6000))).toEqual([]);
    expect(message(markdown(6000), markdown(6001), markdown(1))).toEqual([
      'must be less than 12001 characters [json-pointer:/blocks/1/text]',
    ]);
  });
});

describe('the length of all text', () => {
  it('is what a person reads, however deep', () => {
    expect(blocksTextLength([{ ...section, block_id: 'long id', fields: [mrkdwn('12345'), plain('678')] }])).toBe(
      4 + 8,
    );
    expect(blocksTextLength([{ type: 'table', rows: [[{ type: 'raw_text', text: 'abc' }]] }])).toBe(3);
    expect(blocksTextLength([{ type: 'actions', elements: [{ ...elements.button, confirm: undefined }] }])).toBe(4);
    expect(blocksTextLength([{ type: 'markdown', text: letters(12_000) }])).toBe(12_000);
  });

  it('is nothing for what is no list of blocks', () => {
    expect(blocksTextLength(undefined)).toBe(0);
    expect(blocksTextLength('text')).toBe(0);
  });
});
