import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  KnownBlock,
  ModalView,
  PlainTextElement,
  RichTextBlock,
} from '@slack/types';

/**
 * One valid example of each block and element. The types of the official package enforce Slack's structure and
 * completeness: a type without an example does not compile.
 */

export const plain = (text = 'Text'): PlainTextElement => ({ type: 'plain_text', text });
export const mrkdwn = (text = '*Text*') => ({ type: 'mrkdwn' as const, text });
export const letters = (count: number): string => 'x'.repeat(count);
/** `count` entries, each created from its index. */
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const option = (value: string) => ({ text: plain(value), value });

const url = 'https://example.com/a';
const image = { type: 'image' as const, image_url: url, alt_text: 'A picture' };
const confirm = { title: plain(), text: mrkdwn(), confirm: plain(), deny: plain(), style: 'danger' as const };
const common = { action_id: 'act', confirm, focus_on_load: true };
const menu = { ...common, placeholder: plain() };
const options = [option('a'), option('b')];
const input = {
  action_id: 'act',
  placeholder: plain(),
  focus_on_load: true,
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed' as const, 'on_character_entered' as const] },
};

export const richText: RichTextBlock = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'Hi ', style: { bold: true, italic: true, strike: true, code: true, underline: true } },
        { type: 'link', url, text: 'there', unsafe: false },
        { type: 'user', user_id: 'U1', style: { bold: true } },
        { type: 'usergroup', usergroup_id: 'S1' },
        { type: 'team', team_id: 'T1' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'broadcast', range: 'here' },
        { type: 'emoji', name: 'wave', unicode: '1f44b' },
        { type: 'color', value: '#FF0000' },
        { type: 'date', timestamp: 1_720_710_212, format: '{date_num}', url, fallback: 'then' },
      ],
    },
    {
      type: 'rich_text_list',
      style: 'ordered',
      indent: 8,
      border: 1,
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'One' }] }],
    },
    { type: 'rich_text_quote', border: 0, elements: [{ type: 'text', text: 'Said' }] },
    {
      type: 'rich_text_preformatted',
      border: 0,
      elements: [
        { type: 'text', text: 'a = 1' },
        { type: 'link', url },
      ],
    },
  ],
};

type Element = ActionsBlockElement | InputBlockElement | ContextActionsBlockElement | typeof image;
type Examples<T extends { type: string }> = { [K in T['type']]: Extract<T, { type: K }> };

const feedback = { text: plain(), value: 'up', accessibility_label: 'Good' };

export const elements: Examples<Element> = {
  button: {
    type: 'button',
    text: plain(),
    action_id: 'act',
    url,
    value: 'v',
    style: 'primary',
    confirm,
    accessibility_label: 'Go',
  },
  workflow_button: {
    type: 'workflow_button',
    text: plain(),
    action_id: 'act',
    style: 'danger',
    accessibility_label: 'Run',
    workflow: { trigger: { url, customizable_input_parameters: [{ name: 'who', value: 'me' }] } },
  },
  overflow: { type: 'overflow', action_id: 'act', confirm, options: [{ ...option('a'), url }, option('b')] },
  checkboxes: {
    type: 'checkboxes',
    ...common,
    options: [{ text: mrkdwn(), value: 'a', description: plain() }, option('b')],
    initial_options: [option('b')],
  },
  radio_buttons: {
    type: 'radio_buttons',
    ...common,
    options: [{ text: mrkdwn(), value: 'a', description: plain() }, option('b')],
    initial_option: { text: mrkdwn(), value: 'a', description: plain() },
  },
  static_select: { type: 'static_select', ...menu, options, initial_option: option('b') },
  external_select: { type: 'external_select', ...menu, min_query_length: 0, initial_option: option('b') },
  users_select: { type: 'users_select', ...menu, initial_user: 'U1' },
  conversations_select: {
    type: 'conversations_select',
    ...menu,
    initial_conversation: 'C1',
    default_to_current_conversation: true,
    filter: {
      include: ['im', 'mpim', 'private', 'public'],
      exclude_bot_users: true,
      exclude_external_shared_channels: true,
    },
  },
  channels_select: { type: 'channels_select', ...menu, initial_channel: 'C1' },
  multi_static_select: {
    type: 'multi_static_select',
    ...menu,
    max_selected_items: 1,
    option_groups: [{ label: plain(), options }],
    initial_options: [option('b')],
  },
  multi_external_select: { type: 'multi_external_select', ...menu, min_query_length: 3, initial_options: options },
  multi_users_select: { type: 'multi_users_select', ...menu, initial_users: ['U1'] },
  multi_conversations_select: {
    type: 'multi_conversations_select',
    ...menu,
    initial_conversations: ['C1'],
    filter: { include: ['private'] },
  },
  multi_channels_select: { type: 'multi_channels_select', ...menu, initial_channels: ['C1'] },
  datepicker: { type: 'datepicker', ...menu, initial_date: '2028-02-29' },
  timepicker: { type: 'timepicker', ...menu, initial_time: '23:59', timezone: 'Europe/Berlin' },
  datetimepicker: { type: 'datetimepicker', ...common, initial_date_time: 1_628_633_820 },
  plain_text_input: {
    type: 'plain_text_input',
    ...input,
    initial_value: 'hey',
    multiline: true,
    min_length: 3,
    max_length: 3,
  },
  email_text_input: { type: 'email_text_input', ...input, initial_value: 'a@example.com' },
  url_text_input: { type: 'url_text_input', ...input, initial_value: url },
  number_input: {
    type: 'number_input',
    ...input,
    is_decimal_allowed: true,
    initial_value: '-0.5',
    min_value: '-0.5',
    max_value: '10',
  },
  file_input: { type: 'file_input', action_id: 'act', filetypes: ['pdf'], max_files: 10 },
  rich_text_input: { type: 'rich_text_input', ...input, initial_value: richText, min_lines: 1, max_lines: 100 },
  feedback_buttons: {
    type: 'feedback_buttons',
    action_id: 'act',
    positive_button: feedback,
    negative_button: { ...feedback, value: 'down' },
  },
  icon_button: {
    type: 'icon_button',
    action_id: 'act',
    icon: 'trash',
    text: plain(),
    value: 'v',
    confirm,
    accessibility_label: 'Delete',
    visible_to_user_ids: ['U1'],
  },
  image,
};

