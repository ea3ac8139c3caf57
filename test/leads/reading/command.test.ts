import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../../src/leads/reading/command.ts';

describe('text after /handoff', () => {
  const jane = { name: 'Jane Doe', company: 'Acme', email: 'jane@acme.com' };

  test.each([
    ['Jane Doe, Acme, jane@acme.com'],
    ['jane@acme.com, Jane Doe, Acme'],
    ['Jane Doe, jane@acme.com, Acme'],
    ['Acme, Jane Doe, jane@acme.com'],
    ['Jane Doe; Acme; jane@acme.com'],
    ['Jane Doe\nAcme\njane@ACME.com'],
    ['Jane Doe <jane@acme.com>, Acme'],
    ['Jane Doe (jane@acme.com) - Acme'],
    ['Jane Doe Acme jane@acme.com'],
    ['Jane Doe from Acme jane@acme.com'],
    ['Jane Doe at Acme, jane@acme.com'],
    ['  Jane Doe ,, Acme , jane@acme.com.  '],
  ])('%j', (text) => {
    expect(readCommand(text)).toEqual(jane);
  });

  test.each([
    ['Jane Doe, Acme, jane@acme.com, +49 30 901820', '+4930901820'],
    ['Jane Doe, Acme, 0049 30 901820, jane@acme.com', '+4930901820'],
    ['+1 (212) 555-0134, Jane Doe, Acme, jane@acme.com', '+12125550134'],
    // The country is unknown; the field asks for it.
    ['Jane Doe, Acme, jane@acme.com, 030 901820', '030 901820'],
  ])('%j has a phone number', (text, phone) => {
    expect(readCommand(text)).toEqual({ ...jane, phone });
  });

  test('the remaining text is the need', () => {
    expect(readCommand('Jane Doe, Acme, jane@acme.com, wants a demo, this week')).toEqual({
      ...jane,
      need: 'wants a demo, this week',
    });
    expect(readCommand('Jane Doe, CTO, Acme GmbH, jane@acme.com')).toEqual({
      ...jane,
      company: 'Acme GmbH',
      need: 'CTO',
    });
  });

  test('an address gives name and company, unless the provider is public', () => {
    expect(readCommand('jane.doe@acme-tools.com')).toEqual({
      name: 'Jane Doe',
      company: 'Acme Tools',
      email: 'jane.doe@acme-tools.com',
    });
    expect(readCommand('info@acme.com')).toEqual({ company: 'Acme', email: 'info@acme.com' });
    expect(readCommand('jane.doe@gmail.com')).toEqual({ name: 'Jane Doe', email: 'jane.doe@gmail.com' });
  });

  test.each([
    ['Name: Lena Park\nCompany: Fenwick', { name: 'Lena Park', company: 'Fenwick' }],
    ['Jane Doe, Acme, 030 123456, +49 30 901820', { phone: '+4930901820', need: '030 123456' }],
    ['030 901820, Jane Doe, Acme', { phone: '030 901820', name: 'Jane Doe', company: 'Acme' }],
    [`${'x'.repeat(60)}, Acme`, { name: 'x'.repeat(60), company: 'Acme' }],
    [`${'x'.repeat(61)}, Acme, jane.doe@fenwick.com`, { name: 'Jane Doe', company: 'Fenwick' }],
    ['Jane Doe, "Acme –"', { name: 'Jane Doe', company: 'Acme –' }],
    ['Jane Doe, "Inc"', { name: 'Jane Doe', company: 'Inc' }],
    ['Jane Doe from Acme, wants a demo', { name: 'Jane Doe', company: 'Acme', need: 'wants a demo' }],
    ['Jane Doe at Acme, wants a demo, soon', { name: 'Jane Doe', company: 'Acme', need: 'wants a demo, soon' }],
    ['Jane at fair, Fenwick GmbH, a demo', { name: 'Jane at fair', company: 'Fenwick GmbH', need: 'a demo' }],
    ['Kai Lum, Fenwick, kai@lum.com', { name: 'Kai Lum', company: 'Fenwick' }],
    [`Jane Doe, Sales, Acme ${'x'.repeat(55)}, j@acme.com`, { company: `Acme ${'x'.repeat(55)}`, need: 'Sales' }],
    [`Jane Doe, Sales, ${'x'.repeat(56)} Inc`, { company: `${'x'.repeat(56)} Inc`, need: 'Sales' }],
    ['Acme jane.doe@acme.com', { name: 'Jane Doe', company: 'Acme' }],
    ['Jane van der Berg Doe Acme jane@acme.com', { name: 'Jane van der Berg Doe', company: 'Acme' }],
  ])('%j is %j', (text, read) => expect(readCommand(text)).toMatchObject(read));

  test('a single name is the name, and empty text gives nothing', () => {
    expect(readCommand('Jane')).toEqual({ name: 'Jane' });
    expect(readCommand('Jane Doe, Acme')).toEqual({ name: 'Jane Doe', company: 'Acme' });
    expect(readCommand('  ')).toEqual({});
  });

  test('a sentence is the need, unchanged', () => {
    const text = 'Someone from the fair who wants to know whether we can import their data until March';
    expect(readCommand(text)).toEqual({ need: text });
  });
});

