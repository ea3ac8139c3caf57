/** Labels of forms, and companies. */
import { describe, expect, test } from 'vitest';
import {
  companyFromEmail,
  companySpelled,
  hasLegalForm,
  isLegalForm,
  isOfDomain,
  legallyNamed,
} from '../../../src/leads/reading/companies.ts';
import { labelledName, readLabels } from '../../../src/leads/reading/labelled.ts';
import { fieldOf, knownLabel } from '../../../src/leads/reading/labels.ts';
import { isLocalNumber, labelledPhone, phonesIn } from '../../../src/leads/reading/phones.ts';

test.each([
  ['Name', 'name'],
  ['*Full name*:', 'name'],
  ['1. First name (required)', 'first'],
  ['work_email', 'email'],
  ['utm_source', 'other'],
  ['Téléphone', 'phone'],
  ['Straße', 'other'],
  ['Account owner', undefined],
  [`Name${'*'.repeat(86)}`, 'name'],
  [`Name${'*'.repeat(87)}`, undefined],
])('%j is the label %s', (label, field) => expect(knownLabel(label)).toBe(field));

test.each([
  ['And your last name?', 'last'],
  ['The best number to reach you on', 'phone'],
  ['Where do you work?', 'company'],
  ['How many employees do you have?', 'other'],
  ['What does your company do?', 'need'],
  ['Which is your company?', 'company'],
  ['How can we help your team', 'need'],
  ['Best phone', 'phone'],
  ['Emailing', undefined],
  [`Your ${'big '.repeat(5)}${'x'.repeat(60)} name`, 'name'],
  [`Your ${'big '.repeat(5)}${'x'.repeat(61)} name`, undefined],
  ['one two three four five six seven eight nine ten eleven twelve your name', 'name'],
  ['Colour', undefined],
  ['one two three four five six seven eight nine ten eleven twelve thirteen your name', undefined],
])('%j asks for %s', (label, field) => expect(fieldOf(label)).toBe(field));

