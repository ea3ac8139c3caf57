import { describe, expect, it } from 'vitest';
import { type Fault, validateMessageBlocks, validateView } from '../../src/blocks/validate.ts';
import { blocks, chart, elements, letters, many, modal, mrkdwn, option, plain } from './examples.ts';

/** One limit: what it is, a payload for a count, where the fault points, and how Slack says it. */
type Case = {
  name: string;
  max: number;
  check: (count: number) => Fault[];
  pointer: string;
  unit: 'characters' | 'items' | '';
};

const message = (block: unknown) => validateMessageBlocks([block]);
const inModal = (block: unknown) => validateView({ ...modal, blocks: [block] }, 'views.open');
const asInput = (element: unknown) => inModal({ type: 'input', label: plain(), element });
const asAction = (element: unknown) => message({ type: 'actions', elements: [element] });
const view = (part: object) => validateView({ ...modal, ...part }, 'views.push');

const action = '/blocks/0/elements/0';
const field = '/view/blocks/0/element';
const options = (count: number) => many(count, (i) => option(`${i}`));
const section = { type: 'section', text: plain() };
const axes = chart().chart;
const onAxes = (part: object) => message({ ...chart(), chart: { ...axes, ...part } });
const oneSeries = (data: unknown) => [{ name: 'a', data }];
const { initial_options: _, ...boxes } = elements.checkboxes;
const { initial_option: __, ...radio } = elements.radio_buttons;
const { initial_option: ___, ...select } = elements.static_select;
const { options: ____, ...emptySelect } = select;
const points = (count: number) => many(count, (i) => ({ label: `${i}`, value: i }));
const categories = (count: number) => ({ categories: many(count, (i) => `${i}`) });
const cell = { type: 'raw_text', text: 'a' };
const rows = (count: number, columns = 1) => many(count, () => many(columns, () => cell));

