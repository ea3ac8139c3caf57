import { describe, expect, it } from 'vitest';
import { blocks, chart, elements, letters, mrkdwn, option, plain } from './examples.ts';
import { asAction, asInput, at, inModal, message, view } from './send.ts';

const section = { type: 'section', text: plain() };
const onAxes = (part: object) => message({ ...chart(), chart: { ...chart().chart, ...part } });

/** One limit: its name, its value, a payload with a text, and the pointer of the fault. */
const strings: [string, number, (text: string) => string[], string][] = [
  ['block_id', 255, (s) => message({ ...section, block_id: s }), '/blocks/0/block_id'],
  ['action_id', 255, (s) => asAction({ ...elements.button, action_id: s }), '~/action_id'],
  ['text of a section', 3000, (s) => message({ ...section, text: mrkdwn(s) }), '/blocks/0/text/text'],
  ['field of a section', 2000, (s) => message({ type: 'section', fields: [plain(s)] }), '/blocks/0/fields/0/text'],
  ['text in a context', 3000, (s) => message({ type: 'context', elements: [mrkdwn(s)] }), '/blocks/0/elements/0/text'],
  ['header', 150, (s) => message({ type: 'header', text: plain(s) }), '/blocks/0/text/text'],
  ['button text', 75, (s) => asAction({ ...elements.button, text: plain(s) }), '~/text/text'],
  ['button value', 2000, (s) => asAction({ ...elements.button, value: s }), '~/value'],
  ['button label', 75, (s) => asAction({ ...elements.button, accessibility_label: s }), '~/accessibility_label'],
  ['confirm title', 100, (s) => confirms({ title: plain(s) }), '~/confirm/title/text'],
  ['confirm text', 300, (s) => confirms({ text: mrkdwn(s) }), '~/confirm/text/text'],
  ['confirm button', 30, (s) => confirms({ confirm: plain(s) }), '~/confirm/confirm/text'],
  ['deny button', 30, (s) => confirms({ deny: plain(s) }), '~/confirm/deny/text'],
  ['option text', 75, (s) => offers({ text: plain(s) }), '~/options/0/text/text'],
  ['option value', 150, (s) => offers({ value: s }), '~/options/0/value'],
  ['option description', 75, (s) => offers({ description: plain(s) }), '~/options/0/description/text'],
  [
    'box text',
    75,
    (s) => asInput({ type: 'checkboxes', options: [{ ...option('a'), text: mrkdwn(s) }] }),
    '~/options/0/text/text',
  ],
  [
    'group label',
    75,
    (s) => asInput({ type: 'static_select', option_groups: [{ label: plain(s), options: [option('a')] }] }),
    '~/option_groups/0/label/text',
  ],
  ['placeholder', 150, (s) => asInput({ ...elements.static_select, placeholder: plain(s) }), '~/placeholder/text'],
  ['input placeholder', 150, (s) => asInput({ type: 'url_text_input', placeholder: plain(s) }), '~/placeholder/text'],
  ['initial text', 3000, (s) => asInput({ type: 'plain_text_input', initial_value: s }), '~/initial_value'],
  ['input label', 2000, (s) => inModal({ ...blocks.input, label: plain(s) }), '/view/blocks/0/label/text'],
  ['input hint', 2000, (s) => inModal({ ...blocks.input, hint: plain(s) }), '/view/blocks/0/hint/text'],
  ['alt text of an image', 2000, (s) => message({ ...blocks.image, alt_text: s }), '/blocks/0/alt_text'],
  ['title of an image', 2000, (s) => message({ ...blocks.image, title: plain(s) }), '/blocks/0/title/text'],
  ['alt text of a video', 200, (s) => message({ ...blocks.video, alt_text: s }), '/blocks/0/alt_text'],
  ['title of a video', 199, (s) => message({ ...blocks.video, title: plain(s) }), '/blocks/0/title/text'],
  [
    'description of a video',
    199,
    (s) => message({ ...blocks.video, description: plain(s) }),
    '/blocks/0/description/text',
  ],
  ['author of a video', 49, (s) => message({ ...blocks.video, author_name: s }), '/blocks/0/author_name'],
  ['provider of a video', 50, (s) => message({ ...blocks.video, provider_name: s }), '/blocks/0/provider_name'],
  ['markdown', 12_000, (s) => message({ type: 'markdown', text: s }), '/blocks/0/text'],
  ['alert', 200, (s) => inModal({ ...blocks.alert, text: mrkdwn(s) }), '/view/blocks/0/text/text'],
  ['card title', 150, (s) => message({ ...blocks.card, title: mrkdwn(s) }), '/blocks/0/title/text'],
  ['card subtitle', 150, (s) => message({ ...blocks.card, subtitle: mrkdwn(s) }), '/blocks/0/subtitle/text'],
  ['card body', 200, (s) => message({ ...blocks.card, body: mrkdwn(s) }), '/blocks/0/body/text'],
  ['card subtext', 200, (s) => message({ ...blocks.card, subtext: mrkdwn(s) }), '/blocks/0/subtext/text'],
  ['container title', 150, (s) => message({ ...blocks.container, title: plain(s) }), '/blocks/0/title/text'],
  ['container subtitle', 150, (s) => message({ ...blocks.container, subtitle: mrkdwn(s) }), '/blocks/0/subtitle/text'],
  ['feedback text', 75, (s) => feedback({ text: plain(s) }), '/blocks/0/elements/0/positive_button/text/text'],
  ['feedback value', 2000, (s) => feedback({ value: s }), '/blocks/0/elements/0/positive_button/value'],
  [
    'feedback label',
    75,
    (s) => feedback({ accessibility_label: s }),
    '/blocks/0/elements/0/positive_button/accessibility_label',
  ],
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
    (s) => onAxes({ series: [{ name: s, data: [{ label: 'A', value: 1 }] }], axis_config: { categories: ['A'] } }),
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
const urls: [string, (url: string) => string[], string][] = [
  ['image', (url) => message({ type: 'image', alt_text: 'a', image_url: url }), '/blocks/0/image_url'],
  ['button', (url) => asAction({ ...elements.button, url }), '~/url'],
  ['overflow option', (url) => asAction({ type: 'overflow', options: [{ ...option('a'), url }] }), '~/options/0/url'],
  [
    'source of a task',
    (url) => message({ ...blocks.task_card, sources: [{ type: 'url', url, text: 'a' }] }),
    '/blocks/0/sources/0/url',
  ],
];

function confirms(part: object) {
  return asAction({ ...elements.button, confirm: { ...elements.button.confirm, ...part } });
}
function offers(part: object) {
  return asInput({ type: 'static_select', options: [{ ...option('a'), ...part }] });
}
function feedback(part: object) {
  const positive_button = { ...elements.feedback_buttons.positive_button, ...part };
  return message({ type: 'context_actions', elements: [{ ...elements.feedback_buttons, positive_button }] });
}

describe('texts', () => {
  it.each(strings)('%s: %i characters are accepted, and one more is refused', (_name, max, check, pointer) => {
    expect(check(letters(max))).toEqual([]);
    expect(check(letters(max + 1))).toEqual([at(`must be less than ${max + 1} characters`, pointer)]);
  });

  it.each(urls)('URL of %s: 3000 characters are accepted, and one more is refused', (_name, check, pointer) => {
    const long = (count: number) => address + letters(count - address.length);
    expect(check(long(3000))).toEqual([]);
    expect(check(long(3001))).toEqual([at('must be less than 3001 characters', pointer)]);
  });

  it.each([
    ['table', 10_000, {}],
    ['data_table', 20_000, { caption: 'a' }],
  ])('the cells of a %s hold %i characters together', (type, max, more) => {
    const filled = (count: number) => ({
      type,
      ...more,
      rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_text', text: letters(count - 1) }]],
    });
    expect(message(filled(max))).toEqual([]);
    expect(message(filled(max + 1))).toEqual([at(`must be less than ${max + 1} characters`, '/blocks/0/rows')]);
  });

  it('an emoji is one character', () => {
    expect(message({ type: 'header', text: plain('🎉'.repeat(150)) })).toEqual([]);
    expect(message({ type: 'header', text: plain('🎉'.repeat(151)) })).toEqual([
      at('must be less than 151 characters', '/blocks/0/text/text'),
    ]);
  });

  it('a category and its points have up to 20 characters', () => {
    const long = (count: number) =>
      onAxes({
        series: [{ name: 'a', data: [{ label: letters(count), value: 1 }] }],
        axis_config: { categories: [letters(count)] },
      });
    expect(long(20)).toEqual([]);
    expect(long(21)).toEqual([
      at('must be less than 21 characters', '/blocks/0/chart/series/0/data/0/label'),
      at('must be less than 21 characters', '/blocks/0/chart/axis_config/categories/0'),
    ]);
  });

  const empties: [string, () => string[], string][] = [
    ['text', () => message({ type: 'section', text: mrkdwn('') }), '/blocks/0/text/text'],
    ['plain text', () => message({ type: 'header', text: plain('') }), '/blocks/0/text/text'],
    ['markdown', () => message({ type: 'markdown', text: '' }), '/blocks/0/text'],
    ['alt text', () => message({ ...blocks.video, alt_text: '' }), '/blocks/0/alt_text'],
    ['cell', () => message({ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }), '/blocks/0/rows/0/0/text'],
    ['URL', () => asAction({ ...elements.button, url: '' }), '~/url'],
  ];
  it.each(empties)('an empty %s is refused', (_name, check, pointer) => {
    expect(check()).toEqual([at('must be more than 0 characters', pointer)]);
  });
});