describe('labelled lines', () => {
  test.each<[string, object, string[]]>([
    ['Name: Jane Doe', { name: ['Jane Doe'] }, []],
    ['*Name* Jane Doe', { name: ['Jane Doe'] }, []],
    ['Name – Jane Doe', { name: ['Jane Doe'] }, []],
    ['Name    Jane Doe', { name: ['Jane Doe'] }, []],
    ['Name\tJane Doe', { name: ['Jane Doe'] }, []],
    ['Name\n\nJane Doe', { name: ['Jane Doe'] }, []],
    ['And what is your name? Jane Doe', { name: ['Jane Doe'] }, []],
    ['And what is your name?\nJane Doe', { name: ['Jane Doe'] }, []],
    ['Name: Jane | Company: Acme', { name: ['Jane'], company: ['Acme'] }, []],
    ['Name: Jane, Company: Acme', { name: ['Jane'], company: ['Acme'] }, []],
    ['| Name | Company |\n| --- | --- |\n| Jane | Acme |', { name: ['Jane'], company: ['Acme'] }, []],
    ['Name\tCompany\nJane\tAcme', { name: ['Jane'], company: ['Acme'] }, []],
    ['| Name: | Jane |', { name: ['Jane'] }, []],
    ['Name = Jane | Company = Acme', { name: ['Jane'], company: ['Acme'] }, []],
    ['| Name | Jane |', { name: ['Jane'] }, []],
    ['Name: n/a\nCompany: -', {}, []],
    ['Name: https://x.example', {}, ['Name: https://x.example']],
    ['Email: none of them', {}, ['Email: none of them']],
    ['Phone: 12345', {}, ['Phone: 12345']],
    ['Phone: 123456', { phone: ['123456'] }, []],
    ['Company: !', {}, ['Company: !']],
    [`Company: ${'x'.repeat(101)}`, {}, [`Company: ${'x'.repeat(101)}`]],
    [`Name: ${'x'.repeat(161)}`, {}, [`Name: ${'x'.repeat(161)}`]],
    ['Country: Germany', {}, ['Country: Germany']],
    ['Lead owner: Sam', {}, ['Lead owner: Sam']],
    ['Message: a demo\nfor two\nName: Jane', { need: ['a demo\nfor two'], name: ['Jane'] }, []],
    ['Message: a demo\nfor two', { need: ['a demo\nfor two'] }, []],
    ['Message:\nEmail: j@x.example', { email: ['j@x.example'] }, []],
    ['Just a sentence', {}, ['Just a sentence']],
    ['Colour: red', {}, ['Colour: red']],
    ['Colour: red; or blue', {}, ['Colour: red; or blue']],
    ['*Colour* red', {}, ['*Colour* red']],
    ['Is it red? Yes', {}, ['Is it red? Yes']],
    ['Tell us your name https://x.example', {}, ['Tell us your name https://x.example']],
    ['I need a company* in Rome', {}, ['I need a company* in Rome']],
    ['---', {}, ['---']],
    ['| Colour | Shape |\n| --- | --- |\n| red | 5 |', {}, ['| Colour | Shape |', '| red | 5 |']],
    [
      'Name\tColour\tCompany\tShape\nJane\tred\tAcme\tround',
      { name: ['Jane'], company: ['Acme'] },
      ['Colour: red', 'Shape: round'],
    ],
    ['Please share anything that will help prepare for our meeting\nA demo', { need: ['A demo'] }, []],
    [`Company: ${'x'.repeat(100)}`, { company: ['x'.repeat(100)] }, []],
    [`Name: ${'x'.repeat(160)}`, { name: ['x'.repeat(160)] }, []],
    [`Message: ${'x'.repeat(1991)}`, { need: ['x'.repeat(1991)] }, []],
    [`Message: ${'x'.repeat(1992)}`, {}, [`Message: ${'x'.repeat(1992)}`]],
    [`Name: Jane; Company: ${'x'.repeat(1980)}`, {}, [`Name: Jane; Company: ${'x'.repeat(1980)}`]],
    [`Name: Jane;${' '.repeat(1976)}Company: Acme`, { name: ['Jane'], company: ['Acme'] }, []],
  ])('%j', (text, values, rest) => {
    const read = readLabels(text);
    expect(read.values).toEqual(values);
    expect(read.rest.filter((line) => line !== '')).toEqual(rest);
  });

  test('are counted if they name the person or how to reach them', () => {
    expect(readLabels('Name: Jane\nEmail: j@x.example\nMessage: hi\nCountry: DE').contactLabels).toBe(2);
  });

  test.each([
    [{ first: ['Jane'], last: ['Doe'] }, 'Jane Doe'],
    [{ first: ['Jane'], name: ['Jane Doe'] }, 'Jane Doe'],
    [{ first: ['Jane'], name: ['Doe'] }, 'Jane Doe'],
    [{ last: ['Doe'], name: ['Jane'] }, 'Jane Doe'],
    [{ last: ['Doe'], name: ['Jane Doe'] }, 'Jane Doe'],
    [{ last: ['Doe'] }, 'Doe'],
    [{ name: ['Jane'] }, 'Jane'],
    [{}, undefined],
  ])('the name in %j is %s', (values, name) => expect(labelledName(values)).toBe(name));
});

