import type { KnownBlock, Option, PlainTextElement } from '@slack/types';

/** One of each block and element that a message may have, and of each that a modal may have. */
const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });
const option = (text: string, description?: string): Option & { text: PlainTextElement } => ({
  text: plain(text),
  value: text.toLowerCase().replaceAll(' ', '_'),
  ...(description && { description: plain(description) }),
});
const cell = (text: string) => ({ type: 'raw_text' as const, text });
const stages = ['Awareness', 'Consideration', 'Decision'].map((stage) => option(stage));

export const everyBlock = [
  { type: 'header', block_id: 'b1', text: plain('Every block :sparkles:') },
  {
    type: 'section',
    block_id: 'b2',
    text: { type: 'mrkdwn', text: 'A section with a *select*' },
    accessory: { type: 'static_select', action_id: 'stage', placeholder: plain('Stage'), options: stages },
  },
  {
    type: 'section',
    block_id: 'b3',
    text: { type: 'mrkdwn', text: 'With checkboxes' },
    accessory: {
      type: 'checkboxes',
      action_id: 'boxes',
      options: [option('Email', 'in working hours'), option('Phone')],
    },
  },
  {
    type: 'section',
    block_id: 'b4',
    text: { type: 'mrkdwn', text: 'With radio buttons' },
    accessory: { type: 'radio_buttons', action_id: 'radio', options: stages },
  },
  {
    type: 'actions',
    block_id: 'b5',
    elements: [
      { type: 'button', action_id: 'go', text: plain('Go') },
      { type: 'button', action_id: 'docs', text: plain('Open docs'), url: 'https://example.com/docs' },
      { type: 'datepicker', action_id: 'day', placeholder: plain('Day'), initial_date: '2026-03-29' },
      { type: 'timepicker', action_id: 'time', placeholder: plain('Time'), initial_time: '14:05' },
      { type: 'users_select', action_id: 'who', placeholder: plain('Who') },
      { type: 'multi_static_select', action_id: 'stages', placeholder: plain('Stages'), options: stages },
    ],
  },
  { type: 'divider', block_id: 'b6' },
  {
    type: 'rich_text',
    block_id: 'b7',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich ' },
          { type: 'text', text: 'bold', style: { bold: true } },
          { type: 'text', text: ' and ' },
          { type: 'text', text: 'code', style: { code: true } },
          { type: 'text', text: ' for ' },
          { type: 'user', user_id: 'U1' },
          { type: 'emoji', name: 'tada' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
          { type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.com', text: 'two' }] },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 1,
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'date', timestamp: 1775100000, format: '{date_long}', fallback: 'then' }],
          },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'const a = 1;' }] },
    ],
  },
  {
    type: 'markdown',
    block_id: 'b8',
    text: '## Markdown\nA **strong** word, a [link](https://example.com) and\n\n- [x] done\n- [ ] open\n\n| Team | Leads |\n|---|---|\n| EMEA | 12 |',
  },
  {
    type: 'table',
    block_id: 'b9',
    rows: [
      [cell('Team'), cell('Leads'), cell('Won')],
      [cell('EMEA'), cell('40'), cell('6')],
      [cell('Nordics'), cell('18'), cell('5')],
    ],
    column_settings: [{ align: 'left' }, { align: 'right' }, { align: 'right' }],
  },
  {
    type: 'data_table',
    block_id: 'b10',
    caption: 'Touches by week',
    page_size: 2,
    rows: [
      [cell('Week'), cell('Calls')],
      [cell('W1'), { type: 'raw_number', value: 3, text: '3' }],
      [cell('W2'), { type: 'raw_number', value: 5, text: '5' }],
      [cell('W3'), { type: 'raw_number', value: 8, text: '8' }],
    ],
  },
  {
    type: 'data_visualization',
    block_id: 'b11',
    title: 'Leads by week',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Accepted',
          data: [
            { label: 'W1', value: 12 },
            { label: 'W2', value: 18 },
            { label: 'W3', value: 9 },
          ],
        },
        {
          name: 'Returned',
          data: [
            { label: 'W1', value: 3 },
            { label: 'W2', value: 2 },
            { label: 'W3', value: 6 },
          ],
        },
      ],
      axis_config: { categories: ['W1', 'W2', 'W3'], x_label: 'Week' },
    },
  },
  {
    type: 'data_visualization',
    block_id: 'b12',
    title: 'Answer time',
    chart: {
      type: 'line',
      series: [
        {
          name: 'Minutes',
          data: [
            { label: 'Mon', value: 42 },
            { label: 'Tue', value: 30 },
            { label: 'Wed', value: 18 },
          ],
        },
      ],
      axis_config: { categories: ['Mon', 'Tue', 'Wed'] },
    },
  },
  {
    type: 'data_visualization',
    block_id: 'b13',
    title: 'Sources',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Fair', value: 6 },
        { label: 'Webinar', value: 3 },
        { label: 'Referral', value: 2 },
      ],
    },
  },
  {
    type: 'alert',
    block_id: 'b14',
    level: 'warning',
    text: { type: 'mrkdwn', text: 'Two leads wait since *yesterday*' },
  },
  {
    type: 'card',
    block_id: 'b15',
    title: { type: 'mrkdwn', text: 'Price list' },
    subtitle: { type: 'mrkdwn', text: 'PDF, 4 pages' },
    body: { type: 'mrkdwn', text: 'For teams of ten and more' },
    actions: [{ type: 'button', action_id: 'use', text: plain('Use it') }],
  },
  {
    type: 'image',
    block_id: 'b16',
    image_url: 'https://images.invalid/none.png',
    alt_text: 'The stand at the fair',
    title: plain('Stand 14'),
  },
  { type: 'context', block_id: 'b17', elements: [{ type: 'mrkdwn', text: 'The end of the list' }] },
] as unknown as KnownBlock[];