const strings: [string, number, (text: string) => Fault[], string][] = [
  ['block_id', 255, (s) => message({ ...section, block_id: s }), '/blocks/0/block_id'],
  ['action_id', 255, (s) => asAction({ ...elements.button, action_id: s }), `${action}/action_id`],
  ['text of a section', 3000, (s) => message({ ...section, text: mrkdwn(s) }), '/blocks/0/text/text'],
  ['field of a section', 2000, (s) => message({ type: 'section', fields: [plain(s)] }), '/blocks/0/fields/0/text'],
  ['text in a context', 3000, (s) => message({ type: 'context', elements: [mrkdwn(s)] }), `${action}/text`],
  ['header', 150, (s) => message({ type: 'header', text: plain(s) }), '/blocks/0/text/text'],
  ['button text', 75, (s) => asAction({ ...elements.button, text: plain(s) }), `${action}/text/text`],
  ['button value', 2000, (s) => asAction({ ...elements.button, value: s }), `${action}/value`],
  [
    'button label',
    75,
    (s) => asAction({ ...elements.button, accessibility_label: s }),
    `${action}/accessibility_label`,
  ],
  ['confirm title', 100, (s) => confirms({ title: plain(s) }), `${action}/confirm/title/text`],
  ['confirm text', 300, (s) => confirms({ text: mrkdwn(s) }), `${action}/confirm/text/text`],
  ['confirm button', 30, (s) => confirms({ confirm: plain(s) }), `${action}/confirm/confirm/text`],
  ['deny button', 30, (s) => confirms({ deny: plain(s) }), `${action}/confirm/deny/text`],
  ['option text', 75, (s) => offers({ text: plain(s) }), `${field}/options/0/text/text`],
  ['option value', 150, (s) => offers({ value: s }), `${field}/options/0/value`],
  ['option description', 75, (s) => offers({ description: plain(s) }), `${field}/options/0/description/text`],
  [
    'box text',
    75,
    (s) => asInput({ ...boxes, options: [{ ...option('a'), text: mrkdwn(s) }] }),
    `${field}/options/0/text/text`,
  ],
  [
    'group label',
    75,
    (s) => asInput({ ...emptySelect, option_groups: [{ label: plain(s), options: options(1) }] }),
    `${field}/option_groups/0/label/text`,
  ],
  ['placeholder', 150, (s) => asInput({ ...select, placeholder: plain(s) }), `${field}/placeholder/text`],
  [
    'input placeholder',
    150,
    (s) => asInput({ type: 'url_text_input', placeholder: plain(s) }),
    `${field}/placeholder/text`,
  ],
  ['initial text', 3000, (s) => asInput({ type: 'plain_text_input', initial_value: s }), `${field}/initial_value`],
  ['input label', 2000, (s) => inModal({ ...blocks.input, label: plain(s) }), '/view/blocks/0/label/text'],
  ['input hint', 2000, (s) => inModal({ ...blocks.input, hint: plain(s) }), '/view/blocks/0/hint/text'],
  ['alt text of an image', 2000, (s) => message({ ...blocks.image, alt_text: s }), '/blocks/0/alt_text'],
  ['title of an image', 2000, (s) => message({ ...blocks.image, title: plain(s) }), '/blocks/0/title/text'],
  ['alt text of a video', 200, (s) => message({ ...blocks.video, alt_text: s }), '/blocks/0/alt_text'],
  ['title of a video', 200, (s) => message({ ...blocks.video, title: plain(s) }), '/blocks/0/title/text'],
  [
    'description of a video',
    200,
    (s) => message({ ...blocks.video, description: plain(s) }),
    '/blocks/0/description/text',
  ],
  ['author of a video', 50, (s) => message({ ...blocks.video, author_name: s }), '/blocks/0/author_name'],
  ['provider of a video', 50, (s) => message({ ...blocks.video, provider_name: s }), '/blocks/0/provider_name'],
  ['markdown', 12_000, (s) => message({ type: 'markdown', text: s }), '/blocks/0/text'],
  ['alert', 200, (s) => inModal({ ...blocks.alert, text: mrkdwn(s) }), '/view/blocks/0/text/text'],
  ['card title', 150, (s) => message({ ...blocks.card, title: mrkdwn(s) }), '/blocks/0/title/text'],
  ['card subtitle', 150, (s) => message({ ...blocks.card, subtitle: mrkdwn(s) }), '/blocks/0/subtitle/text'],
  ['card body', 200, (s) => message({ ...blocks.card, body: mrkdwn(s) }), '/blocks/0/body/text'],
  ['card subtext', 200, (s) => message({ ...blocks.card, subtext: mrkdwn(s) }), '/blocks/0/subtext/text'],
  ['container title', 150, (s) => message({ ...blocks.container, title: plain(s) }), '/blocks/0/title/text'],
  ['container subtitle', 150, (s) => message({ ...blocks.container, subtitle: mrkdwn(s) }), '/blocks/0/subtitle/text'],
  ['feedback text', 75, (s) => feedback({ text: plain(s) }), `${action}/positive_button/text/text`],
  ['feedback value', 2000, (s) => feedback({ value: s }), `${action}/positive_button/value`],
  ['feedback label', 75, (s) => feedback({ accessibility_label: s }), `${action}/positive_button/accessibility_label`],
  ['chart title', 50, (s) => message({ ...chart(), title: s }), '/blocks/0/title'],
  [
    'segment label',
    20,
    (s) => message({ ...chart(), chart: { type: 'pie', segments: [{ label: s, value: 1 }] } }),
    '/blocks/0/chart/segments/0/label',
  ],
  [
    'series name',
    20,
    (s) => onAxes({ series: [{ name: s, data: points(1) }], axis_config: categories(1) }),
    '/blocks/0/chart/series/0/name',
  ],
  [
    'x label',
    50,
    (s) => onAxes({ axis_config: { categories: ['A', 'B'], x_label: s } }),
    '/blocks/0/chart/axis_config/x_label',
  ],
  [
    'y label',
    50,
    (s) => onAxes({ axis_config: { categories: ['A', 'B'], y_label: s } }),
    '/blocks/0/chart/axis_config/y_label',
  ],
  ['view title', 24, (s) => view({ title: plain(s) }), '/view/title/text'],
  ['view submit', 24, (s) => view({ submit: plain(s) }), '/view/submit/text'],
  ['view close', 24, (s) => view({ close: plain(s) }), '/view/close/text'],
  ['private_metadata', 3000, (s) => view({ private_metadata: s }), '/view/private_metadata'],
  ['callback_id', 255, (s) => view({ callback_id: s }), '/view/callback_id'],
  ['external_id', 255, (s) => view({ external_id: s }), '/view/external_id'],
];

