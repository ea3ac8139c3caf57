/** The value of a field: tidied as a person would, and else as it was typed. */
import { expect, test } from 'vitest';
import type { LeadField, Mapping, Place, Rule } from '../../../src/intake/mapping/mapping.ts';
import { readLead, textOfPlace } from '../../../src/intake/mapping/read.ts';

const at = (key: string): Rule => ({ places: [{ path: [key] }] });

function field(name: LeadField, text: unknown): string | undefined {
  const reading = readLead({ fields: { email: at('email'), [name]: at('text') } }, { email: 'a@b.example', text });
  return 'fields' in reading ? reading.fields[name] : JSON.stringify(reading);
}

test.each<[LeadField, unknown, string]>([
  ['email', 'MAILTO:jane@acme.example', 'jane@acme.example'],
  ['email', 'Jane Doe <jane@acme.example>', 'jane@acme.example'],
  ['email', 'jane@acme.example, jane@acme.example', 'jane@acme.example'],
  ['email', 'jane@acme.example or kai@acme.example', 'jane@acme.example or kai@acme.example'],
  ['email', 'nothing', 'nothing'],
  ['email', "o'neil+x/y@acme.example", "o'neil+x/y@acme.example"],
  ['phone', 'TEL:+49 30 5550123', '+49 30 5550123'],
  ['phone', 4_930_901_820, '4930901820'],
  ['phone', 49_305_550_123, '+49305550123'],
  ['phone', '49305550123456789', '49305550123456789'],
  ['phone', '049305550123', '049305550123'],
  ['phone', '99999999999', '99999999999'],
  ['phone', '49 305550123', '49 305550123'],
  ['name', 'Doe, Jane', 'Jane Doe'],
  ['name', 'Mr. John Roe', 'John Roe'],
  ['name', '12:30', '12:30'],
  ['company', ' Acme ', 'Acme'],
])('the %s %j is read as %j', (name, text, read) => expect(field(name, text)).toBe(read));

const PLACES: [Place, unknown, string | undefined][] = [
  [{ path: ['a'], label: 'Seats' }, { a: 3 }, 'Seats: 3'],
  [{ path: ['a'], label: 'Seats:' }, { a: 3 }, 'Seats: 3'],
  [{ path: ['a'], label: 'Wie viele？' }, { a: 3 }, 'Wie viele？ 3'],
  [{ path: ['a'], label: 'Seats' }, { a: ' ' }, undefined],
  [{ path: ['a'], part: 'first' }, { a: 'Jane Doe' }, 'Jane'],
  [{ path: ['a'], part: 'last' }, { a: 'Jane  van Doe' }, 'van Doe'],
  [{ path: ['a'], part: 'last', label: 'Last' }, { a: 'Jane' }, undefined],
  [{ path: ['a'], part: 'last', label: 'Last' }, { a: 'Jane Doe' }, 'Last: Doe'],
  [{ path: ['a'], part: 'first' }, { a: 'who?' }, 'who?'],
  [{ join: [{ path: ['a'] }, { path: ['b'] }], with: '-' }, { b: 1 }, '1'],
  [{ join: [{ path: ['a'] }, { path: ['b'] }], with: '-' }, { a: 2, b: 1 }, '2-1'],
  [{ join: [{ path: ['a'] }], with: '-' }, {}, undefined],
  [{ fixed: 'always' }, {}, 'always'],
];
test.each(PLACES)('the place %j in %j holds %j', (place, body, text) => expect(textOfPlace(place, body)).toBe(text));

test('a number alone is a contact too', () => {
  expect(readLead({ fields: { phone: at('tel') } }, { tel: '+4930901820' })).toEqual({
    fields: { phone: '+4930901820' },
  });
});

test.each<[Mapping['ignored'], unknown, boolean]>([
  [[{ path: ['event'], is: ['cancelled', 'moved'], reason: 'No.' }], { event: 'moved' }, true],
  [[{ path: ['event'], is: ['cancelled'], reason: 'No.' }], { event: 'created' }, false],
  [[{ path: ['event'], is: [''], reason: 'No.' }], { email: 'a@b.example' }, true],
  [undefined, { event: 'moved' }, false],
])('by %j the body %j is about no lead: %s', (ignored, body, isIgnored) => {
  const reading = readLead({ fields: { email: at('email') }, ...(ignored && { ignored }) }, body);
  expect('ignored' in reading).toBe(isIgnored);
});

test.each<[Place[], string]>([
  [[{ path: ['a', 2] }], 'Email: nothing is in “2”.'],
  [
    [{ path: ['a'] }, { join: [{ path: ['b'] }, { path: ['c'] }], with: ' ' }],
    'Email: nothing is in “a” or “b” or “c”.',
  ],
  [[{ path: ['l', { entry: 'Mail' }] }], 'Email: nothing is in “Mail”.'],
])('an empty place is called as its form calls it: %j', (places, told) => {
  expect(readLead({ fields: { email: { places } } }, { x: 1 })).toMatchObject({
    reasons: [told, 'Phone: no place is chosen.'],
  });
});

test('a value is translated by the first place that holds something', () => {
  const rule: Rule = { places: [{ path: ['a'] }, { fixed: 'none' }], values: { ' ASAP ': 'hot', none: 'cold' } };
  const read = (body: object) => readLead({ fields: { email: at('email'), temperature: rule } }, body);
  const email = 'a@b.example';
  expect(read({ email, a: 'asap' })).toEqual({ fields: { email, temperature: 'hot' } });
  expect(read({ email, a: 'later' })).toEqual({ fields: { email, temperature: 'later' } });
  expect(read({ email })).toEqual({ fields: { email, temperature: 'cold' } });
});
