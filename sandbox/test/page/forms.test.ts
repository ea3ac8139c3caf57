import { describe, expect, test } from 'vitest';
import { checkFields } from '../../page/forms/check.ts';
import { richTextOf, textOfRichText } from '../../page/forms/rich-text-value.ts';
import { isEmpty, readValues } from '../../page/forms/values.ts';
import { everyBlock, everyInput } from './every-block.ts';

const input = (element: Record<string, unknown>, more: Record<string, unknown> = {}) => [
  {
    type: 'input',
    block_id: 'b',
    label: { type: 'plain_text', text: 'L' },
    element: { action_id: 'a', ...element },
    ...more,
  },
];
const check = (element: Record<string, unknown>, value: Record<string, unknown>, more = {}) =>
  checkFields(input(element, more), { b: { a: { type: String(element.type), ...value } } }).b;

describe('values', () => {
  test('include every field of a form, empty ones as null or an empty list', () => {
    const values = readValues(everyInput, {});
    expect(Object.keys(values)).toEqual(everyInput.map(({ block_id }) => block_id));
    expect(values).toMatchObject({
      name: { name: { type: 'plain_text_input', value: null } },
      stage: { stage: { type: 'static_select', selected_option: null } },
      tags: { tags: { type: 'multi_static_select', selected_options: [] } },
      owner: { owner: { type: 'users_select', selected_user: null } },
      due: { due: { type: 'datepicker', selected_date: null } },
      files: { files: { type: 'file_input', files: [] } },
    });
  });

  test('start with the app’s initial value', () => {
    expect(readValues(everyInput, {}).heat?.heat?.selected_option).toMatchObject({ value: 'warm' });
    const touched = { heat: { heat: { type: 'radio_buttons', selected_option: { value: 'cold' } } } };
    expect(readValues(everyInput, touched).heat?.heat?.selected_option).toEqual({ value: 'cold' });
  });

  test('are not carried over to another type of element', () => {
    const touched = { name: { name: { type: 'number_input', value: '3' } } };
    expect(readValues(everyInput, touched).name?.name).toEqual({ type: 'plain_text_input', value: null });
  });

  test('survive an update that moves the field and changes its initial value', () => {
    const touched = { b: { a: { type: 'plain_text_input', value: 'typed' } } };
    const update = [{ type: 'divider' }, ...input({ type: 'plain_text_input', initial_value: 'new' })];
    expect(readValues(update, touched).b?.a?.value).toBe('typed');
  });

  test('exist for a message’s inputs, but not for its buttons and menus', () => {
    const values = readValues(everyBlock, {});
    expect(Object.keys(values.b5 ?? {})).toEqual(['day', 'time', 'who', 'stages']);
    expect(values.b5?.day).toEqual({ type: 'datepicker', selected_date: '2026-03-29' });
  });

  test('of a conversations select can default to the open channel', () => {
    expect(readValues(everyInput, {}, 'C7').room?.room).toEqual({
      type: 'conversations_select',
      selected_conversation: 'C7',
    });
  });

  test('include fields inside a container', () => {
    const values = readValues([{ type: 'container', child_blocks: input({ type: 'plain_text_input' }) }], {});
    expect(values).toEqual({ b: { a: { type: 'plain_text_input', value: null } } });
  });

  test('of only blanks count as empty', () => {
    expect(isEmpty({ type: 'plain_text_input', value: ' \n' })).toBe(true);
    expect(isEmpty({ type: 'checkboxes', selected_options: [] })).toBe(true);
    expect(isEmpty({ type: 'datetimepicker', selected_date_time: 0 })).toBe(false);
  });
});

describe('the client refuses', () => {
  test.each([
    ['plain_text_input', { value: null }],
    ['plain_text_input', { value: '  ' }],
    ['static_select', { selected_option: null }],
    ['multi_users_select', { selected_users: [] }],
    ['datepicker', { selected_date: null }],
    ['checkboxes', { selected_options: [] }],
    ['file_input', { files: [] }],
    ['rich_text_input', { rich_text_value: null }],
  ])('an empty required %s', (type, value) => {
    expect(check({ type }, value)).toMatch(/required/);
    expect(check({ type }, value, { optional: true })).toBeUndefined();
  });

  test('a text that is one character too short or too long', () => {
    const element = { type: 'plain_text_input', min_length: 2, max_length: 4 };
    expect(check(element, { value: 'a' })).toMatch(/at least 2/);
    expect(check(element, { value: 'ab' })).toBeUndefined();
    expect(check(element, { value: 'abcd' })).toBeUndefined();
    expect(check(element, { value: 'abcde' })).toMatch(/4 at most/);
    expect(check({ type: 'plain_text_input' }, { value: 'a'.repeat(3000) })).toBeUndefined();
    expect(check({ type: 'plain_text_input' }, { value: 'a'.repeat(3001) })).toMatch(/by 1 /);
  });

  test.each(['a', 'a@', '@b.c', 'a b@c.de', 'a@b', 'a@b.'])('%s as an email address', (value) => {
    expect(check({ type: 'email_text_input' }, { value })).toMatch(/email/);
  });

  test.each(['example.com', 'ftp://x.y', 'http://', 'javascript:alert(1)'])('%s as a link', (value) => {
    expect(check({ type: 'url_text_input' }, { value })).toMatch(/link/);
  });

  test.each([
    ['x', /number/],
    ['1.5', /whole/],
    ['1e3', /number/],
    ['0', /1 or more/],
    ['6', /5 or less/],
  ])('%s as a whole number from 1 to 5', (value, reason) => {
    expect(
      check({ type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '5' }, { value }),
    ).toMatch(reason);
  });

  test('nothing in a valid form', () => {
    expect(check({ type: 'email_text_input' }, { value: 'a@b.co' })).toBeUndefined();
    expect(check({ type: 'url_text_input' }, { value: 'https://b.co/x' })).toBeUndefined();
    expect(check({ type: 'number_input', is_decimal_allowed: true }, { value: '-1.5' })).toBeUndefined();
  });
});

describe('typed rich text', () => {
  test('becomes sections, lists, quotes and code', () => {
    expect(richTextOf('A *b* `c`\n- one\n- two\n> q\n```\nx *y*\n```').elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'A ' },
          { type: 'text', text: 'b', style: { bold: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'c', style: { code: true } },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'q' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x *y*' }] },
    ]);
  });

  test('keeps typed mention codes as text', () => {
    expect(richTextOf('<@U1> <!channel>').elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: '<@U1> <!channel>' }] },
    ]);
  });

  test.each(['a *b* _c_', '1. a\n2. b', '- a', '> q', '```\ncode\n```', 'a\nb'])(
    '%j is converted back to the typed text',
    (typed) => {
      expect(textOfRichText(richTextOf(typed))).toBe(typed);
    },
  );
});