describe('a company', () => {
  test.each([
    ['Inc.', true],
    ['GmbH & Co. KG', true],
    ['Acme Inc.', false],
  ])('%s is a legal form alone: %s', (part, expected) => expect(isLegalForm(part)).toBe(expected));

  test.each([
    ['Acme Inc.', true],
    ['Acme, Ltd', true],
    ['Inc', false],
    ['Acme', false],
  ])('%s ends in one: %s', (part, expected) => expect(hasLegalForm(part)).toBe(expected));

  test.each([
    ['I work at Acme Tools Ltd. We make tools.', 'Acme Tools Ltd'],
    ['I work at Acme Tools Ltd., in Leeds', 'Acme Tools Ltd.'],
    ['I work at Müller & Söhne GmbH.', 'Müller & Söhne GmbH'],
    ['I work at acme', undefined],
  ])('in %j is named %s', (text, name) => expect(legallyNamed(text)).toBe(name));

  test.each([
    ['Acme Ltd', 'jane@acme.example', true],
    ['Acme', 'jane@acmetools.example', true],
    ['Müller', 'jane@mueller.example', true],
    ['Acme', 'jane@gmail.com', false],
    ['Ac', 'jane@acme.example', false],
    ['Acme', 'jane@ac.example', false],
    ['Fenwick', 'jane@acme.example', false],
    ['Foo Ltd', 'x@foo.example', true],
    ['Foo', 'x@foobar.example', true],
    ['Acme', undefined, false],
  ])('%s is at %s: %s', (part, email, expected) => expect(isOfDomain(part, email, {})).toBe(expected));

  test.each([
    ['We are Fenwick Tools Ltd in Leeds', 'lena@fenwick-tools.example', 'Fenwick Tools Ltd'],
    ['Fenwick Tools & Awnings', 'lena@fenwick.example', 'Fenwick Tools & Awnings'],
    ['fenwick tools', 'lena@fenwick-tools.example', undefined],
    ['Rosewood Senior Living', 'x@rosewood-living.example', 'Rosewood Senior Living'],
    ['Fenwick CEO', 'x@fenwick.example', 'Fenwick'],
    ['Fenwick\nFenwick Group', 'x@fenwick.example', 'Fenwick Group'],
    ['see www.fenwick.example', 'x@fenwick.example', undefined],
    ['see Fenwick.example', 'x@fenwick.example', undefined],
    ['ask Fenwick@home', 'x@fenwick.example', undefined],
    ['see x/Fenwick', 'x@fenwick.example', undefined],
    ['Fenwick Group\nFenwick', 'x@fenwick.example', 'Fenwick Group'],
    ['Fenwick A\nFenwick B', 'x@fenwick.example', 'Fenwick A'],
    ['Fenwick Tools by Fenwick', 'x@fenwick.example', 'Fenwick Tools'],
    ['Fenwick Tools Ltd. We make tools', 'x@fenwick.example', 'Fenwick Tools Ltd'],
    ['Fenwick Tools, Inc. We make tools', 'x@fenwick.example', 'Fenwick Tools, Inc'],
    ['Fenwick Tools, Inc., Leeds', 'x@fenwick.example', 'Fenwick Tools, Inc.'],
    ['Foo Ltd', 'x@foo.example', 'Foo Ltd'],
    ['Müller Bau', 'x@mueller-bau.example', 'Müller Bau'],
    ['Fenwick', 'x@gmail.com', undefined],
    ['Ab', 'x@ab.example', undefined],
  ])('%j spells the domain of %s: %s', (text, email, name) => expect(companySpelled(text, email, {})).toBe(name));

  test('has its name from the address at the worst', () => {
    expect(companyFromEmail('x@fenwick-tools.example', {})).toBe('Fenwick Tools');
    expect(companyFromEmail('x@fenwick.example', { consumerDomains: ['fenwick.example'] })).toBeUndefined();
    expect(companyFromEmail(undefined, {})).toBeUndefined();
  });
});

describe('a phone number', () => {
  test.each([
    ['Call +49 30 901820 or 0049 40 123456', undefined, ['+4930901820', '+4940123456']],
    ['Call 415-555-0132', 'US', ['+14155550132']],
    ['tel 030 901820', 'DE', ['+4930901820']],
    ['order 4155550132', 'US', []],
    ['Call 4155550132', 'US', ['+14155550132']],
    ['batch 4155550132', 'US', []],
    ['batch 612 345 678', 'ES', ['+34612345678']],
    ['batch 89 123456', 'DE', []],
    ['batch 030901820', 'DE', ['+4930901820']],
    ['on 2026-12-01 at 10:30', 'DE', []],
    ['+49 30 901820@x.example', undefined, []],
  ])('in %j (%s): %j', (text, country, phones) =>
    expect(phonesIn(text, country).map(({ phone }) => phone)).toEqual(phones),
  );

  test('has its place', () => {
    for (const text of ['Call 0049 30 901820 now', 'Call +49 30 901820 now']) {
      const [{ start = 0, end = 0 } = {}] = phonesIn(text);
      expect(text.slice(start, end)).toMatch(/^(?:00|\+)49 30 901820$/);
    }
  });

  test.each([
    ['030 901820', true],
    ['(030) 901820', true],
    ['12 34 56', true],
    ['1234567', true],
    ['123456', false],
    ['2026-12-01', false],
    ['call me', false],
    [`030 901820${' '.repeat(190)}`, true],
    [`030 901820${' '.repeat(191)}`, false],
  ])('%j lacks only its country: %s', (part, expected) => expect(isLocalNumber(part)).toBe(expected));

  test.each([
    ['+49 30 901820', undefined, '+4930901820'],
    ['mobile: 0171 2345678', 'DE', '+491712345678'],
    ['030 901820 (office)', undefined, '030 901820'],
    ['12345', undefined, undefined],
    ['12 34 56', undefined, '12 34 56'],
    ['please call my assistant in the morning on +49 30 901820', undefined, '+4930901820'],
    ['ask her', 'DE', undefined],
    [`${' '.repeat(41)}+49 30 901820`, undefined, '+4930901820'],
  ])('behind a label %j (%s) is %s', (value, country, phone) => expect(labelledPhone(value, country)).toBe(phone));
});