const address = 'https://example.com/';
const urls: [string, (url: string) => Fault[], string][] = [
  ['image', (url) => message({ type: 'image', alt_text: 'a', image_url: url }), '/blocks/0/image_url'],
  ['button', (url) => asAction({ ...elements.button, url }), `${action}/url`],
  [
    'overflow option',
    (url) => asAction({ type: 'overflow', options: [{ ...option('a'), url }] }),
    `${action}/options/0/url`,
  ],
  [
    'source of a task',
    (url) => message({ ...blocks.task_card, sources: [{ type: 'url', url, text: 'a' }] }),
    '/blocks/0/sources/0/url',
  ],
];

const lists: [string, number, (count: number) => Fault[], string][] = [
  ['blocks of a message', 50, (n) => validateMessageBlocks(many(n, () => section)), '/blocks'],
  ['blocks of a modal', 100, (n) => view({ blocks: many(n, () => section) }), '/view/blocks'],
  [
    'blocks of a home',
    100,
    (n) => validateView({ type: 'home', blocks: many(n, () => section) }, 'views.publish'),
    '/view/blocks',
  ],
  ['fields', 10, (n) => message({ type: 'section', fields: many(n, () => plain()) }), '/blocks/0/fields'],
  [
    'elements of a context',
    10,
    (n) => message({ type: 'context', elements: many(n, () => plain()) }),
    '/blocks/0/elements',
  ],
  [
    'actions',
    25,
    (n) => message({ type: 'actions', elements: many(n, (i) => ({ ...elements.button, action_id: `${i}` })) }),
    '/blocks/0/elements',
  ],
  ['options of a menu', 100, (n) => asInput({ ...select, options: options(n) }), `${field}/options`],
  [
    'groups',
    100,
    (n) => asInput({ ...emptySelect, option_groups: many(n, (i) => ({ label: plain(), options: [option(`${i}`)] })) }),
    `${field}/option_groups`,
  ],
  [
    'options of a group',
    100,
    (n) => asInput({ ...emptySelect, option_groups: [{ label: plain(), options: options(n) }] }),
    `${field}/option_groups/0/options`,
  ],
  ['overflow', 5, (n) => asAction({ type: 'overflow', options: options(n) }), `${action}/options`],
  ['checkboxes', 10, (n) => asInput({ ...boxes, options: options(n) }), `${field}/options`],
  ['radio buttons', 10, (n) => asInput({ ...radio, options: options(n) }), `${field}/options`],
  [
    'chosen users above the maximum',
    2,
    (n) => asInput({ type: 'multi_users_select', max_selected_items: 2, initial_users: many(n, (i) => `U${i}`) }),
    `${field}/initial_users`,
  ],
  [
    'chosen options above the maximum',
    2,
    (n) =>
      asInput({
        ...select,
        type: 'multi_static_select',
        options: options(9),
        max_selected_items: 2,
        initial_options: options(n),
      }),
    `${field}/initial_options`,
  ],
  [
    'card actions',
    3,
    (n) => message({ ...blocks.card, actions: many(n, (i) => ({ ...elements.button, action_id: `${i}` })) }),
    '/blocks/0/actions',
  ],
  [
    'cards of a carousel',
    10,
    (n) => message({ type: 'carousel', elements: many(n, () => ({ type: 'card', body: mrkdwn() })) }),
    '/blocks/0/elements',
  ],
  [
    'blocks of a container',
    10,
    (n) => message({ ...blocks.container, child_blocks: many(n, () => section) }),
    '/blocks/0/child_blocks',
  ],
  [
    'context actions',
    5,
    (n) =>
      message({ type: 'context_actions', elements: many(n, (i) => ({ ...elements.icon_button, action_id: `${i}` })) }),
    '/blocks/0/elements',
  ],
  [
    'people who see an icon',
    10,
    (n) =>
      message({
        type: 'context_actions',
        elements: [{ ...elements.icon_button, visible_to_user_ids: many(n, (i) => `U${i}`) }],
      }),
    `${action}/visible_to_user_ids`,
  ],
  ['rows of a table', 100, (n) => message({ type: 'table', rows: rows(n) }), '/blocks/0/rows'],
  ['columns of a table', 20, (n) => message({ type: 'table', rows: rows(1, n) }), '/blocks/0/rows/0'],
  [
    'column settings',
    20,
    (n) => message({ ...blocks.table, column_settings: many(n, () => ({})) }),
    '/blocks/0/column_settings',
  ],
  ['rows of a data table', 201, (n) => message({ type: 'data_table', caption: 'a', rows: rows(n) }), '/blocks/0/rows'],
  [
    'segments',
    12,
    (n) => message({ ...chart(), chart: { type: 'pie', segments: many(n, () => ({ label: 'a', value: 1 })) } }),
    '/blocks/0/chart/segments',
  ],
  [
    'series',
    12,
    (n) => onAxes({ series: many(n, (i) => ({ name: `${i}`, data: points(1) })), axis_config: categories(1) }),
    '/blocks/0/chart/series',
  ],
];