describe('contacts cut out of text after /handoff', () => {
  const lena = { name: 'Lena Park', company: 'Fenwick', email: 'lena@fenwick.example' };

  test.each([
    ["Kate O'Neill, Fenwick, k.o'neill@fenwick.example", { name: "Kate O'Neill", email: "k.o'neill@fenwick.example" }],
    ['Kate Stone, Fenwick, kate+fair@fenwick.example', { name: 'Kate Stone', email: 'kate+fair@fenwick.example' }],
    [
      "Seán D'Arcy <sean.d'arcy@fenwick.example>, Fenwick",
      { name: "Seán D'Arcy", email: "sean.d'arcy@fenwick.example" },
    ],
    ["'kate@fenwick.example', Kate Stone, Fenwick", { name: 'Kate Stone', email: 'kate@fenwick.example' }],
    ['*kate@fenwick.example*, Kate Stone, Fenwick', { name: 'Kate Stone', email: 'kate@fenwick.example' }],
    ['Kate Stone, Fenwick, name=x&email=kate@fenwick.example', { email: 'kate@fenwick.example' }],
    ['Kate Stone, Fenwick, info@müller.example', { name: 'Kate Stone', email: 'info@müller.example' }],
  ])('%s', (text, right) => expect(readCommand(text)).toMatchObject({ company: 'Fenwick', ...right }));

  test.each([
    'Inc.',
    'Inc',
    'LLC',
    'Ltd.',
    'Ltd',
    'GmbH',
    'GmbH & Co. KG',
    'S.A.',
    'S.L.',
    'S.p.A.',
    'S.r.l.',
    'B.V.',
    'Lda',
    'AB',
    'K.K.',
    'Pty Ltd',
    'LLP',
  ])('a comma before %s divides nothing', (form) => {
    expect(readCommand(`Lena Park, Fenwick, ${form}, lena@fenwick.example, a demo`)).toEqual({
      ...lena,
      company: `Fenwick, ${form}`,
      need: 'a demo',
    });
    expect(readCommand(`Lena Park, Fenwick, ${form}`)).toEqual({ name: 'Lena Park', company: `Fenwick, ${form}` });
    expect(readCommand(`Fenwick ${form}; Lena Park`)).toEqual({ name: 'Lena Park', company: `Fenwick ${form}` });
  });

  test.each([
    'wants a demo on 2026-12-01',
    '2026-12-01',
    '01.12.2026',
    '12/01/2026',
    'call back at 10:30 on 1.12.26',
    'budget 150 000',
    '150 000',
    '1.500.000',
    "CHF 12'500",
    '€ 20 000 a year',
    '12 500 000 rows',
    'order 4500123456',
    'fiscal 2026-2027',
    '250000 contacts',
  ])('%s stays in the need', (need) => {
    for (const country of [undefined, 'DE', 'US', 'FR', 'ES']) {
      expect(readCommand(`Lena Park, Fenwick, lena@fenwick.example, ${need}`, { country })).toEqual({ ...lena, need });
    }
  });

  test.each([
    ['"Fenwick, Inc.", Lena Park, lena@fenwick.example', 'Fenwick, Inc.'],
    ['Lena Park, “Fenwick, Park and Sons”, lena@fenwick.example', 'Fenwick, Park and Sons'],
    ['Lena Park, „Fenwick; Berlin“, lena@fenwick.example', 'Fenwick; Berlin'],
    ['«Fenwick, Paris», Lena Park, lena@fenwick.example', 'Fenwick, Paris'],
  ])('quotes group words and are removed: %s', (text, company) =>
    expect(readCommand(text)).toEqual({ ...lena, company }),
  );

  test.each([
    ['US', '(415) 555-0132', '+14155550132'],
    ['US', '415.555.0132', '+14155550132'],
    ['US', '415-555-0132 ext. 7', '+14155550132;ext=7'],
    ['DE', '030 901820', '+4930901820'],
    ['DE', '0171 2345678', '+491712345678'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['FR', '06.12.34.56.78', '+33612345678'],
    ['ES', '612 345 678', '+34612345678'],
    ['GB', '020 7946 0958', '+442079460958'],
    ['US', '+49 30 901820', '+4930901820'],
    [undefined, '+1 650 253 0000 ext. 136', '+16502530000;ext=136'],
  ])('in %s, %s is a national number', (country, typed, phone) => {
    expect(readCommand(`Lena Park, Fenwick, lena@fenwick.example, ${typed}`, { country })).toEqual({ ...lena, phone });
  });

  test('our own addresses are never the lead’s', () => {
    const ownDomains = ['northwind.example'];
    expect(readCommand('sam@northwind.example: Lena Park, Fenwick, lena@fenwick.example', { ownDomains }).email).toBe(
      'lena@fenwick.example',
    );
    expect(readCommand('Lena Park, sam@eu.northwind.example', { ownDomains }).email).toBeUndefined();
  });

  test('labels are read as in a message', () => {
    expect(readCommand('name: Lena Park, company: Fenwick, email: lena@fenwick.example')).toMatchObject(lena);
  });

  test('name, company, address and number are read in any order', () => {
    const parts = ['Lena Park', 'Fenwick', 'lena@fenwick.example', '+1 650 253 0000'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(parts, { minLength: 4 }),
        fc.constantFrom(', ', '; ', '\n', ' ,  '),
        (order, by) => {
          expect(readCommand(order.join(by))).toEqual({ ...lena, phone: '+16502530000' });
        },
      ),
    );
  });

  test('every typed word is in one of the fields', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.map((words) => words.join(' ')).join(', ');
        const read = Object.values(readCommand(text)).join(' ');
        for (const typed of parts.flat()) expect(read).toContain(typed);
      }),
    );
  });
});
