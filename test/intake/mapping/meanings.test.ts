/** The likely meaning of a place in a body. */
import { expect, test } from 'vitest';
import { isAboutTheForm, type Meaning, meaningOf, wordsOf } from '../../../src/intake/mapping/meanings.ts';

test.each([
  ['firstName', 'first Name'],
  ['first_name', 'first name'],
  ['your-name', 'your name'],
  ['tel-123', 'tel'],
  ['q3_fullName', 'full Name'],
  ['line2Name', 'line2 Name'],
  [' Name ', 'Name'],
])('the key %j is the words %j', (key, words) => expect(wordsOf(key)).toBe(words));

test.each<[string, string[], string | undefined, Meaning | undefined]>([
  ['email', [], undefined, 'email'],
  ['Anything', [], 'INPUT_EMAIL', 'email'],
  ['Anything', [], 'phone_number', 'phone'],
  ['Anything', [], 'text', undefined],
  ['Job title:', [], undefined, 'role'],
  ['Company size?', [], undefined, 'companySize'],
  ['utm_source', [], undefined, 'source'],
  ['name', ['contact'], undefined, 'name'],
  ['name', ['account'], undefined, 'company'],
  ['t', ['account'], undefined, undefined],
  ['t', ['details'], undefined, 'phone'],
  ['name', ['form_response', 'data'], undefined, 'name'],
  ['first', ['fullName'], undefined, 'first'],
  ['LAST', ['name'], undefined, 'last'],
  ['first', ['steps'], undefined, undefined],
  ['name', ['owner'], undefined, 'ours'],
  ['email', ['owner', 'details'], undefined, 'ours'],
  ['owner', [], 'email', 'ours'],
  ['email', ['details'], undefined, 'email'],
  ['3', [], undefined, undefined],
])('%j in %j of the kind %j is %j', (label, around, kind, meaning) => {
  const place = { path: [label], label, around, isAnswer: false, text: undefined, ...(kind && { kind }) };
  expect(meaningOf(place)).toBe(meaning);
});

test.each<[string, string[], string | undefined, boolean]>([
  ['form_id', [], '1', true],
  ['createdAt', [], 'x', true],
  ['Budget', [], '10k', false],
  ['id', ['form'], '7a', true],
  ['name', ['form'], 'Contact', true],
  ['name', ['contact', 'person'], 'Jane', false],
  ['Website', [], 'https://acme.example/', true],
  ['Website', [], 'see https://acme.example/', false],
  ['Answer', [], '2026-03-02T10:00:11Z', true],
  ['Answer', [], '2026-03-02 10:00', true],
  ['Answer', [], '2026-03-02', false],
  ['Answer', [], 'a4cb511e-d513-4fa5-baee-b815d718dfd1', true],
  ['Answer', [], undefined, false],
])('%j in %j with %j is about the form: %s', (label, around, text, is) => {
  expect(isAboutTheForm({ label, around, text })).toBe(is);
});