function confirms(part: object) {
  return asAction({ ...elements.button, confirm: { ...elements.button.confirm, ...part } });
}
function offers(part: object) {
  return asInput({ ...select, options: [{ ...option('a'), ...part }] });
}
function feedback(part: object) {
  const positive_button = { ...elements.feedback_buttons.positive_button, ...part };
  return message({ type: 'context_actions', elements: [{ ...elements.feedback_buttons, positive_button }] });
}

const cases: Case[] = [
  ...strings.map(
    ([name, max, check, pointer]): Case => ({
      name,
      max,
      check: (n) => check(letters(n)),
      pointer,
      unit: 'characters',
    }),
  ),
  ...urls.map(
    ([name, check, pointer]): Case => ({
      name: `URL of: ${name}`,
      max: 3000,
      check: (n) => check(address + letters(n - address.length)),
      pointer,
      unit: 'characters',
    }),
  ),
  ...lists.map(([name, max, check, pointer]): Case => ({ name, max, check, pointer, unit: 'items' })),
  {
    name: 'max_files',
    max: 10,
    check: (n) => asInput({ type: 'file_input', max_files: n }),
    pointer: `${field}/max_files`,
    unit: '',
  },
  {
    name: 'max_length',
    max: 3000,
    check: (n) => asInput({ type: 'plain_text_input', max_length: n }),
    pointer: `${field}/max_length`,
    unit: '',
  },
  {
    name: 'min_length',
    max: 3000,
    check: (n) => asInput({ type: 'plain_text_input', min_length: n }),
    pointer: `${field}/min_length`,
    unit: '',
  },
  {
    name: 'max_lines',
    max: 100,
    check: (n) => asInput({ type: 'rich_text_input', max_lines: n }),
    pointer: `${field}/max_lines`,
    unit: '',
  },
  {
    name: 'page_size',
    max: 100,
    check: (n) => message({ ...blocks.data_table, page_size: n }),
    pointer: '/blocks/0/page_size',
    unit: '',
  },
];

const tooMuch = ({ max, unit }: Case): string =>
  unit === 'items' ? `no more than ${max} items allowed` : `must be less than ${max + 1}${unit && ` ${unit}`}`;

