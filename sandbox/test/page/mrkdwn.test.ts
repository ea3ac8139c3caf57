import { describe, expect, test } from 'vitest';
import type { Inline } from '../../page/mrkdwn/inline.ts';
import { parseMrkdwn } from '../../page/mrkdwn/parse.ts';
import { parsePlain } from '../../page/mrkdwn/plain.ts';

const line = (text: string, verbatim?: boolean): Inline[] => {
  const [block, ...more] = parseMrkdwn(text, verbatim);
  if (block?.type !== 'lines' || more.length > 0 || block.lines.length !== 1) throw new Error('More than one line.');
  return block.lines[0] ?? [];
};
const text = (value: string): Inline => ({ type: 'text', text: value });
/** All visible text. */
const read = (nodes: Inline[]): string =>
  nodes
    .map((node) => {
      if ('children' in node) return read(node.children);
      if ('text' in node) return node.text;
      if (node.type === 'link') return node.label ?? node.url;
      return node.type === 'emoji' ? node.raw : `(${node.type})`;
    })
    .join('');

describe('formatting', () => {
  test('bold, italic and strike have one mark each and can be nested', () => {
    expect(line('*a _b_* ~c~')).toEqual([
      { type: 'bold', children: [text('a '), { type: 'italic', children: [text('b')] }] },
      text(' '),
      { type: 'strike', children: [text('c')] },
    ]);
  });

  test.each(['snake_case_name', '2*3*4', '* a *', '**', '*', '_', '~~', 'a*b*c', '*open', '_ a_', '`', '``'])(
    '%s is not formatting',
    (typed) => {
      expect(line(typed)).toEqual([text(typed)]);
    },
  );

  test('a mark ends at the end of its line', () => {
    expect(parseMrkdwn('*a\nb*')).toEqual([{ type: 'lines', lines: [[text('*a')], [text('b*')]] }]);
  });

  test('nothing is formatted inside code', () => {
    expect(line('`*a* <https://x.test|y> &lt;`')).toEqual([{ type: 'code', text: '*a* y <' }]);
  });

  test('a mark inside a link or code does not close an earlier mark', () => {
    expect(line('*a `*` <https://x.test/*|b>*')).toEqual([
      {
        type: 'bold',
        children: [
          text('a '),
          { type: 'code', text: '*' },
          text(' '),
          { type: 'link', url: 'https://x.test/*', label: 'b' },
        ],
      },
    ]);
  });

  test('text in three backticks keeps its lines and marks', () => {
    expect(parseMrkdwn('see\n```\n*a*\n  b\n```\nend')).toEqual([
      { type: 'lines', lines: [[text('see')]] },
      { type: 'pre', text: '*a*\n  b' },
      { type: 'lines', lines: [[text('end')]] },
    ]);
  });

  test('unclosed triple backticks are text', () => {
    expect(parseMrkdwn('a ``` b')).toEqual([{ type: 'lines', lines: [[text('a ``` b')]] }]);
  });

  test('consecutive lines with > are one quote, and >>> quotes the rest', () => {
    expect(parseMrkdwn('&gt; a\n> b\nc').map(({ type }) => type)).toEqual(['quote', 'lines']);
    expect(parseMrkdwn('x\n>>> a\n\nb').at(-1)).toEqual({ type: 'quote', lines: [[text('a')], [], [text('b')]] });
  });
});

describe('references', () => {
  test('codes become people, channels, groups and broadcasts', () => {
    expect(line('<@U1|sam> <#C1> <!subteam^S1|@all> <!here>').filter(({ type }) => type !== 'text')).toEqual([
      { type: 'user', id: 'U1', label: 'sam' },
      { type: 'channel', id: 'C1', label: undefined },
      { type: 'group', id: 'S1', label: '@all' },
      { type: 'broadcast', range: 'here' },
    ]);
  });

  test('a date has a format, a link and a fallback', () => {
    expect(line('<!date^1392734382^{date} at {time}^https://x.test/?a=1&amp;b=2|then>')).toEqual([
      {
        type: 'date',
        timestamp: 1392734382,
        format: '{date} at {time}',
        url: 'https://x.test/?a=1&b=2',
        fallback: 'then',
      },
    ]);
  });

  test('an invalid date shows its fallback', () => {
    expect(line('<!date^soon^{date}|then>')).toEqual([text('then')]);
  });

  test('bare URLs become links without a trailing full stop, unless the text is verbatim', () => {
    const link: Inline = { type: 'link', url: 'https://x.test/a?b=1&c=2' };
    expect(line('see https://x.test/a?b=1&amp;c=2.')).toEqual([text('see '), link, text('.')]);
    expect(line('a@x.test')).toEqual([{ type: 'link', url: 'mailto:a@x.test', label: 'a@x.test' }]);
    expect(line('https://x.test', true)).toEqual([text('https://x.test')]);
  });

  test('emoji have a name and a skin tone', () => {
    expect(line(':wave::skin-tone-3:')).toEqual([{ type: 'emoji', name: 'wave', tone: 3, raw: ':wave::skin-tone-3:' }]);
  });
});

describe('hostile text', () => {
  test.each([
    ['&lt;!channel&gt;', '<!channel>'],
    ['&lt;@U1&gt;', '<@U1>'],
    ['&lt;b&gt;x&lt;/b&gt;', '<b>x</b>'],
    ['&amp;lt;', '&lt;'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['<javascript:alert(1)|click>', '<javascript:alert(1)|click>'],
    ['<data:text/html,x|click>', '<data:text/html,x|click>'],
    ['<!nonsense>', '<!nonsense>'],
    ['<@>', '<@>'],
    ['a < b > c', 'a < b > c'],
    ['\u202etext\u0000', '\u202etext\u0000'],
  ])('%j is shown as %j', (stored, shown) => {
    expect(line(stored)).toEqual([text(shown)]);
  });

  test('a link in a date must have a safe scheme', () => {
    expect(line('<!date^1^{date}^javascript:alert(1)|then>')).toMatchObject([{ type: 'date', url: undefined }]);
  });

  test('no typed character is lost', () => {
    for (const piece of ['*', '_', '~', '`', '<', '>', '|', ':', '@', '#', '!', ' a', 'x']) {
      for (const other of ['*', '_ b', '~', '`', '<', '>', ':b:', '!']) {
        const typed = `${piece}${other}${piece}`;
        const marks = /[*_~`\s]/g;
        // A quoted line starts with a mark of its own.
        if (typed.startsWith('>')) continue;
        expect(read(line(typed)).replaceAll(marks, '')).toBe(typed.replaceAll(marks, ''));
      }
    }
  });
});

test('plain text is only formatted for emoji', () => {
  expect(parsePlain('*a* :tada: &lt;', true)).toEqual([
    text('*a* '),
    { type: 'emoji', name: 'tada', tone: undefined, raw: ':tada:' },
    text(' &lt;'),
  ]);
  expect(parsePlain(':tada:', false)).toEqual([text(':tada:')]);
});
