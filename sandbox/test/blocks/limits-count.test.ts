import { describe, expect, it } from 'vitest';
import { faultText, validateView } from '../../src/blocks/validate.ts';
import { blocks, chart, elements, many, mrkdwn, option, plain } from './examples.ts';
import { asAction, asInput, at, message, view } from './send.ts';

const section = { type: 'section', text: plain() };
const options = (count: number) => many(count, (i) => option(`${i}`));
const onAxes = (part: object) => message({ ...chart(), chart: { ...chart().chart, ...part } });
const oneSeries = (data: unknown) => [{ name: 'a', data }];
const { initial_options: _, ...boxes } = elements.checkboxes;
const { initial_option: __, ...radio } = elements.radio_buttons;
const { initial_option: ___, ...select } = elements.static_select;
const { options: ____, ...emptySelect } = select;
const most = (source: string) => ({ type: `multi_${source}_select`, max_selected_items: 2 });
const points = (count: number) => many(count, (i) => ({ label: `${i}`, value: i }));
const categories = (count: number) => ({ categories: many(count, (i) => `${i}`) });
const rows = (count: number, columns = 1) => many(count, () => many(columns, () => ({ type: 'raw_text', text: 'a' })));

/** One limit: its name, its value, a payload with that many entries, and the pointer of the fault. */
const lists: [string, number, (count: number) => string[], string][] = [
  ['blocks of a message', 50, (n) => message(...many(n, () => section)), '/blocks'],
  ['blocks of a modal', 100, (n) => view({ blocks: many(n, () => section) }), '/view/blocks'],
  [
    'blocks of a home',
    100,
    (n) => validateView({ type: 'home', blocks: many(n, () => section) }, 'views.publish').map(faultText),
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
  ['options of a menu', 100, (n) => asInput({ ...select, options: options(n) }), '~/options'],
  [
    'groups',
    100,
    (n) => asInput({ ...emptySelect, option_groups: many(n, (i) => ({ label: plain(), options: [option(`${i}`)] })) }),
    '~/option_groups',
  ],
  [
    'options of a group',
    100,
    (n) => asInput({ ...emptySelect, option_groups: [{ label: plain(), options: options(n) }] }),
    '~/option_groups/0/options',
  ],
  ['overflow', 5, (n) => asAction({ type: 'overflow', options: options(n) }), '~/options'],
  ['checkboxes', 10, (n) => asInput({ ...boxes, options: options(n) }), '~/options'],
  ['radio buttons', 10, (n) => asInput({ ...radio, options: options(n) }), '~/options'],
  [
    'chosen users above the maximum',
    2,
    (n) => asInput({ ...most('users'), initial_users: many(n, (i) => `U${i}`) }),
    '~/initial_users',
  ],
  [
    'chosen conversations above the maximum',
    2,
    (n) => asInput({ ...most('conversations'), initial_conversations: many(n, (i) => `C${i}`) }),
    '~/initial_conversations',
  ],
  [
    'chosen channels above the maximum',
    2,
    (n) => asInput({ ...most('channels'), initial_channels: many(n, (i) => `C${i}`) }),
    '~/initial_channels',
  ],
  [
    'chosen external options above the maximum',
    2,
    (n) => asInput({ ...most('external'), initial_options: options(n) }),
    '~/initial_options',
  ],
  [
    'chosen options above the maximum',
    2,
    (n) => asInput({ ...most('static'), options: options(9), initial_options: options(n) }),
    '~/initial_options',
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
    '/blocks/0/elements/0/visible_to_user_ids',
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

const numbers: [string, number, (count: number) => string[], string][] = [
  ['max_files', 10, (n) => asInput({ type: 'file_input', max_files: n }), '~/max_files'],
  ['max_length', 3000, (n) => asInput({ type: 'plain_text_input', max_length: n }), '~/max_length'],
  ['min_length', 3000, (n) => asInput({ type: 'plain_text_input', min_length: n }), '~/min_length'],
  ['max_lines', 100, (n) => asInput({ type: 'rich_text_input', max_lines: n }), '~/max_lines'],
  ['page_size', 100, (n) => message({ ...blocks.data_table, page_size: n }), '/blocks/0/page_size'],
];

describe('counts', () => {
  it.each(lists)('%s: %i are accepted, and one more is refused', (_name, max, check, pointer) => {
    expect(check(max)).toEqual([]);
    expect(check(max + 1)).toEqual([at(`no more than ${max} items allowed`, pointer)]);
  });

  it.each(numbers)('%s: %i is accepted, and one more is refused', (_name, max, check, pointer) => {
    expect(check(max)).toEqual([]);
    expect(check(max + 1)).toEqual([at(`must be less than ${max + 1}`, pointer)]);
  });

  const atLeast: [string, () => string[], string][] = [
    ['blocks of a modal', () => view({ blocks: [] }), '/view/blocks'],
    ['fields', () => message({ type: 'section', fields: [] }), '/blocks/0/fields'],
    ['elements of a context', () => message({ type: 'context', elements: [] }), '/blocks/0/elements'],
    ['actions', () => message({ type: 'actions', elements: [] }), '/blocks/0/elements'],
    ['options of a menu', () => asInput({ ...select, options: [] }), '~/options'],
    ['overflow', () => asAction({ type: 'overflow', options: [] }), '~/options'],
    ['checkboxes', () => asInput({ ...boxes, options: [] }), '~/options'],
    ['radio buttons', () => asInput({ ...radio, options: [] }), '~/options'],
    ['cards', () => message({ type: 'carousel', elements: [] }), '/blocks/0/elements'],
    ['segments', () => message({ ...chart(), chart: { type: 'pie', segments: [] } }), '/blocks/0/chart/segments'],
    ['series', () => onAxes({ series: [] }), '/blocks/0/chart/series'],
    ['points', () => onAxes({ series: oneSeries([]) }), '/blocks/0/chart/series/0/data'],
  ];
  it.each(atLeast)('%s: an empty list is refused', (_name, check, pointer) => {
    expect(check()).toEqual([at('must provide at least 1 items', pointer)]);
  });

  it('a data table has a header and at least one row', () => {
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2) })).toEqual([]);
    expect(message({ type: 'data_table', caption: 'a', rows: rows(1) })).toEqual([
      at('must provide at least 2 items', '/blocks/0/rows'),
    ]);
  });

  it('a data table has up to 20 columns, and each longer row is named in the errors', () => {
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2, 20) })).toEqual([]);
    expect(message({ type: 'data_table', caption: 'a', rows: rows(2, 21) })).toEqual([
      at('no more than 20 items allowed', '/blocks/0/rows/0'),
      at('no more than 20 items allowed', '/blocks/0/rows/1'),
    ]);
  });

  it('a chart has up to 20 categories, and each series as many points', () => {
    const wide = (count: number) => onAxes({ series: oneSeries(points(count)), axis_config: categories(count) });
    expect(wide(20)).toEqual([]);
    expect(wide(21)).toEqual([
      at('no more than 20 items allowed', '/blocks/0/chart/series/0/data'),
      at('no more than 20 items allowed', '/blocks/0/chart/axis_config/categories'),
    ]);
  });

  const tooLow: [string, () => string[], string][] = [
    ['max_files', () => asInput({ type: 'file_input', max_files: 0 }), '~/max_files'],
    [
      'max_selected_items',
      () => asInput({ type: 'multi_users_select', max_selected_items: 0 }),
      '~/max_selected_items',
    ],
    ['max_length', () => asInput({ type: 'plain_text_input', max_length: 0 }), '~/max_length'],
    ['page_size', () => message({ ...blocks.data_table, page_size: 0 }), '/blocks/0/page_size'],
    [
      'the value of a segment',
      () => message({ ...chart(), chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }),
      '/blocks/0/chart/segments/0/value',
    ],
  ];
  it.each(tooLow)('%s must be greater than 0', (_name, check, pointer) => {
    expect(check()).toEqual([at('must be greater than 0', pointer)]);
  });
});
