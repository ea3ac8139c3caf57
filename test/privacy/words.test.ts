import { expect, test } from 'vitest';
import { withoutContact, wordsOfContact } from '../../src/privacy/words.ts';

const words = wordsOfContact([
  { name: 'Jane Doe-Müller', email: 'jane.doe@acme.example', phone: '+4930901820' },
  { name: 'Jane', email: 'JD+news@acme.example', phone: '+16502530000' },
  { name: 'Jane', email: null, phone: '+491763542800' },
]);

test.each([
  ['Call Jane Doe-Müller on Monday', 'Call Erased on Monday'],
  ['JANE  DOE-MÜLLER said so', 'Erased said so'],
  ['mail jane.doe@acme.example, please', 'mail Erased, please'],
  ['<mailto:jd+news@acme.example|x>', '<mailto:Erased|x>'],
  ['+49 30 901820 or 030/90 18 20 or (030) 901-820', 'Erased or Erased or Erased'],
  ['my mobile is 0176 3542800.', 'my mobile is Erased.'],
  ['call (650) 253-0000 or 0049 30 901820', 'call Erased or Erased'],
])('%s', (text, expected) => {
  expect(withoutContact(text, words)).toBe(expected);
});

test.each([
  ['Jane and Doe'],
  ['Jane'],
  ['Mary-Jane Doe-Müllers'],
  ['not.jane.doe@acme.example'],
  ['jane.doe@acme.example2'],
  ['order 1309018201'],
  ['1763542800.901820'],
  ['{"ts":"1763542800.123456"}'],
])('%s is left', (text) => {
  expect(withoutContact(text, words)).toBe(text);
});

test('JSON stays JSON, with line breaks and quotes next to the name', () => {
  const text = JSON.stringify({ words: 'Hi\nJane Doe-Müller "CEO"', list: ['jane.doe@acme.example', 3, null], at: 1 });
  expect(JSON.parse(withoutContact(text, words))).toEqual({
    words: 'Hi\nErased "CEO"',
    list: ['Erased', 3, null],
    at: 1,
  });
});