/** The elements of a form, each in an input block. */
export const everyInput = [
  {
    type: 'input',
    block_id: 'name',
    label: plain('Name'),
    element: { type: 'plain_text_input', action_id: 'name', max_length: 60, placeholder: plain('Jane Doe') },
  },
  {
    type: 'input',
    block_id: 'needs',
    label: plain('What do they need?'),
    hint: plain('In their own words'),
    element: { type: 'plain_text_input', action_id: 'needs', multiline: true, max_length: 300 },
  },
  {
    type: 'input',
    block_id: 'email',
    label: plain('Email'),
    optional: true,
    element: { type: 'email_text_input', action_id: 'email' },
  },
  {
    type: 'input',
    block_id: 'site',
    label: plain('Website'),
    optional: true,
    element: { type: 'url_text_input', action_id: 'site' },
  },
  {
    type: 'input',
    block_id: 'seats',
    label: plain('Seats'),
    optional: true,
    element: { type: 'number_input', action_id: 'seats', is_decimal_allowed: false, min_value: '1', max_value: '500' },
  },
  {
    type: 'input',
    block_id: 'stage',
    label: plain('Stage'),
    optional: true,
    element: { type: 'static_select', action_id: 'stage', placeholder: plain('Pick a stage'), options: stages },
  },
  {
    type: 'input',
    block_id: 'source',
    label: plain('Source'),
    optional: true,
    element: {
      type: 'external_select',
      action_id: 'source',
      placeholder: plain('Type to search'),
      min_query_length: 2,
    },
  },
  {
    type: 'input',
    block_id: 'grouped',
    label: plain('Team'),
    optional: true,
    element: {
      type: 'static_select',
      action_id: 'grouped',
      option_groups: [
        { label: plain('Europe'), options: [option('EMEA'), option('Nordics')] },
        { label: plain('Americas'), options: [option('US East')] },
      ],
    },
  },
  {
    type: 'input',
    block_id: 'tags',
    label: plain('Tags'),
    optional: true,
    element: {
      type: 'multi_static_select',
      action_id: 'tags',
      max_selected_items: 2,
      options: ['Price', 'Demo', 'Security'].map((tag) => option(tag)),
    },
  },
  {
    type: 'input',
    block_id: 'owner',
    label: plain('Owner'),
    optional: true,
    element: { type: 'users_select', action_id: 'owner' },
  },
  {
    type: 'input',
    block_id: 'room',
    label: plain('Channel'),
    optional: true,
    element: {
      type: 'conversations_select',
      action_id: 'room',
      default_to_current_conversation: true,
      filter: { include: ['public', 'private'] },
    },
  },
  {
    type: 'input',
    block_id: 'heat',
    label: plain('Temperature'),
    element: {
      type: 'radio_buttons',
      action_id: 'heat',
      initial_option: option('Warm'),
      options: ['Hot', 'Warm', 'Cold'].map((heat) => option(heat)),
    },
  },
  {
    type: 'input',
    block_id: 'ways',
    label: plain('Ways to reach'),
    optional: true,
    element: { type: 'checkboxes', action_id: 'ways', options: [option('Email', 'in working hours'), option('Phone')] },
  },
  {
    type: 'input',
    block_id: 'due',
    label: plain('Due'),
    optional: true,
    element: { type: 'datepicker', action_id: 'due' },
  },
  {
    type: 'input',
    block_id: 'at',
    label: plain('At'),
    optional: true,
    element: { type: 'timepicker', action_id: 'at' },
  },
  {
    type: 'input',
    block_id: 'moment',
    label: plain('Moment'),
    optional: true,
    element: { type: 'datetimepicker', action_id: 'moment', initial_date_time: 1775100000 },
  },
  {
    type: 'input',
    block_id: 'files',
    label: plain('Files'),
    optional: true,
    element: { type: 'file_input', action_id: 'files', max_files: 2 },
  },
  {
    type: 'input',
    block_id: 'story',
    label: plain('Story'),
    optional: true,
    element: { type: 'rich_text_input', action_id: 'story' },
  },
] as unknown as KnownBlock[];
