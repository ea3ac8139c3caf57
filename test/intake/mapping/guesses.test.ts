/** Proposals for bodies whose keys say little, and their order. */
import { describe, expect, test } from 'vitest';
import type { LeadField } from '../../../src/intake/mapping/mapping.ts';
import { proposeMapping, spotOf } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';

const lead = (body: unknown, ...others: unknown[]) => {
  const reading = readLead(proposeMapping([body, ...others]), body);
  return 'fields' in reading ? reading.fields : {};
};
const placesOfField = (field: LeadField, ...bodies: unknown[]) => proposeMapping(bodies).fields[field]?.places;
const path = (...steps: string[]) => ({ path: steps });

describe('the email address', () => {
  test('of a label comes before one in the words, and an empty label after it', () => {
    const body = { text: 'jane@acme.example', email: '', mail: 'kai@lum.example' };
    expect(placesOfField('email', body)).toEqual([path('text'), path('mail'), path('email')]);
  });

  test('is never one that is about the form, if there is another', () => {
    expect(placesOfField('email', { site_url: 'x@y.example', answer: 'jane@acme.example' })).toEqual([path('answer')]);
    expect(placesOfField('email', { user_agent: 'jane@acme.example' })).toEqual([path('user_agent')]);
    expect(placesOfField('email', { user_agent: 'x@y.example', answer: 'jane@acme.example' })).toEqual([
      path('answer'),
    ]);
    // `Contact` is a name, even if an address stands there.
    const both = { contact: 'kai@lum.example', 'reply to': 'jane@acme.example' };
    expect(placesOfField('email', both)).toEqual([path('reply to')]);
  });

  test('has four places at most', () => {
    const body = Object.fromEntries(['email', 'mail', 'e-mail', 'work email', 'your email'].map((key) => [key, '']));
    expect(placesOfField('email', body)).toHaveLength(4);
  });
});

describe('the phone number', () => {
  test('of a label comes before others, which count only under a key that says nothing', () => {
    expect(placesOfField('phone', { 3: '030 901820', tel: '', mobile: '0171 5550123' })).toEqual([
      path('mobile'),
      path('tel'),
    ]);
    expect(placesOfField('phone', { 3: '030 901820', Budget: '030 901820' })).toEqual([path('3')]);
    expect(placesOfField('phone', { field_4: 'call +49 30 5550123 please' })).toEqual([path('field_4')]);
    expect(placesOfField('phone', { 3: 'soon', 4: '' })).toBeUndefined();
  });
});

describe('the name', () => {
  test.each<[string, object, string | undefined]>([
    ['first and last', { first_name: 'Jane', last_name: 'Doe', email: 'x@y.example' }, 'Jane Doe'],
    ['a last name alone', { last_name: 'Doe', email: 'x@y.example' }, 'Doe'],
    ['a first name alone', { first_name: 'Jane', email: 'x@y.example' }, 'Jane'],
    [
      'a whole name after empty parts',
      { first_name: '', last_name: '', name: 'Jane Doe', email: 'x@y.example' },
      'Jane Doe',
    ],
    [
      'parts before a whole name',
      { first_name: 'Jane', last_name: 'Doe', name: 'JD', email: 'x@y.example' },
      'Jane Doe',
    ],
    ['`Vorname` and `Name`', { Vorname: 'Jane', Name: 'Doe', email: 'x@y.example' }, 'Jane Doe'],
    ['a filled one of two', { name: '', 'full name': 'Jane Doe', email: 'x@y.example' }, 'Jane Doe'],
    ['not the address', { contact: 'x@y.example', 1: 'Jane Doe' }, 'Jane Doe'],
    ['one that belongs to the address', { 1: 'Big Plan', 2: 'Jane Doe', 3: 'jane.doe@y.example' }, 'Jane Doe'],
    ['one that looks like a name', { 1: 'some words', 2: 'Kai Lum', 3: 'x@y.example' }, 'Kai Lum'],
    ['none of a key that says what it is', { Colour: 'Kai Lum', 3: 'x@y.example' }, undefined],
    ['none of another thing', { person: { 3: 'x@y.example' }, other: { 1: 'Kai Lum' } }, undefined],
  ])('%s', (_, body, name) => expect(lead(body).name).toBe(name));
});

test('a name has its filled place first', () => {
  const join = { join: [path('first_name'), path('last_name')], with: ' ' };
  const names = { first_name: '', last_name: '', name: 'Jane Doe' };
  expect(placesOfField('name', names)).toEqual([path('name'), join]);
  expect(placesOfField('name', { ...names, last_name: 'Doe' })).toEqual([join, path('name')]);
  expect(placesOfField('name', { name: 'Jane Doe' })).toEqual([path('name')]);
});

describe('a name in parts, as Gravity Forms has it', () => {
  const email = { 9: 'x@y.example' };
  test.each<[string, object, object | undefined]>([
    ['first and last', { '1.3': 'Jane', '1.6': 'Doe' }, ['1.3', '1.6']],
    ['with a middle name', { '1.3': 'Jane', '1.4': '', '1.6': 'Doe' }, ['1.3', '1.4', '1.6']],
    [
      'after an address of the same keys',
      { '1.1': 'Main St', '1.3': 'Berlin', '1.6': 'Germany', '2.3': 'Jane', '2.6': 'Doe' },
      ['2.3', '2.6'],
    ],
    ['not without a last one', { '1.3': 'Jane', '1.6': '' }, undefined],
    ['not without a first one', { '1.3': '', '1.6': 'Doe' }, undefined],
    ['not of different fields', { '1.3': 'jane', '2.6': 'doe' }, undefined],
    ['not of numbers', { '1.3': '12', '1.6': '13' }, undefined],
  ])('%s', (_, body, keys) => {
    const join = (keys as string[] | undefined)?.map((key) => path(key));
    const places = placesOfField('name', { ...body, ...email });
    if (join) expect(places).toEqual([{ join, with: ' ' }]);
    else expect(places?.some((place) => 'join' in place) ?? false).toBe(false);
  });
});

