/** Addresses of content, and which of them are one page. */
import { expect, test } from 'vitest';
import { beginningsOf, pageOf, webLink } from '../../src/library/link.ts';

test.each([
  [' https://Example.com/A b'.replace(' b', ''), 'https://example.com/A'],
  ['http://example.com', 'http://example.com/'],
  ['https://example.com/ä', 'https://example.com/%C3%A4'],
])('%j is the address %j', (typed, link) => expect(webLink.parse(typed)).toBe(link));

const WRONG = 'This must be an address that starts with https:// or http://.';
const LONG = 'This address is too long: at most 2000 characters.';
const path = (length: number) => `https://example.com/${'a'.repeat(length - 'https://example.com/'.length)}`;

test.each([
  ['example.com', WRONG],
  ['ftp://example.com', WRONG],
  ['javascript:alert(1)', WRONG],
  ['https://jane@example.com', WRONG],
  ['https://:secret@example.com', WRONG],
  ['https://example.com/a b', WRONG],
  ['https://example.com/\u202e', WRONG],
  ['', WRONG],
  [path(2_001), LONG],
  [`https://example.com/${'ä'.repeat(400)}`, LONG],
])('%j is refused', (typed, told) => expect(webLink.safeParse(typed).error?.issues[0]?.message).toBe(told));

test('an address may have 2,000 characters', () => expect(webLink.parse(path(2_000))).toHaveLength(2_000));

test.each([
  ['https://example.com/a/', 'http://example.com/a'],
  ['https://example.com/a?utm_source=x&GCLID=1', 'https://example.com/a'],
  ['https://example.com/a?b=1&a=2', 'https://example.com/a?a=2&b=1'],
  ['https://example.com/a#part', 'https://example.com/a'],
  ['https://example.com/a?utm_a=1&utm_a=2&x=1', 'https://example.com/a?x=1'],
])('%s and %s are one page', (one, other) => expect(pageOf(one)).toBe(pageOf(other)));

test.each([
  ['https://example.com/a', 'https://example.com/b'],
  ['https://example.com/a?id=1', 'https://example.com/a?id=2'],
  ['https://example.com/#/a', 'https://example.com/#/b'],
  ['https://example.com/#!a', 'https://example.com/'],
  ['https://example.com/a', 'https://example.org/a'],
  ['https://example.com:8443/a', 'https://example.com/a'],
])('%s and %s are two', (one, other) => expect(pageOf(one)).not.toBe(pageOf(other)));

test('links of one page begin alike, over both protocols', () => {
  expect(beginningsOf('http://example.com/a//?b=1#c')).toEqual(['https://example.com/a', 'http://example.com/a']);
});
