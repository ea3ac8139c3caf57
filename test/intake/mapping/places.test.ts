/** The places of a body that a person may choose, as that person knows them. */
import { describe, expect, test } from 'vitest';
import { type FoundPlace, placeKey, placesIn, placesOf } from '../../../src/intake/mapping/places.ts';

const shown = (body: unknown) => placesIn(body).map(({ label, text }) => [label, text]);
const deep = (levels: number): object => (levels === 1 ? { k: 'x' } : { k: deep(levels - 1) });

describe('a body', () => {
  test('has its keys in order, with the things around them', () => {
    expect(placesIn({ a: 1, contact: { name: 'Jane', tags: ['x', 'y'] }, none: null })).toEqual([
      { path: ['a'], label: 'a', around: [], isAnswer: false, text: '1' },
      { path: ['contact', 'name'], label: 'name', around: ['contact'], isAnswer: false, text: 'Jane' },
      { path: ['contact', 'tags'], label: 'tags', around: ['contact'], isAnswer: false, text: 'x, y' },
      { path: ['none'], label: 'none', around: [], isAnswer: false, text: undefined },
    ]);
  });

  test.each([[null], ['text'], [7], [[]], [{}], [['a', 'b']]])('%j has no place', (body) =>
    expect(placesIn(body)).toEqual([]),
  );

  test('may be JSON in a text', () => {
    expect(placesIn({ raw: '{"a":1}', text: '{a}' })).toMatchObject([
      { path: ['raw', 'a'], label: 'a', around: ['raw'], text: '1' },
      { path: ['text'], text: '{a}' },
    ]);
  });

  test('is looked at ten levels deep', () => {
    expect(placesIn(deep(10))).toMatchObject([{ text: 'x', path: Array(10).fill('k') }]);
    expect(placesIn(deep(11))).toEqual([]);
  });

  test('shows 500 places, and no key of more than 300 characters', () => {
    const wide = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, at) => [`k${at}`, 1]));
    expect([placesIn(wide(500)).length, placesIn(wide(501)).length]).toEqual([500, 500]);
    const [fits, long] = ['k'.repeat(300), 'k'.repeat(301)];
    expect(shown({ [fits]: 1, [long]: 2 })).toEqual([[fits, '1']]);
  });

  test('is shown without the questions of the form next to the answers', () => {
    expect(shown({ schema: { a: 1 }, options: [{ a: 1 }], definition: 'said', versions: [], a: 2 })).toEqual([
      ['definition', 'said'],
      ['a', '2'],
    ]);
  });
});

describe('a list of entries', () => {
  test('with names has its answers by name', () => {
    const body = {
      list: [
        { label: 'Budget', value: 5, type: 'NUMBER' },
        { label: 'Plan', value: '' },
      ],
    };
    expect(placesIn(body)).toEqual([
      {
        path: ['list', { entry: 'Budget' }],
        label: 'Budget',
        around: ['list'],
        isAnswer: true,
        kind: 'NUMBER',
        text: '5',
      },
      { path: ['list', { entry: 'Plan' }], label: 'Plan', around: ['list'], isAnswer: true, text: undefined },
    ]);
  });

  test('without names has the first five by number', () => {
    const body = { list: Array.from({ length: 7 }, (_, at) => ({ a: at })) };
    expect(shown(body)).toEqual([0, 1, 2, 3, 4].map((at) => ['a', String(at)]));
    expect(placesIn(body).at(-1)).toMatchObject({ path: ['list', 4, 'a'], around: ['list', '5'], isAnswer: false });
  });

  test('has its names also after the fifth, up to 200', () => {
    const list = Array.from({ length: 201 }, (_, at) => ({ name: `n${at}`, value: at }));
    expect([placesIn({ list }).length, placesIn({ list }).at(-1)?.label]).toEqual([200, 'n199']);
  });

  test('of plain values is one value, and a thing in it makes it a list', () => {
    expect(shown({ list: ['a', null, 'b'] })).toEqual([['list', 'a, b']]);
    expect(shown({ list: ['a', { b: 1 }] })).toEqual([
      ['1', 'a'],
      ['b', '1'],
    ]);
  });

  test('that are things with parts have numbers, even if they have names', () => {
    expect(placesIn({ list: [{ name: 'Jane', email: 'a@b.example' }] })).toMatchObject([
      { path: ['list', 0, 'name'], label: 'name', around: ['list', '1'], text: 'Jane' },
      { path: ['list', 0, 'email'], text: 'a@b.example' },
    ]);
  });

  test('may be the body', () => {
    expect(
      placesIn([
        { name: 'x', value: 1 },
        { name: 'y', value: 2 },
      ]),
    ).toMatchObject([
      { path: [{ entry: 'x' }], around: [], text: '1' },
      { path: [{ entry: 'y' }], around: [], text: '2' },
    ]);
  });

  test.each([
    [{ question: 'Q', label: 'L', title: 'T', name: 'N', ref: 'R' }, 'Q'],
    [{ label: 'L', title: 'T', name: 'N', ref: 'R' }, 'L'],
    [{ title: 'T', name: 'N', ref: 'R' }, 'T'],
    [{ name: 'N', ref: 'R' }, 'N'],
    [{ ref: 'R', key: 'K' }, 'R'],
    [{ key: 'K', id: 'I' }, 'K'],
    [{ id: 'I' }, 'I'],
  ])('names an answer by the question: %j', (names, label) => {
    expect(shown({ list: [{ ...names, value: 'x' }] })).toEqual([[label, 'x']]);
  });
});

