import { describe, expect, it } from 'vitest';
import { blocks, chart, elements, mrkdwn, option, plain, richText } from './examples.ts';
import { asAction, asInput, at, inModal, message } from './send.ts';

describe('a field that Slack requires', () => {
  /** In addition to `type`. All other fields of the examples are optional. */
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
    task_card: ['task_id', 'title'],
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
  const inputOnly = new Set(['plain', 'email', 'url', 'number', 'file', 'rich']);

  const missed = (whole: object, check: (part: object) => string[]) =>
    Object.keys(whole)
      .filter((key) =>
        check(Object.fromEntries(Object.entries(whole).filter(([other]) => other !== key))).some((text) =>
          text.startsWith(`missing required field: ${key} `),
        ),
      )
      .sort();

  it.each(Object.entries(sendable))('%s', (type, block) => {
    expect(missed(block, (part) => message(part))).toEqual(
      [...(required[type as keyof typeof blocks] ?? []), 'type'].sort(),
    );
  });

  it.each(Object.entries(holdable))('%s', (type, element) => {
    const check = inputOnly.has(type.split('_')[0] ?? '') ? asInput : asAction;
    expect(missed(element, check)).toEqual([...(required[type as keyof typeof elements] ?? []), 'type'].sort());
  });

  const run = (element: object) =>
    message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] });
  const chartOf = (part: object) => message({ type: 'data_visualization', title: 'a', chart: part });
  const bars = (part: object) =>
    chartOf({
      type: 'bar',
      series: [{ name: 'a', data: [{ label: 'A', value: 1 }] }],
      axis_config: { categories: ['A'] },
      ...part,
    });
  const cellOf = (cell: object) => message({ type: 'table', rows: [[cell]] });
  const feedback = (part: object) =>
    message({ type: 'context_actions', elements: [{ ...elements.feedback_buttons, positive_button: part }] });
  const workflow = (part: object) => asAction({ ...elements.workflow_button, workflow: part });
  const [section0, bullets, quote, code] = richText.elements;
  const rich = (element: object) => message({ type: 'rich_text', elements: [element] });

  const within: [string, object, (part: object) => string[], string[]][] = [
    ['text', plain(), (part) => message({ type: 'header', text: part }), ['text', 'type']],
    ['mrkdwn', mrkdwn(), (part) => message({ type: 'section', text: part }), ['text', 'type']],
    ['run of text', { type: 'text', text: 'a', style: {} }, run, ['text', 'type']],
    ['link', { type: 'link', url: 'https://example.com', text: 'a' }, run, ['type', 'url']],
    ['person', { type: 'user', user_id: 'U1' }, run, ['type', 'user_id']],
    ['user group', { type: 'usergroup', usergroup_id: 'S1' }, run, ['type', 'usergroup_id']],
    ['team', { type: 'team', team_id: 'T1' }, run, ['team_id', 'type']],
    ['channel', { type: 'channel', channel_id: 'C1' }, run, ['channel_id', 'type']],
    ['broadcast', { type: 'broadcast', range: 'here' }, run, ['range', 'type']],
    ['emoji', { type: 'emoji', name: 'wave', unicode: '1f44b' }, run, ['name', 'type']],
    ['colour', { type: 'color', value: '#fff' }, run, ['type', 'value']],
    ['date', { type: 'date', timestamp: 1, format: '{date}', fallback: 'a' }, run, ['format', 'timestamp', 'type']],
    ['section of rich text', { ...section0 }, rich, ['elements', 'type']],
    ['list', { ...bullets }, rich, ['elements', 'style', 'type']],
    ['quote', { ...quote }, rich, ['elements', 'type']],
    ['code', { ...code }, rich, ['elements', 'type']],
    ['raw text', { type: 'raw_text', text: 'a' }, cellOf, ['text', 'type']],
    ['raw number', { type: 'raw_number', value: 1, text: '1' }, cellOf, ['text', 'type', 'value']],
    ['pie', { type: 'pie', segments: [{ label: 'a', value: 1 }] }, chartOf, ['segments', 'type']],
    ['segment', { label: 'a', value: 1 }, (part) => chartOf({ type: 'pie', segments: [part] }), ['label', 'value']],
    ['bars', { ...chart().chart }, chartOf, ['axis_config', 'series', 'type']],
    ['series', { name: 'a', data: [{ label: 'A', value: 1 }] }, (part) => bars({ series: [part] }), ['data', 'name']],
    ['point', { label: 'A', value: 1 }, (part) => bars({ series: [{ name: 'a', data: [part] }] }), ['label', 'value']],
    ['axes', { categories: ['A'], x_label: 'a' }, (part) => bars({ axis_config: part }), ['categories']],
    [
      'group',
      { label: plain(), options: [option('a')] },
      (part) => asInput({ type: 'static_select', option_groups: [part] }),
      ['label', 'options'],
    ],
    ['option', option('a'), (part) => asInput({ type: 'static_select', options: [part] }), ['text', 'value']],
    [
      'confirmation',
      { ...elements.button.confirm },
      (part) => asAction({ ...elements.button, confirm: part }),
      ['confirm', 'deny', 'text', 'title'],
    ],
    ['workflow', elements.workflow_button.workflow, workflow, ['trigger']],
    ['trigger', elements.workflow_button.workflow.trigger, (part) => workflow({ trigger: part }), ['url']],
    [
      'parameter of a trigger',
      { name: 'a', value: 'b' },
      (part) => workflow({ trigger: { url: 'https://example.com', customizable_input_parameters: [part] } }),
      ['name', 'value'],
    ],
    [
      'icon',
      { type: 'icon', name: 'star' },
      (part) => message({ type: 'card', body: mrkdwn(), slack_icon: part }),
      ['name', 'type'],
    ],
    [
      'source',
      { type: 'url', url: 'https://example.com', text: 'a' },
      (part) => message({ ...blocks.task_card, sources: [part] }),
      ['text', 'type', 'url'],
    ],
    ['feedback button', { ...elements.feedback_buttons.positive_button }, feedback, ['text', 'value']],
    [
      'feedback',
      elements.feedback_buttons,
      (part) => message({ type: 'context_actions', elements: [part] }),
      ['negative_button', 'positive_button', 'type'],
    ],
    [
      'icon button',
      elements.icon_button,
      (part) => message({ type: 'context_actions', elements: [part] }),
      ['icon', 'text', 'type'],
    ],
    ['alert', blocks.alert, inModal, ['text', 'type']],
  ];
  it.each(within)('%s', (_name, whole, check, fields) => {
    expect(missed(whole, check)).toEqual(fields);
  });

  it('is named where it is missing', () => {
    expect(message({ text: plain() })).toEqual([at('missing required field: type', '/blocks/0')]);
    expect(message({ type: 'header' })).toEqual([at('missing required field: text', '/blocks/0')]);
    expect(message({ type: 'section', text: { text: 'a' } })).toEqual([
      at('missing required field: type', '/blocks/0/text'),
    ]);
    expect(asAction({ ...elements.button, confirm: { ...elements.button.confirm, deny: undefined } })).toEqual([
      at('missing required field: deny', '~/confirm'),
    ]);
  });
});
