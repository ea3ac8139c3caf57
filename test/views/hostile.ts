/** Texts of any length that people may type to break or to fake what others see. */
import fc from 'fast-check';

export const hostile = {
  'a broadcast': '<!channel> <!here|now> <!subteam^S012ABC>',
  'a mention': '<@U0123456789> and <#C0123456789>',
  'a link that lies': '<https://evil.example/|Acme> <http://evil.example|acme.com>',
  'an entity': '&amp; &lt;!channel&gt; &#60;',
  backticks: '`code` ```block```',
  'a bold star': '*bold* _it_ ~gone~ > quote',
  'an emoji by name': ':smile: :white_check_mark: ::',
  'right to left': 'שלום \u202eevil.exe \u202bx \u202dy',
  isolates: '\u2067a \u2068b \u2066c',
  'a way out of an isolate': '\u2069\u2069\u202c \u202e turned \u2067 \u202c',
  'marks of direction': '\u200fa\u200e b\u061c',
  emoji: '👩🏽‍💻👨‍👩‍👧‍👦🇺🇳😀',
  combining: 'Z\u0351\u036b\u0343a\u0300\u0323l\u0334g\u0321o\u0322',
  'a joiner': 'a\u200db\ufe0f\u2060c',
  'a date token': '<!date^0^{date}|never>',
  'lines of its own': 'one\ntwo\r\n\tthree',
  markup: '<script>alert(1)</script> \\ " \' % {}',
  sql: `Robert'); drop table leads; --"`,
} as const;

/** Text that every field refuses or changes. */
export const unshowable = {
  'a NUL': 'Ja\0ne',
  'a bell': 'Ja\u0007ne',
  'an escape sequence': '\u001b[31mred',
  'a C1 control': 'Ja\u0085ne',
  'a delete': 'Ja\u007fne',
} as const;

/** Text without a visible character. */
export const blank = {
  spaces: '     ',
  'no-break spaces': '\u00a0\u2003',
  'zero width': '\u200b\u200b\u2060',
  'marks alone': '\u202e\u2067\u200f',
  'lines alone': '\n\n\r\n',
  'a filler': '\u3164',
} as const;

/** `text` repeated up to this length. */
export const stretched = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

const soup = fc.string({
  unit: fc.constantFrom(...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', ...'<>&|@!#*_`:\n aאZ😀'),
  size: 'medium',
});

/** Any text that a person may send for a field of this size, also a longer one. */
export const anyText = (limit: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(hostile)) },
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(hostile)).map((text) => stretched(text, limit)) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(unshowable), ...Object.values(blank)) },
    { weight: 3, arbitrary: soup },
    { weight: 2, arbitrary: soup.filter((text) => text !== '').map((text) => stretched(text, limit)) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: limit + 1, size: 'max' }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom('', 'x', 'x'.repeat(limit), 'x'.repeat(limit + 1), 'x'.repeat(3001)) },
  );
