/** Finding values in any JSON, and showing them as a person would write them. */
import { describe, expect, test } from 'vitest';
import type { Path } from '../../../src/intake/mapping/mapping.ts';
import { holdsValue, isHolder, nameIn, rootOf, textOf, valueAt } from '../../../src/intake/mapping/walk.ts';

test.each<[unknown, unknown]>([
  [[{ a: 1 }], { a: 1 }],
  [
    [1, 2],
    [1, 2],
  ],
  [[], []],
  [{ 0: 'x' }, { 0: 'x' }],
  ['text', 'text'],
])('the body %j is %j', (body, root) => expect(rootOf(body)).toEqual(root));

const LIST = [
  { label: 'b', value: 1 },
  { ref: 'b', label: 'a', value: 2 },
  { field: { ref: 'deep' }, value: 3 },
  { name: ' Name ', value: 4 },
];

test.each<[string, Path, unknown, unknown]>([
  ['a key', ['a', 'b'], { a: { b: 1 } }, 1],
  ['a number of a list', ['a', 1], { a: ['x', 'y'] }, 'y'],
  ['a number is no key', ['a', 1], { a: { 1: 'x' } }, undefined],
  ['a key is no number', ['a', '1'], { a: ['x', 'y'] }, undefined],
  ['an entry by its name, whatever its case', ['l', { entry: 'NAME' }, 'value'], { l: LIST }, 4],
  ['a ref before a label', ['l', { entry: 'b' }, 'value'], { l: LIST }, 2],
  ['a ref in a field', ['l', { entry: 'deep' }, 'value'], { l: LIST }, 3],
  ['no entry', ['l', { entry: 'c' }], { l: LIST }, undefined],
  ['no list', ['l', { entry: 'b' }], { l: { b: 1 } }, undefined],
  ['JSON in a text', ['raw', 'a', 0], { raw: ' {"a":["x"]}' }, 'x'],
  ['a list as JSON in a text', ['raw', 0], { raw: '[7]' }, 7],
  ['a text that only begins like JSON', ['raw', 'a'], { raw: '{a}' }, undefined],
  ['a text of digits is no JSON', ['raw', 'a'], { raw: '12' }, undefined],
  ['JSON of 100,000 characters', ['raw', 'a'], { raw: `{"a":1}${' '.repeat(99_993)}` }, 1],
  ['longer JSON is a text', ['raw', 'a'], { raw: `{"a":1}${' '.repeat(99_994)}` }, undefined],
  ['nothing below nothing', ['a', 'b', 'c'], { a: null }, undefined],
])('%s', (_, path, body, found) => expect(valueAt(body, path)).toEqual(found));

describe('the name of an entry of a list', () => {
  const long = 'n'.repeat(300);
  test.each<[string, object, object[], string | undefined]>([
    ['is the first that it has', { label: 'Budget', id: '7' }, [], 'Budget'],
    ['is one that no other has', { label: 'Other', id: '7' }, [{ label: 'other' }], '7'],
    ['may stand in its field', { field: { ref: 'r1' }, value: 1 }, [], 'r1'],
    ['is no number and no space', { ref: 7, label: ' ', id: 'x' }, [], 'x'],
    ['has at most 300 characters', { ref: long }, [], long],
    ['is another one if it is longer', { ref: `${long}n`, id: 'x' }, [], 'x'],
    ['may be missing', { value: 1 }, [], undefined],
  ])('%s', (_, entry, before, name) => expect(nameIn([...before, entry], entry)).toBe(name));
});

describe('a value', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);

  test.each<[unknown, string | undefined]>([
    [null, undefined],
    [undefined, undefined],
    [Number.NaN, 'NaN'],
    [['a', null, ['b', 'c'], ''], 'a, b, c'],
    [Array.from({ length: 101 }, () => 1), Array.from({ length: 100 }, () => 1).join(', ')],
    [nested(4), 'x'],
    [nested(5), undefined],
    [{ value: { value: { value: { value: 'x' } } } }, 'x'],
    [{ value: { value: { value: { value: { value: 'x' } } } } }, undefined],
    ['x'.repeat(10_001), 'x'.repeat(10_000)],
    [{ type: 'email', email: 'a@b.example', value: 'no' }, 'a@b.example'],
    [{ type: 'email', value: 'yes' }, 'yes'],
    [{ type: 'type', value: 'yes' }, 'yes'],
    [{ type: 7, 7: 'no', value: 'yes' }, 'yes'],
    [{ answer: 'first', text: 'second' }, 'first'],
    [{ labels: ['a', 'b'], other: 'c' }, 'a, b'],
    [{ other: 'c' }, 'c'],
    [{ options: [{ id: '1', text: 'One' }] }, undefined],
  ])('%j is shown as %j', (value, text) => expect(textOf(value)).toBe(text));

  test.each<[object, string]>([
    [{ id: '1', text: 'Text', label: 'Label', name: 'Name' }, 'Text'],
    [{ id: '1', label: 'Label', name: 'Name' }, 'Label'],
    [{ id: '1', name: 'Name' }, 'Name'],
    [{ id: '1' }, '1'],
    [{ id: '2', text: 'Other' }, '1'],
  ])('a choice among %j', (option, text) => {
    expect(textOf({ value: '1', options: [option] })).toBe(text);
    expect(textOf({ value: ['1', '9'], options: [null, option] })).toBe(`${text}, 9`);
    expect(textOf({ value: '1', options: { 1: 'no list' } })).toBe('1');
  });

  test.each([
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\tb\u0007\u0085', 'a\tb'],
    ['e\u0301', 'é'],
    ['&#39;&#x27;&apos;&QUOT;', "'''\""],
    ['&#1114111;', '\u{10ffff}'],
    ['&#1114112;', '&#1114112;'],
    ['&nbsp;a&nbsp;b', 'a b'],
    ['&eacute;', '&eacute;'],
    ['<p>a</p><div>b</div><ul><li>c</li></ul>d<br />e', 'a\nb\nc\nd\ne'],
    ['<a href="https://x.example">link</a> <STRONG>b</STRONG>', 'link b'],
    ['<style>p { color: red }</style>a<script>never closed', 'a'],
    ['1 < 2 > 0 <jane@acme.example> <T>', '1 < 2 > 0 <jane@acme.example> <T>'],
    ['plain &', 'plain &'],
  ])('%j is shown without markup', (written, shown) => expect(textOf(written)).toBe(shown));
});

test.each<[unknown, boolean]>([
  [{ name: 'n', value: null }, true],
  [{ name: 'n', values: [] }, true],
  [{ name: 'n', answer: 1 }, true],
  [{ name: 'n', text: 1 }, true],
  [{ name: 'n', response: 1 }, true],
  [{ name: 'n', label: 'l' }, false],
  [{ type: 'text', other: 1 }, false],
  [{ type: 'number', number: 3 }, true],
  [{ type: 'type' }, false],
  ['value', false],
  [['value'], false],
])('%j has a value of its own: %s', (entry, has) => expect(holdsValue(entry)).toBe(has));

test.each<[unknown, boolean]>([
  [{ value: 'x' }, true],
  [{ value: ['x'], versions: [{ value: 'y' }], timestamp: 1 }, true],
  [{ value: 'id', options: [{ id: 'id' }], label: 'Size', key: 'q1', type: 'CHOICE' }, true],
  [{ value: { a: 1 } }, false],
  [{ value: 'x', street: 'Main St' }, false],
  [{ name: 'x', label: 'y' }, false],
  ['value', false],
  [null, false],
])('%j is one value: %s', (value, is) => expect(isHolder(value)).toBe(is));
