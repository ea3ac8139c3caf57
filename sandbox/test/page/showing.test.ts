import { describe, expect, test } from 'vitest';
import { chartData, ticks } from '../../page/blocks/charts/data.ts';
import { rowsOf } from '../../page/channel/message-rows.ts';
import {
  channelChoices,
  filterSections,
  optionSections,
  peopleChoices,
  picked,
  valueKey,
} from '../../page/elements/options.ts';
import { parseMarkdown, parseSpans } from '../../page/markdown/parse.ts';
import type { Message } from '../../src/protocol.ts';
import { fakeWorkspace } from './fake-workspace.ts';

const workspace = fakeWorkspace(Date.UTC(2026, 3, 2, 9));

describe('the list of messages', () => {
  const at = (iso: string, user = 'U2', more: Partial<Message> = {}): Message =>
    ({
      channel: 'C1',
      ts: `${Date.parse(iso) / 1000}.000100`,
      user,
      text: '',
      reactions: [],
      ephemeral: false,
      ...more,
    }) as Message;
  const viewer = { timeZone: 'Europe/Berlin', nowMs: Date.parse('2026-04-02T09:00:00Z') };
  const kinds = (messages: Message[], lastRead?: string) =>
    rowsOf(messages, viewer, lastRead, 'U1').map((row) =>
      row.type === 'day' ? row.label : row.type === 'new' ? 'new' : row.isGrouped ? 'grouped' : 'message',
    );

  test('starts a day in the viewer’s zone', () => {
    // 23:30 and 0:30 in Berlin.
    expect(kinds([at('2026-03-31T21:30:00Z'), at('2026-03-31T22:30:00Z')])).toEqual([
      'Tuesday, March 31st',
      'message',
      'Yesterday',
      'message',
    ]);
  });

  test('groups messages of one person within five minutes under one head', () => {
    const messages = [
      at('2026-04-02T08:00:00Z'),
      at('2026-04-02T08:04:00Z'),
      at('2026-04-02T08:10:00Z'),
      at('2026-04-02T08:11:00Z', 'U3'),
      at('2026-04-02T08:12:00Z', 'U3', { ephemeral: true }),
      at('2026-04-02T08:13:00Z', 'U3', { subtype: 'channel_join' }),
    ];
    expect(kinds(messages)).toEqual(['Today', 'message', 'grouped', 'message', 'message', 'message', 'message']);
  });

  test('draws one line above new messages of others', () => {
    const messages = [
      at('2026-04-02T08:00:00Z'),
      at('2026-04-02T08:01:00Z', 'U1'),
      at('2026-04-02T08:02:00Z'),
      at('2026-04-02T08:03:00Z'),
    ];
    expect(kinds(messages, messages[0]?.ts)).toEqual(['Today', 'message', 'message', 'new', 'message', 'grouped']);
  });
});

describe('selects', () => {
  const people = Object.fromEntries(workspace.people.map((person) => [person.id, person]));
  const names = (element: Record<string, unknown>) =>
    channelChoices({ type: 'conversations_select', ...element }, workspace.channels, people).map(({ text }) => text);

  test.each([
    ['static_select', 'selected_option'],
    ['multi_external_select', 'selected_options'],
    ['users_select', 'selected_user'],
    ['multi_conversations_select', 'selected_conversations'],
    ['channels_select', 'selected_channel'],
  ])('a %s keeps its value in %s', (type, key) => {
    expect(valueKey(type)).toBe(key);
  });

  test('no choice is an empty list, in single and multi selects', () => {
    expect(picked({ type: 'users_select', selected_user: null })).toEqual([]);
    expect(picked({ type: 'multi_users_select', selected_users: ['U1'] })).toEqual(['U1']);
  });

  test('deactivated people cannot be chosen', () => {
    expect(peopleChoices(workspace.people).map(({ key }) => key)).not.toContain('U6');
  });

  test('a conversations select applies its filter', () => {
    expect(names({})).toEqual(['#sales-emea', '#marketing', '#partners', '#random', 'Sam Okafor', 'Relay']);
    expect(names({ filter: { include: ['private'] } })).toEqual(['#partners']);
    expect(names({ filter: { exclude_external_shared_channels: true, exclude_bot_users: true } })).toEqual([
      '#sales-emea',
      '#marketing',
      '#random',
      'Sam Okafor',
    ]);
    expect(names({ type: 'channels_select' })).toEqual(['#sales-emea', '#marketing', '#random']);
  });

  test('typing filters the options and drops empty groups', () => {
    const option = (text: string) => ({ text: { type: 'plain_text' as const, text }, value: text });
    const groups = [
      { label: { type: 'plain_text' as const, text: 'Europe' }, options: [option('EMEA'), option('Nordics')] },
      { label: { type: 'plain_text' as const, text: 'Americas' }, options: [option('US East')] },
    ];
    const found = filterSections(optionSections([], groups), 'nor');
    expect(found.map(({ label, choices }) => [label, choices.map(({ text }) => text)])).toEqual([
      ['Europe', ['Nordics']],
    ]);
  });
});

describe('charts', () => {
  test('a series without a point for a category has zero there', () => {
    const data = chartData({
      type: 'bar',
      series: [{ name: 'a', data: [{ label: 'y', value: 2 }] }],
      axis_config: { categories: ['x', 'y'] },
    });
    expect(data).toMatchObject({ categories: ['x', 'y'], series: [{ name: 'a', values: [0, 2] }] });
  });

  test.each([
    [
      [3, 18],
      [0, 5, 10, 15, 20],
    ],
    [
      [0.1, 0.3],
      [0, 0.1, 0.2, 0.3],
    ],
    [
      [-0.4, 0.6],
      [-0.5, -0.25, 0, 0.25, 0.5, 0.75],
    ],
    [[0], [0, 1]],
    // Whole numbers have whole steps.
    [[1], [0, 1]],
    [
      [3, 1],
      [0, 1, 2, 3],
    ],
    [
      [9, 4],
      [0, 5, 10],
    ],
  ])('the axis of %j has the steps %j', (values, steps) => {
    expect(ticks(values)).toEqual(steps);
  });
});

describe('markdown', () => {
  test('has headings, lists, quotes, code, rules and tables', () => {
    const kinds = parseMarkdown(
      '# A\n\ntext\nmore\n\n- a\n  - b\n1. c\n\n> q\n\n```js\nx\n```\n---\n\n|a|b|\n|-|-|\n|1|2|',
    ).map(({ type }) => type);
    expect(kinds).toEqual(['heading', 'paragraph', 'list', 'quote', 'code', 'rule', 'table']);
  });

  test('marks tasks as done or not', () => {
    expect(parseMarkdown('- [x] a\n- [ ] b')).toMatchObject([{ items: [{ done: true }, { done: false }] }]);
  });

  test('has inline formatting, and keeps other marks as text', () => {
    expect(parseSpans('**a** _b_ ~~c~~ `d` [e](https://x.test) snake_case \\*f\\*').map(({ type }) => type)).toEqual([
      'strong',
      'text',
      'em',
      'text',
      'del',
      'text',
      'code',
      'text',
      'link',
      'text',
      'text',
      'text',
      'text',
    ]);
    expect(parseSpans('<b>x</b> 2 * 3 * 4')).toEqual([{ type: 'text', text: '<b>x</b> 2 * 3 * 4' }]);
  });
});
