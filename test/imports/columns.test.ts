import { describe, expect, test } from 'vitest';
import { fieldsFault, proposedFields } from '../../src/imports/columns.ts';
import { colleagueIn, pastAmount, pastDate, pastStatus } from '../../src/imports/past.ts';

describe('the proposed fields of columns', () => {
  test.each([
    ['First Name,Last Name,Company Name,Work Email,Phone Number,Message', 'first,last,company,email,phone,need'],
    [
      'Vorname;Nachname;Firma;E-Mail;Telefon;Bemerkung;Quelle;Land',
      'first,last,company,email,phone,need,source,country',
    ],
    [
      'Prénom;Nom de famille;Société;Adresse e-mail;Téléphone;Pays;Fonction',
      'first,last,company,email,phone,country,role',
    ],
    ['Nombre completo;Empresa;Correo electrónico;Teléfono;País;Cargo', 'name,company,email,phone,country,role'],
    ['Nome;Cognome;Azienda;Email aziendale;Telefono;Ruolo', 'name,last,company,email,phone,role'],
    ['Voornaam;Achternaam;Bedrijf;E-mailadres;Telefoonnummer;Bron', 'first,last,company,email,phone,source'],
    // A CRM's export.
    [
      'Record ID,First Name,Last Name,Email,Company,Job Title,Lead Status,Contact owner,Create Date,Close Date,Amount,HubSpot Score',
      '-,first,last,email,company,role,status,owner,createdOn,closedOn,amount,score',
    ],
    [
      'Lead Source,Lead Owner,Annual Revenue,No. of Employees,Campaign,Currency',
      'source,owner,-,companySize,campaign,currency',
    ],
    ['Email,Second email,Notes,Comments', 'email,-,need,need'],
  ])('of %s', (columns, fields) => {
    const found = proposedFields(columns.split(/[,;]/), []);
    expect(found.map((field) => field ?? '-').join(',')).toBe(fields);
  });

  test.each([
    ['Account manager', 'owner'],
    ['Your work email address', 'email'],
    ['Amount (EUR)', 'amount'],
    ['Phone (required)', 'phone'],
    ['utm_source', 'source'],
    ['Lead_Status:', 'status'],
    ['Favourite colour', null],
    ['', null],
  ])('%j is %s', (column, field) => {
    expect(proposedFields([column], [])).toEqual([field]);
  });

  test.each<[rows: string[], field: string | null]>([
    [['jane@acme.example', 'joe'], null],
    [['jane@acme.example', 'joe@acme.example', 'joe'], 'email'],
    [['', ''], null],
    [[], null],
  ])('a column with %j is %s', (cells, field) => {
    expect(
      proposedFields(
        ['Wer'],
        cells.map((cell) => [cell]),
      ),
    ).toEqual([field]);
  });

  test('a name says more than the words in it, and both more than the content', () => {
    const rows = [['a@acme.example', 'b@acme.example', 'c@acme.example']];
    expect(proposedFields(['Other', 'Your work email address', 'Email'], rows)).toEqual([null, null, 'email']);
    expect(proposedFields(['Other', 'Notes', 'Your work email address'], rows)).toEqual([null, 'need', 'email']);
  });

  test('a column of addresses is the email, whatever its name', () => {
    const samples = [
      ['Jane', 'jane@acme.example'],
      ['Joe', 'joe@fenwick.example'],
      ['Ann', ''],
    ];
    expect(proposedFields(['Wer', 'Wohin'], samples)).toEqual([null, 'email']);
  });

  test('need an email or a phone, and no field twice', () => {
    expect(fieldsFault(['name', 'company'])).toBe('Choose the column of the email or of the phone.');
    expect(fieldsFault(['email', 'name', 'name'])).toMatch('Two columns have the same field.');
    expect(fieldsFault(['phone', 'need', 'need', null, null])).toBeUndefined();
  });
});

test.each([
  ['Closed Won', 'won'],
  ['closedwon', undefined],
  ['In Bearbeitung', 'working'],
  ['SQL', 'qualified'],
  ['Perdu', 'lost'],
  ['Sales Accepted', 'accepted'],
  ['NEW', 'new'],
  ['no idea', undefined],
])('the status %s is %s', (words, status) => expect(pastStatus(words)).toBe(status));

test.each([
  ['2026-03-01', 'day-first', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T10:22:33.123Z', 'day-first', '2026-03-01T10:22:33.123Z'],
  ['2026-03-01 10:22:33 UTC', 'day-first', '2026-03-01T00:00:00.000Z'],
  ['01.03.2026', 'month-first', '2026-03-01T00:00:00.000Z'],
  ['3/1/2026', 'month-first', '2026-03-01T00:00:00.000Z'],
  ['3/1/2026 14:05', 'day-first', '2026-01-03T00:00:00.000Z'],
  ['soon', 'day-first', undefined],
  ['2026-13-01T10:00:00Z', 'day-first', undefined],
  ['3/1/2026', undefined, undefined],
  [`2026-03-01${' '.repeat(91)}`, 'day-first', undefined],
] as const)('the date %s (%s) is %s', (text, order, date) => expect(pastDate(text, order)?.toISOString()).toBe(date));

test.each([
  ['12,000.50', 12_000.5],
  ['12.000,50 €', 12_000.5],
  ['$12,000', 12_000],
  ['1 200', 1200],
  ['12k', 12_000],
  ['12K', 12_000],
  ['12 K€', 12_000],
  ['500 SEK', 500],
  ['DKK 500', 500],
  ['500 kr', 500],
  ['500 Kč', 500],
  ['12.5k', 12_500],
  ['1.234.567,8', 1_234_567.8],
  ['12.000', 12_000],
  ['1,5', 1.5],
  ['k', undefined],
  ['9'.repeat(400), undefined],
  ['', undefined],
  [',50', undefined],
  ['0', 0],
  ['a lot', undefined],
])('the amount %s is %s', (text, amount) => expect(pastAmount(text)).toBe(amount));

describe('the owner of a lead', () => {
  const colleagues = [
    { userId: 'U0SAM', name: 'Sam Seller' },
    { userId: 'U0SUE', name: 'Sue Müller' },
    { userId: 'U0NIL', name: null },
  ];
  test.each([
    ['U0NIL', 'U0NIL'],
    ['sam seller', 'U0SAM'],
    ['Sam  SELLER', 'U0SAM'],
    ['sam.seller@northwind.example', 'U0SAM'],
    ['Sue Muller', 'U0SUE'],
    ['sue.mueller@northwind.example', 'U0SUE'],
    ['Pat Other', undefined],
    ['', undefined],
  ])('%j is %s', (cell, userId) => expect(colleagueIn(cell, colleagues)).toBe(userId));

  test('is no one where two have the name', () => {
    const twice = [...colleagues, { userId: 'U0SAM2', name: 'Sam Seller' }];
    expect(colleagueIn('Sam Seller', twice)).toBeUndefined();
  });
});
