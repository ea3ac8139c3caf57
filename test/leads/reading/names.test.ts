/** Names of people in texts and in addresses. */
import { describe, expect, test } from 'vitest';
import { addressesIn, isTheirs } from '../../../src/leads/reading/addresses.ts';
import {
  belongsTo,
  cleanName,
  isRoleAddress,
  nameFromEmail,
  nameLine,
  namesIn,
} from '../../../src/leads/reading/names.ts';

describe('a name as people write it', () => {
  test.each([
    ['Jane Doe', 'Jane Doe'],
    [' *Jane   Doe* ', 'Jane Doe'],
    [':wave: Jane Doe', 'Jane Doe'],
    ['Frau Dr. Jane Doe', 'Dr. Jane Doe'],
    ['Mr. John Doe', 'John Doe'],
    ['Doe, Jane', 'Jane Doe'],
    ['van der Berg, Jane', 'van der Berg'],
    ['De La Cruz Perez, Jane', 'De La Cruz Perez'],
    ['Doe, Jane M.', 'Jane M. Doe'],
    ['De La Cruz, Jane', 'Jane De La Cruz'],
    ['Doe, MBA', 'Doe'],
    ['one two three four five six', 'one two three four five six'],
    ['Jane Doe, CTO', 'Jane Doe'],
    ['Jane Doe, Owner', 'Jane Doe'],
    ['Jane Doe (Acme)', 'Jane Doe'],
    ['Jane Doe | Acme', 'Jane Doe'],
    ['Jane Doe - Acme', 'Jane Doe'],
    ['J', undefined],
    ['12', undefined],
    ['Jane 2', undefined],
    ['jane@acme.example', undefined],
    ['Is it Jane?', undefined],
    ['one two three four five six seven', undefined],
    [`${'x'.repeat(60)}`, 'x'.repeat(60)],
    [`${'x'.repeat(61)}`, undefined],
  ])('%j is %s', (typed, name) => expect(cleanName(typed)).toBe(name));

  test.each([
    ['Jane Doe', 'Jane Doe'],
    ['Dr. Jane van der Berg', 'Dr. Jane van der Berg'],
    ["Seán D'Arcy", "Seán D'Arcy"],
    ['Jane', undefined],
    ['Best Regards', undefined],
    ['Jane Doe wants a demo', undefined],
    ['Head of Sales', undefined],
  ])('the line %j is the name %s', (line, name) => expect(nameLine(line)).toBe(name));

  test.each([
    ['Call Kai Lum today', ['Kai Lum']],
    ['We met Kai Lum and Mia Torres.', ['Kai Lum', 'Mia Torres']],
    ['Hi Jane Doe Team', ['Jane Doe']],
    ['Thanks Kai', []],
    ['Please Call', []],
    ['Mrs. Jane Doe called', ['Jane Doe']],
    ['xKai Lum', []],
  ])('in %j are %j', (text, names) => expect(namesIn(text).map(({ name }) => name)).toEqual(names));

  test('has its place in the text', () => {
    const text = 'Please Call Kai Lum now';
    const [{ start = 0, end = 0 } = {}] = namesIn(text);
    expect(text.slice(start, end)).toBe('Kai Lum');
  });
});

describe('the address of a person', () => {
  test.each([
    ...['jane.doe', 'jdoe', 'j.doe', 'doe', 'jane', 'janed', 'jd', 'doej', 'doejane', 'JaneDoe', 'jane.doe+fair'],
    ...['jane.doe7', 'jane_doe'],
  ])('%s belongs to Jane Doe', (local) => expect(belongsTo('Jane Doe', `${local}@acme.example`)).toBe(true));

  test.each(['info', 'john.doe', 'j', 'janet', 'x'])('%s does not', (local) =>
    expect(belongsTo('Jane Doe', `${local}@acme.example`)).toBe(false),
  );

  test.each([
    ['Jörg Müller', 'joerg.mueller', true],
    ['Jörg Müller', 'jorg.muller', true],
    ['Jane van der Berg', 'jberg', true],
    ['Jane van der Berg', 'jvanderberg', true],
    ['Jane van der Berg', 'janev', true],
    ['Jane van der Berg', 'jvdb', true],
    ['Jane van der Berg', 'bergj', true],
    ['Jane van der Berg', 'vanderbergjane', true],
    ['Dr. Jane Doe', 'jane.doe', true],
    ['Dr. Jane Doe', 'jdoe', true],
    ['Jane', 'jane', false],
  ])('of %s: %s is %s', (name, local, expected) => expect(belongsTo(name, `${local}@x.example`)).toBe(expected));

  test.each([
    ['info@acme.example', true],
    ['Sales+eu@acme.example', true],
    ['jane@acme.example', false],
    ['informatics@acme.example', false],
  ])('%s is read by several people: %s', (email, expected) => expect(isRoleAddress(email)).toBe(expected));

  test.each([
    ['jane.doe@acme.example', 'Jane Doe'],
    ['jane_van-berg+x@acme.example', 'Jane Van Berg'],
    ['jane@acme.example', undefined],
    ['j.doe@acme.example', undefined],
    ['jane.doe2@acme.example', undefined],
    ['sales.team@acme.example', undefined],
    ['info.berlin@acme.example', undefined],
    [undefined, undefined],
  ])('%s is of %s', (email, name) => expect(nameFromEmail(email)).toBe(name));
});

describe('an address in a text', () => {
  test.each([
    ['Write to jane@acme.example.', ['jane@acme.example']],
    ['<mailto:jane@acme.example|jane@acme.example>', ['jane@acme.example', 'jane@acme.example']],
    ['"jane@acme.example", (joe@acme.example)', ['jane@acme.example', 'joe@acme.example']],
    ['https://x.example/?to=jane@acme.example', []],
    ['https://jane@acme.example/', []],
    ['www.x@acme.example', []],
    ['jane@acme.example@x.example', []],
    ['jane@acme', []],
  ])('%j has %j', (text, emails) => expect(addressesIn(text).map(({ email }) => email)).toEqual(emails));

  test('has its place', () => {
    const text = 'Ask *jane@acme.example-* now';
    const [{ start = 0, end = 0 } = {}] = addressesIn(text);
    expect(text.slice(start, end)).toBe('jane@acme.example');
  });

  test.each([
    ['jane@acme.example', true],
    ['no-reply@acme.example', false],
    ['noreply+x@acme.example', false],
    ['bounces@acme.example', false],
    ['sam@north.example', false],
    ['sam@eu.north.example', false],
    ['sam@northern.example', true],
    ['sam@south.example', false],
    ['sam@mail.south.co.uk', false],
    ['sam@south.github.io', false],
  ])('%s can be the lead’s: %s', (email, expected) =>
    expect(isTheirs(email, { ownDomains: ['north.example', 'south'] })).toBe(expected),
  );
});