const cell = { type: 'raw_text' as const, text: 'cell' };
const task = { type: 'task_card' as const, task_id: '1', title: 'Look', status: 'complete' as const };

/** Not in the official types yet. */
export type Chart = {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: { type: string } & Record<string, unknown>;
};

const series = (name: string) => ({
  name,
  data: [
    { label: 'A', value: 3 },
    { label: 'B', value: -1.5 },
  ],
});

export const chart = (type: 'bar' | 'line' | 'area' = 'bar'): Chart => ({
  type: 'data_visualization',
  title: 'Votes',
  chart: {
    type,
    series: [series('This year'), series('Last year')],
    axis_config: { categories: ['A', 'B'], x_label: 'Option', y_label: 'Votes' },
  },
});

export const blocks: Examples<KnownBlock> & { data_visualization: Chart } = {
  section: {
    type: 'section',
    block_id: 'b',
    text: { type: 'mrkdwn', text: '*Hi*', verbatim: true },
    fields: [plain(), mrkdwn()],
    accessory: elements.button,
    expand: true,
  },
  divider: { type: 'divider', block_id: 'b' },
  header: { type: 'header', block_id: 'b', text: { type: 'plain_text', text: 'Head', emoji: true } },
  image: { type: 'image', block_id: 'b', slack_file: { id: 'F1' }, alt_text: 'A picture', title: plain() },
  context: { type: 'context', block_id: 'b', elements: [image, plain(), mrkdwn()] },
  actions: { type: 'actions', block_id: 'b', elements: [elements.button, { ...elements.overflow, action_id: 'more' }] },
  input: {
    type: 'input',
    block_id: 'b',
    label: plain(),
    hint: plain(),
    optional: true,
    dispatch_action: true,
    element: elements.plain_text_input,
  },
  rich_text: { ...richText, block_id: 'b' },
  video: {
    type: 'video',
    block_id: 'b',
    alt_text: 'A film',
    title: plain(),
    title_url: url,
    video_url: url,
    thumbnail_url: url,
    description: plain(),
    author_name: 'Someone',
    provider_name: 'Somewhere',
    provider_icon_url: url,
  },
  file: { type: 'file', block_id: 'b', source: 'remote', external_id: 'X1' },
  markdown: { type: 'markdown', block_id: 'b', text: '**Hi**' },
  table: {
    type: 'table',
    block_id: 'b',
    rows: [[cell, cell], [cell, { type: 'raw_number', value: 1, text: '1' }], [richText]],
    column_settings: [{ align: 'right', is_wrapped: true }, {}],
  },
  data_table: {
    type: 'data_table',
    block_id: 'b',
    caption: 'Names',
    rows: [
      [cell, cell],
      [{ type: 'raw_number', value: 1.5, text: '1.5' }, richText],
    ],
    page_size: 100,
    row_header_column_index: 1,
  },
  data_visualization: { ...chart(), block_id: 'b' },
  alert: { type: 'alert', block_id: 'b', text: mrkdwn(), level: 'warning' },
  card: {
    type: 'card',
    block_id: 'b',
    hero_image: image,
    icon: image,
    title: mrkdwn(),
    subtitle: mrkdwn(),
    body: mrkdwn(),
    actions: [elements.button],
  },
  carousel: { type: 'carousel', block_id: 'b', elements: [{ type: 'card', title: mrkdwn() }] },
  container: {
    type: 'container',
    block_id: 'b',
    title: plain(),
    rich_text_title: richText,
    subtitle: mrkdwn(),
    child_blocks: [{ type: 'divider' }, { type: 'header', text: plain() }],
    width: 'wide',
    icon: image,
    is_collapsible: true,
    default_collapsed: true,
    has_header_divider: false,
  },
  plan: {
    type: 'plan',
    block_id: 'b',
    title: 'Plan',
    tasks: [task, { task_id: '2', title: 'Leap', status: 'pending' }],
  },
  task_card: {
    ...task,
    block_id: 'b',
    details: richText,
    output: richText,
    sources: [{ type: 'url', url, text: 'Source' }],
  },
  context_actions: {
    type: 'context_actions',
    block_id: 'b',
    elements: [elements.feedback_buttons, { ...elements.icon_button, action_id: 'bin' }],
  },
};

export const modal: ModalView = {
  type: 'modal',
  title: plain(),
  submit: plain(),
  close: plain(),
  callback_id: 'form',
  external_id: 'form-1',
  private_metadata: '{}',
  clear_on_close: true,
  notify_on_close: true,
  blocks: [blocks.section, { ...blocks.input, block_id: 'c', element: { type: 'plain_text_input' } }],
};
