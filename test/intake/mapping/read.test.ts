import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Path, type Rule, mapping as schema } from '../../../src/intake/mapping/mapping.ts';
import { placesIn } from '../../../src/intake/mapping/places.ts';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';
import { valueAt } from '../../../src/intake/mapping/walk.ts';
import { sent } from './bodies.ts';

const rule = (...paths: Path[]): Rule => ({ places: paths.map((path) => ({ path })) });
const EMAIL = { email: rule(['email']) };

/** The text of one field, read from a body by its rule. */
function read(body: object, need: Rule): string | undefined {
  const reading = readLead({ fields: { ...EMAIL, need } }, { email: 'jane@acme.example', ...body });
  return 'fields' in reading ? reading.fields.need : JSON.stringify(reading);
}

describe('a mapping', () => {
  it('takes any text for one key', () => {
    expect(read({ '1.3': 'Jane', 1: { 3: 'no' } }, rule(['1.3']))).toBe('Jane');
    expect(read({ 'a b': { 'c/d': 'x' } }, rule(['a b', 'c/d']))).toBe('x');
  });

  it('finds an entry by its ref, question, name or label, whatever the order of the list', () => {
    for (const key of ['ref', 'question', 'name', 'key', 'label', 'title', 'id']) {
      const list = [{ [key]: 'Other', value: 'no' }, 7, null, { [key]: 'Budget', value: 'yes' }];
      expect(read({ list }, rule(['list', { entry: 'budget ' }]))).toBe('yes');
      expect(read({ list: list.toReversed() }, rule(['list', { entry: 'Budget' }]))).toBe('yes');
    }
  });

  it('takes the first place that holds something', () => {
    const places = rule(['work'], ['home'], ['none']);
    expect(read({ work: '', home: 'two' }, places)).toBe('two');
    expect(read({ work: 'one', home: 'two' }, places)).toBe('one');
    expect(read({ work: null }, { places: [...places.places, { fixed: 'three' }] })).toBe('three');
  });

  it('joins places, with their questions, and leaves out empty ones', () => {
    const join = [{ path: ['a'], label: 'Seats' }, { path: ['b'], label: 'When?' }, { path: ['c'] }];
    expect(read({ a: 3, b: '', c: 'x' }, { places: [{ join, with: '\n' }] })).toBe('Seats: 3\nx');
    expect(read({ b: 'now' }, { places: [{ join, with: '\n' }] })).toBe('When? now');
  });

  it('splits a full name', () => {
    const part = (name: string, which: 'first' | 'last') =>
      read({ name }, { places: [{ path: ['name'], part: which }] });
    expect(part('Jane Mary Doe', 'first')).toBe('Jane');
    expect(part('Jane Mary Doe', 'last')).toBe('Mary Doe');
    expect(part('Doe, Jane', 'last')).toBe('Doe');
    expect(part('Jane', 'last')).toBeUndefined();
  });

  it('translates values, whatever their case', () => {
    const values = { ' Ready to buy': 'hot' };
    expect(read({ a: 'READY TO BUY' }, { ...rule(['a']), values })).toBe('hot');
    expect(read({ a: 'constructor' }, { ...rule(['a']), values })).toBe('constructor');
  });

  it.each([
    [['a', 'b'], 'a, b'],
    [[], undefined],
    [true, 'Yes'],
    [false, 'No'],
    [0, '0'],
    ['  ', undefined],
    [{ value: 'x' }, 'x'],
    [{ id: 'c1', label: 'Choice' }, 'Choice'],
    [{ street: 'Main St' }, undefined],
    ['a<br>b &amp; <b>c</b>', 'a\nb & c'],
    ['a < b and b > c <jane@x.example>', 'a < b and b > c <jane@x.example>'],
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['&#9999999; &unknown; &amp;lt;', '&#9999999; &unknown; &lt;'],
    ['tab\u0000\u0007 \ud800', 'tab �'],
  ])('shows %j as a person would write it', (a, text) => {
    expect(read({ a }, rule(['a']))).toBe(text);
  });

  it('says in words which place is empty', () => {
    const fields = { email: rule(['data', 'Work Email'], ['mail']), phone: rule(['list', { entry: 'Phone' }]) };
    expect(readLead({ fields }, { data: { 'Work Email': '' } })).toEqual({
      reasons: ['Email: nothing is in “Work Email” or “mail”.', 'Phone: nothing is in “Phone”.'],
    });
    expect(readLead({ fields: {} }, { a: 1 })).toEqual({
      reasons: ['Email: no place is chosen.', 'Phone: no place is chosen.'],
    });
    for (const body of [null, 3, 'text', [], [1, 2], [[{}]]])
      expect(readLead({ fields: EMAIL }, body)).toEqual({ reasons: ['The body has no fields.'] });
  });

  it('leaves an address that is not one as it was typed', () => {
    const email = (text: string) => readLead({ fields: EMAIL }, { email: text });
    expect(email('mailto:jane@acme.example')).toEqual({ fields: { email: 'jane@acme.example' } });
    expect(email('jane@@acme')).toEqual({ fields: { email: 'jane@@acme' } });
    expect(email('a@b.example, c@d.example')).toEqual({ fields: { email: 'a@b.example, c@d.example' } });
  });
});

describe('any JSON', () => {
  const own = ['__proto__', 'constructor', 'toString', 'length', 'email', 'type', 'value', 'name', 'fields', 'label'];
  const key = fc.oneof(fc.string(), fc.constantFrom(...own));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 'jane@acme.example', '+49 30 5550123', '<b>x</b>', '', 'type', 'value'),
      fc.string(),
      fc.double({ noNaN: true }),
      fc.array(tie('json'), { maxLength: 5 }),
      fc.dictionary(key, tie('json'), { maxKeys: 6 }),
    ),
  }));

  it('gives fields or reasons, also by a mapping that was made for another body', () => {
    const others = sent.map(({ body }) => proposeMapping([body]));
    fc.assert(
      fc.property(json, fc.constantFrom(...others), (body, other) => {
        for (const mapping of [schema.parse(proposeMapping([body])), other]) {
          const reading = readLead(mapping, body);
          if ('fields' in reading) expect(reading.fields.email ?? reading.fields.phone).toBeTypeOf('string');
          else if ('reasons' in reading) expect(reading.reasons.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows each place with what its path finds', () => {
    fc.assert(
      fc.property(json, (body) => {
        for (const { path, text } of placesIn(body)) {
          if (text !== undefined) expect(valueAt(body, path)).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has nothing under the names of JavaScript’s own properties', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'length'])
      for (const body of [{}, { a: {} }]) expect(valueAt(body, [name])).toBeUndefined();
    const body = JSON.parse('{"list":[1],"sub":{"__proto__":{"x":"own"}}}') as object;
    expect(read(body, rule(['sub', '__proto__', 'x']))).toBe('own');
    expect(read(body, rule(['list', 'length']))).toBeUndefined();
  });

  it('may be deep, wide or long', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
    const lists = JSON.parse(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`) as unknown;
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, 'x']));
    const long = { list: Array.from({ length: 10_000 }, (_, at) => ({ name: `n${at}`, value: at })) };
    for (const body of [deep, lists, wide, long, { email: 'x<'.repeat(50_000) }, { 3: '1.'.repeat(100_000) }]) {
      expect(readLead(proposeMapping([body]), body)).toBeDefined();
      expect(placesIn(body).length).toBeLessThanOrEqual(500);
    }
  });
});