test('a value with its title is known by it', () => {
  expect(
    shown({ f1: { title: 'Full name', value: 'Tom' }, f2: { label: 'Mail', value: 'a' }, f3: { value: 'b' } }),
  ).toEqual([
    ['Full name', 'Tom'],
    ['Mail', 'a'],
    ['f3', 'b'],
  ]);
});

describe('Typeform', () => {
  const fields = [
    { ref: 'mail', title: 'Your email?', type: 'email' },
    { ref: 'tel', title: 'Your number?', type: 'phone_number' },
    { ref: 'plain', title: 'Anything else?' },
    { title: 'Without a ref', type: 'text' },
    { ref: 'untitled', type: 'text' },
  ];
  const answers = [{ type: 'email', email: 'a@b.example', field: { ref: 'mail', type: 'email' } }];
  const body = { form_response: { definition: { fields }, answers } };

  test('sends the questions apart from the answers, and leaves out skipped ones', () => {
    const around = ['form_response', 'answers'];
    const place = (ref: string) => [...around, { entry: ref }];
    expect(placesIn(body)).toEqual([
      { path: place('mail'), label: 'Your email?', around, isAnswer: true, kind: 'email', text: 'a@b.example' },
      { path: place('tel'), label: 'Your number?', around, isAnswer: true, kind: 'phone_number', text: undefined },
      { path: place('plain'), label: 'Anything else?', around, isAnswer: true, kind: '', text: undefined },
    ]);
  });

  test.each([[undefined], ['text'], [{ ref: 'mail', title: 'T' }]])('may send %j as its questions', (other) => {
    expect(shown({ form_response: { definition: { fields: other }, answers } })).toEqual([['mail', 'a@b.example']]);
  });

  test('has up to 200 questions', () => {
    const many = Array.from({ length: 201 }, (_, at) => ({ ref: `r${at}`, title: `Q${at}`, type: 'text' }));
    const found = placesIn({ form_response: { definition: { fields: many } } });
    expect([found.length, found.at(-1)?.label]).toEqual([200, 'Q199']);
  });
});

test('the places of several bodies are each there once, with the newest value', () => {
  const found = placesOf([
    { a: '', b: 'new' },
    { a: 'x', b: 'old', c: 1 },
  ]);
  expect(found.map(({ label, text }: FoundPlace) => [label, text])).toEqual([
    ['a', 'x'],
    ['b', 'new'],
    ['c', '1'],
  ]);
  expect(placesOf([])).toEqual([]);
});

test('the key of a place fits into an option of Slack, and differs for each path', () => {
  const paths = [['a'], ['a', 'b'], ['a.b'], [{ entry: 'a' }], [0], ['0']];
  const keys = paths.map(placeKey);
  expect(new Set(keys).size).toBe(paths.length);
  for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/);
});
