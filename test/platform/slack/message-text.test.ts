import { expect, test } from 'vitest';
import { textOfMessage } from '../../../src/platform/slack/message-text.ts';
import { asTyped, decoded, readable, withoutLinks } from '../../../src/platform/slack/mrkdwn-in.ts';

const LABS = 'AT&amp;T &lt;Labs&gt;';
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });

test.each([
  ['a text', { text: LABS }],
  ['a section of an app', { bot_id: 'B1', blocks: [section(LABS)] }],
  ['a header of an app', { bot_id: 'B1', blocks: [{ type: 'header', text: { type: 'plain_text', text: LABS } }] }],
  ['an attachment', { attachments: [{ text: LABS }] }],
  ['a block in an attachment', { attachments: [{ blocks: [section(LABS)] }] }],
  ['rich text, which is not encoded', { bot_id: 'B1', blocks: [rich({ type: 'text', text: 'AT&T <Labs>' })] }],
  ['a mail', { files: [{ filetype: 'email', from: [], plain_text: 'AT&T <Labs>' }] }],
])('%s reads AT&T <Labs>', (_, message) => expect(textOfMessage(message)).toContain('AT&T <Labs>'));

test('an entity that a person typed stays as it is', () => {
  expect(decoded('&amp;lt; is &lt;')).toBe('&lt; is <');
});

test('links, mentions, channels and dates become the text that people see', () => {
  expect(readable('<https://acme.example|the site>, <mailto:a@b.example|a@b.example>, <#C1|sales>, <!here>')).toBe(
    'the site, a@b.example, #sales, @here',
  );
  expect(readable('<!date^1795078806^{date}|2026-11-19>')).toBe('2026-11-19');
  expect(withoutLinks('<@U123> in <#C123|sales>')).toBe('<@U123> in <#C123|sales>');
});

test('a table is one line per row, and a mail has its headers', () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const table = {
    type: 'table',
    rows: [
      [cell('Name'), cell('Lena Park')],
      [cell('Company'), cell('Fenwick')],
    ],
  };
  expect(textOfMessage({ bot_id: 'B1', blocks: [table] })).toBe('Name\tLena Park\nCompany\tFenwick');
  const file = {
    filetype: 'email',
    from: [{ name: 'Lena Park', address: 'lena@fenwick.example' }],
    to: [{ address: 'us@northwind.example' }],
    subject: 'Demo',
    plain_text: 'Hi',
  };
  expect(textOfMessage({ files: [file] })).toBe(
    'From: Lena Park <lena@fenwick.example>\nTo: <us@northwind.example>\nSubject: Demo\n\nHi',
  );
});

test('the notification text is left out if the blocks repeat it', () => {
  expect(textOfMessage({ bot_id: 'B1', text: 'New lead', blocks: [section('*New lead*'), section('Lena')] })).toBe(
    '*New lead*\nLena',
  );
  expect(textOfMessage({ text: 'Hello', blocks: [rich({ type: 'text', text: 'Hello' })] })).toBe('Hello');
});

test('invalid input has no text', () => {
  for (const message of [null, 7, 'x', { blocks: 7, attachments: [7], files: ['x'], text: 5 }])
    expect(textOfMessage(message)).toBe('');
});

test.each([
  ['ana@porto.example', '<mailto:ana@porto.example|ana@porto.example>'],
  ['ana@porto.example', '<mailto:ana@porto.example>'],
  ['porto.example', '<http://porto.example|porto.example>'],
  ['https://porto.example/a?b=1&c=2', '<https://porto.example/a?b=1&amp;c=2>'],
  ['+351 21 0000000', '<tel:+351210000000|+351 21 0000000>'],
  ['AT&T <Labs>', 'AT&amp;T &lt;Labs&gt;'],
  ['AT&T <Labs>', 'AT&T <Labs>'],
  ['<https://evil.example|b>', '<https://evil.example|b>'],
  ['<@U123> <!channel> <#C123|sales>', '<@U123> <!channel> <#C123|sales>'],
])('the text of a command reads %s', (typed, sent) => expect(asTyped(sent)).toBe(typed));