describe('the company', () => {
  test.each<[string, object, string | undefined]>([
    ['of a label', { company: 'Acme', 1: 'Other Ltd', email: 'x@y.example' }, 'Acme'],
    ['with a legal form', { 1: 'some words', 2: 'Acme Ltd', email: 'x@y.example' }, 'Acme Ltd'],
    ['like the domain', { 1: 'Fenwick Tools', email: 'x@fenwick.example' }, 'Fenwick Tools'],
    ['of 60 characters', { 1: `${'A'.repeat(56)} Ltd`, email: 'x@y.example' }, `${'A'.repeat(56)} Ltd`],
    ['not longer', { 1: `${'A'.repeat(57)} Ltd`, email: 'x@y.example' }, undefined],
    ['not with an @', { 1: '@Acme Ltd', email: 'x@y.example' }, undefined],
    ['not under a label of another thing', { Budget: 'Acme Ltd', email: 'x@y.example' }, undefined],
    ['the first of two', { 1: 'Acme Ltd', 2: 'Other Ltd', email: 'x@y.example' }, 'Acme Ltd'],
  ])('%s', (_, body, company) => expect(lead(body).company).toBe(company));

  test('is not guessed from the domain of a provider', () => {
    const body = { 1: 'Fenwick Tools', email: 'x@fenwick.example' };
    expect(proposeMapping([body], { consumerDomains: ['fenwick.example'] }).fields).not.toHaveProperty('company');
  });
});

describe('the need', () => {
  const email = 'x@y.example';
  test('has the message first, then other questions, then what else was answered', () => {
    const body = { email, Budget: '10k', 'What are you interested in?': 'Pens', Message: 'Hello', Plan: '' };
    expect(lead(body)).toMatchObject({ need: 'Hello\nWhat are you interested in? Pens\nBudget: 10k' });
  });

  test('is the message as it is when nothing else was asked', () => {
    expect(placesOfField('need', { email, message: 'Hi' })).toEqual([path('message')]);
    expect(placesOfField('need', { email, Budget: '5' })).toEqual([
      { join: [{ ...path('Budget'), label: 'Budget' }], with: '\n' },
    ]);
    expect(placesOfField('need', { email })).toBeUndefined();
  });

  test('has the answers of a list of answers alone, or of fields by number', () => {
    const list = [
      { label: 'Email', value: email },
      { label: 'Budget', value: '10k' },
    ];
    expect(lead({ list, colour: 'blue' })).toMatchObject({ need: 'Budget: 10k' });
    expect(lead({ 1: email, 2: 'A wish', colour: 'blue' })).toMatchObject({ need: 'A wish' });
  });

  test('has 20 answers at most, and filled ones before empty ones', () => {
    const body = {
      email,
      ...Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`colour ${at}x`, at < 5 ? '' : 'y'])),
    };
    const [place] = placesOfField('need', body) ?? [];
    const join = place && 'join' in place ? place.join : [];
    expect([join.length, join[0]?.path]).toEqual([20, ['colour 5x']]);
  });

  test('of a HubSpot contact is its message alone', () => {
    const properties = { email: { value: email }, message: { value: 'Hi' }, budget: { value: '10k' } };
    expect(lead({ 'portal-id': 1, properties })).toMatchObject({ need: 'Hi' });
  });

  test('has nothing that another field has', () => {
    expect(placesOfField('need', { email, Role: 'CEO', 'Company size': '5', Budget: '1' })).toEqual([
      { join: [{ ...path('Budget'), label: 'Budget' }], with: '\n' },
    ]);
  });
});

test('a long text is no name, company or number', () => {
  const long = `Jane Doe ${'x'.repeat(600)} Ltd`;
  expect(proposeMapping([{ 1: long, email: 'x@y.example' }]).fields).not.toHaveProperty('company');
});

test('a place is told by its question', () => {
  const place = { path: ['x'], around: [], isAnswer: false, text: 'y' };
  expect(spotOf({ ...place, label: 'how_manySeats' })).toEqual({ path: ['x'], label: 'How many Seats' });
  expect(spotOf({ ...place, label: 'q_1 of_many', isAnswer: true })).toEqual({ path: ['x'], label: 'Q_1 of_many' });
  expect(spotOf({ ...place, label: 'one_word', isAnswer: true })).toEqual({ path: ['x'], label: 'One word' });
  expect(spotOf({ ...place, label: 'z'.repeat(250) }).label).toHaveLength(200);
  expect(spotOf({ ...place, label: 'Message' })).toEqual({ path: ['x'] });
  for (const label of ['3', '1.3', 'field_4', 'text-450', 'q12', 'wpforms[1]'.replace('[1]', '-1')])
    expect(spotOf({ ...place, label }), label).toEqual({ path: ['x'] });
});