describe('limits', () => {
  it.each(cases)('$name: $max is taken, and one more refused', (one) => {
    expect(one.check(one.max)).toEqual([]);
    expect(one.check(one.max + 1)).toEqual([{ message: tooMuch(one), pointer: one.pointer }]);
  });

  const atLeast: [string, () => Fault[], string][] = [
    ['blocks of a modal', () => view({ blocks: [] }), '/view/blocks'],
    ['fields', () => message({ type: 'section', fields: [] }), '/blocks/0/fields'],
    ['elements of a context', () => message({ type: 'context', elements: [] }), '/blocks/0/elements'],
    ['actions', () => message({ type: 'actions', elements: [] }), '/blocks/0/elements'],
    ['options of a menu', () => asInput({ ...select, options: [] }), `${field}/options`],
    ['overflow', () => asAction({ type: 'overflow', options: [] }), `${action}/options`],
    ['checkboxes', () => asInput({ ...boxes, options: [] }), `${field}/options`],
    ['radio buttons', () => asInput({ ...radio, options: [] }), `${field}/options`],
    ['cards', () => message({ type: 'carousel', elements: [] }), '/blocks/0/elements'],
    ['segments', () => message({ ...chart(), chart: { type: 'pie', segments: [] } }), '/blocks/0/chart/segments'],
    ['series', () => onAxes({ series: [] }), '/blocks/0/chart/series'],
    ['points', () => onAxes({ series: oneSeries([]) }), '/blocks/0/chart/series/0/data'],
  ];
  it.each(atLeast)('%s: none is refused', (_name, check, pointer) => {
    expect(check()).toEqual([{ message: 'must provide at least 1 items', pointer }]);
  });

  it('a data table has a header and at least one row', () => {
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2) })).toEqual([]);
    expect(message({ type: 'data_table', caption: 'a', rows: rows(1) })).toEqual([
      { message: 'must provide at least 2 items', pointer: '/blocks/0/rows' },
    ]);
  });

  it('a data table has up to 20 columns, and each row that has more is named', () => {
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2, 20) })).toEqual([]);
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2, 21) })).toEqual([
      { message: 'no more than 20 items allowed', pointer: '/blocks/0/rows/0' },
      { message: 'no more than 20 items allowed', pointer: '/blocks/0/rows/1' },
    ]);
  });

  it('the cells of a data table hold 20,000 characters together', () => {
    const filled = (count: number) => ({
      type: 'data_table',
      caption: 'a',
      rows: [[cell], [{ ...cell, text: letters(count - 1) }]],
    });
    expect(message(filled(20_000))).toEqual([]);
    expect(message(filled(20_001))).toEqual([
      { message: 'must be less than 20001 characters', pointer: '/blocks/0/rows' },
    ]);
  });

  it('a chart has up to 20 categories, and each series as many points', () => {
    const wide = (count: number) => onAxes({ series: oneSeries(points(count)), axis_config: categories(count) });
    expect(wide(20)).toEqual([]);
    expect(wide(21)).toEqual([
      { message: 'no more than 20 items allowed', pointer: '/blocks/0/chart/series/0/data' },
      { message: 'no more than 20 items allowed', pointer: '/blocks/0/chart/axis_config/categories' },
    ]);
  });

  it('a category and its points have up to 20 characters', () => {
    const long = (count: number) =>
      onAxes({
        series: oneSeries([{ label: letters(count), value: 1 }]),
        axis_config: { categories: [letters(count)] },
      });
    expect(long(20)).toEqual([]);
    expect(long(21)).toEqual([
      { message: 'must be less than 21 characters', pointer: '/blocks/0/chart/series/0/data/0/label' },
      { message: 'must be less than 21 characters', pointer: '/blocks/0/chart/axis_config/categories/0' },
    ]);
  });

  const empties: [string, () => Fault[], string][] = [
    ['text', () => message({ type: 'section', text: mrkdwn('') }), '/blocks/0/text/text'],
    ['plain text', () => message({ type: 'header', text: plain('') }), '/blocks/0/text/text'],
    ['markdown', () => message({ type: 'markdown', text: '' }), '/blocks/0/text'],
    ['alt text', () => message({ ...blocks.video, alt_text: '' }), '/blocks/0/alt_text'],
    ['cell', () => message({ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }), '/blocks/0/rows/0/0/text'],
    ['URL', () => asAction({ ...elements.button, url: '' }), `${action}/url`],
  ];
  it.each(empties)('an empty %s is refused', (_name, check, pointer) => {
    expect(check()).toEqual([{ message: 'must be more than 0 characters', pointer }]);
  });

  const tooLow: [string, () => Fault[], string][] = [
    ['max_files', () => asInput({ type: 'file_input', max_files: 0 }), `${field}/max_files`],
    [
      'max_selected_items',
      () => asInput({ type: 'multi_users_select', max_selected_items: 0 }),
      `${field}/max_selected_items`,
    ],
    ['max_length', () => asInput({ type: 'plain_text_input', max_length: 0 }), `${field}/max_length`],
    ['page_size', () => message({ ...blocks.data_table, page_size: 0 }), '/blocks/0/page_size'],
    [
      'the value of a segment',
      () => message({ ...chart(), chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }),
      '/blocks/0/chart/segments/0/value',
    ],
  ];
  it.each(tooLow)('%s must be greater than 0', (_name, check, pointer) => {
    expect(check()).toEqual([{ message: 'must be greater than 0', pointer }]);
  });
});
