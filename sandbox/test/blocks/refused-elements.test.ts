import { describe, expect, it } from 'vitest';
import { elements, mrkdwn, option, plain } from './examples.ts';
import { asAction, asInput } from './send.ts';

/** The fault, its message, and an invalid element. */
const refusals: [string, string[], string[]][] = [
  [
    'null for an object',
    asInput({ ...elements.static_select, initial_option: null }),
    ['must provide an object [json-pointer:~/initial_option]'],
  ],
  [
    'a fraction for a count',
    asInput({ type: 'file_input', max_files: 1.5 }),
    ['must provide an integer [json-pointer:~/max_files]'],
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
    'a link in a menu',
    asInput({ type: 'static_select', options: [{ ...option('a'), url: 'https://example.com' }] }),
    ['invalid additional property: url [json-pointer:~/options/0]'],
  ],
  [
    'an empty menu',
    asInput({ type: 'static_select' }),
    ['must define either `options` or `option_groups` [json-pointer:~]'],
  ],
  [
    'a menu with both options and groups',
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
    'a filter that excludes everything',
    asInput({ type: 'conversations_select', filter: { include: [] } }),
    ['must provide at least 1 items [json-pointer:~/filter/include]'],
  ],
  [
    'an unknown style',
    asAction({ ...elements.button, style: 'default' }),
    ['must be a valid enum value [json-pointer:~/style]'],
  ],
  [
    'an unknown trigger',
    asInput({ type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['blur'] } }),
    ['must be a valid enum value [json-pointer:~/dispatch_action_config/trigger_actions_on/0]'],
  ],
  [
    'a day that does not exist',
    asInput({ type: 'datepicker', initial_date: '2027-02-29' }),
    ['must be a date formatted as YYYY-MM-DD [json-pointer:~/initial_date]'],
  ],
  [
    'a date in another format',
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
    'a value that is not a number',
    asInput({ type: 'number_input', is_decimal_allowed: true, initial_value: 'ten' }),
    ['must be a number, as a string [json-pointer:~/initial_value]'],
  ],
  [
    'a bound that is a number',
    asInput({ type: 'number_input', is_decimal_allowed: true, min_value: 1 }),
    ['must provide a string [json-pointer:~/min_value]'],
  ],
  [
    'a minimum above the maximum',
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
    'a minimum length above the maximum length',
    asInput({ type: 'plain_text_input', min_length: 5, max_length: 4 }),
    ['must not be greater than `max_length` [json-pointer:~/min_length]'],
  ],
  [
    'an initial text longer than allowed',
    asInput({ type: 'plain_text_input', initial_value: 'hello', max_length: 4 }),
    ['must be less than 5 characters [json-pointer:~/initial_value]'],
  ],
  [
    'a minimum of lines above the maximum',
    asInput({ type: 'rich_text_input', min_lines: 9, max_lines: 8 }),
    ['must not be greater than `max_lines` [json-pointer:~/min_lines]'],
  ],
  [
    'text for rich text',
    asInput({ type: 'rich_text_input', initial_value: 'hi' }),
    ['must provide an object [json-pointer:~/initial_value]'],
  ],
  ['an invalid link', asAction({ ...elements.button, url: 'example' }), ['must be a valid URL [json-pointer:~/url]']],
  [
    'a script for a link',
    asAction({ ...elements.button, url: 'javascript:alert(1)' }),
    ['must be a valid URL [json-pointer:~/url]'],
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
    'a radio button that does not exist',
    asInput({ ...elements.radio_buttons, initial_option: option('c') }),
    ['must be one of the provided options [json-pointer:~/initial_option]'],
  ],
];

describe('elements', () => {
  it.each(refusals)('%s is refused', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('links to mail, telephone and Slack are allowed', () => {
    for (const url of ['mailto:a@example.com', 'tel:+4930123456', 'slack://open', 'http://localhost:3000/a']) {
      expect(asAction({ ...elements.button, url })).toEqual([]);
    }
  });
});
