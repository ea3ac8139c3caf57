/** Words and numbers as other systems write them: countries, sizes of companies, placeholders. */
import { describe, expect, test } from 'vitest';
import { companyDomain } from '../../src/leads/company-domain.ts';
import { employeesIn } from '../../src/leads/company-size.ts';
import { countryField, countryName, countryNamed } from '../../src/leads/country.ts';
import { phoneCountryOf, phoneCountrySetting } from '../../src/leads/phone-country.ts';
import { placeholderCompany, placeholderName, withoutPlaceholders } from '../../src/leads/placeholders.ts';
import { campaignsLike, countUses, sourcesLike, useName } from '../../src/leads/sources.ts';
import { sources } from '../../src/leads/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { MONDAY_9, salesTeam } from './world.ts';

test.each([
  ['Germany', 'DE'],
  [' deutschland ', 'DE'],
  ['ALLEMAGNE', 'DE'],
  ['de', 'DE'],
  ['the Netherlands', 'NL'],
  ['Holland', 'NL'],
  ['U.S.A.', 'US'],
  ['united  states', 'US'],
  ['Côte d’Ivoire', 'CI'],
  ['Narnia', undefined],
  ['', undefined],
])('%j is the country %s', (text, code) => {
  expect(countryNamed(text)).toBe(code);
  const read = countryField.safeParse(text);
  expect(read.success ? read.data : read.error.issues[0]?.message).toBe(
    code ?? 'This is not the name of a country. Write it in English, or as two letters such as DE.',
  );
});

test('a country has an English name', () => {
  expect(countryName('DE')).toBe('Germany');
  expect(countryField.safeParse('x'.repeat(101)).success).toBe(false);
});

test.each([
  ['51–200', 51],
  ['1,000+', 1000],
  ['1.000 - 5.000', 1000],
  ['1k to 5k', 1000],
  ['1.5k', 1500],
  ['2 Tsd', 2000],
  ['250 employees', 250],
  ['fewer than 10', 1],
  ['< 50', 1],
  ['unter 20', 1],
  ['many', undefined],
])('a company of %j has %s employees', (size, employees) => expect(employeesIn(size)).toBe(employees));

test.each([
  ['x@mail.fenwick.co.uk', [], 'fenwick.co.uk'],
  ['x@FENWICK.example', [], 'fenwick.example'],
  ['x@gmail.com', [], null],
  ['x@mail.gmail.com', [], null],
  ['x@yahoo.co.jp', [], null],
  ['x@club.example', ['club.example'], null],
  ['x@mail.club.example', ['club.example'], null],
  ['x@localhost', [], 'localhost'],
  ['x@', [], null],
  [null, [], null],
])('the company of %j, with %j as consumers, is at %s', (email, added, domain) => {
  expect(companyDomain(email, added)).toBe(domain);
});

describe('the country of phone numbers without one', () => {
  test.each([
    [['Europe/Berlin'], 'DE'],
    [['Europe/Berlin', 'Europe/Berlin'], 'DE'],
    [['Europe/Berlin', 'Europe/Paris'], undefined],
    [[], undefined],
  ])('in %j is %s', async (zones, country) => {
    const { db } = await salesTeam();
    expect(
      phoneCountryOf(
        db,
        zones.map((zone) => ({ zone })),
      ),
    ).toBe(country);
  });

  test('is the one that the company chose', async () => {
    const { db, write } = await salesTeam();
    const value = phoneCountrySetting.schema.parse(' us ');
    await write((tx) => changeSetting(tx, { setting: phoneCountrySetting, value, by: 'ADMIN' }, MONDAY_9));
    expect(phoneCountryOf(db, [{ zone: 'Europe/Berlin' }])).toBe('US');
    expect(phoneCountrySetting.schema.safeParse('XX').success).toBe(false);
  });
});

describe('a placeholder', () => {
  test('is the address, else the number, and the domain, else unknown', () => {
    expect([
      placeholderName({ email: `${'x'.repeat(90)}@acme.example`, phone: null }).length,
      placeholderName({ email: null, phone: '+4930' }),
      placeholderName({ email: null, phone: null }),
      placeholderCompany('acme.example'),
      placeholderCompany(null),
    ]).toEqual([80, '+4930', '', 'acme.example', 'Unknown']);
  });

  test.each([
    ['jane@acme.example', 'acme.example', null, null],
    ['+4930123456', 'Unknown', null, null],
    ['Jane Doe', 'Acme', 'Jane Doe', 'Acme'],
    ['Jane Doe', 'mail.acme.example', 'Jane Doe', 'mail.acme.example'],
    ['Jane Doe', 'acme.other', 'Jane Doe', 'acme.other'],
  ])('is left out: %s at %s is %s at %s', (name, company, realName, realCompany) => {
    const lead = { name, company, email: 'jane@acme.example', phone: '+4930123456' };
    expect(withoutPlaceholders(lead)).toMatchObject({ name: realName, company: realCompany });
    const phoneOnly = withoutPlaceholders({ ...lead, email: null });
    expect(phoneOnly.company).toBe(company === 'Unknown' ? null : company);
  });
});

test('a source keeps its first spelling, and the most used come first', async () => {
  const { db, write, handOff } = await salesTeam();
  for (const source of ['Web', 'Fair', ' FAIR', 'fair']) await handOff(MONDAY_9, { source, campaign: 'Spring' });
  expect([
    sourcesLike(db, '', 9),
    sourcesLike(db, 'E', 9),
    sourcesLike(db, '', 1),
    campaignsLike(db, 'pri', 9),
  ]).toEqual([...[['Fair', 'Web'], ['Web'], ['Fair'], ['Spring']]]);
  const again = await write((tx) => useName(tx, sources, 'Fair', MONDAY_9));
  await write((tx) => countUses(tx, 0, 3));
  expect(again).toBe('Fair');
  const counted = db.select().from(sources).orderBy(sources.name).all();
  expect(counted.map(({ name, uses }) => [name, uses])).toEqual([
    ['Fair', 2],
    ['Web', 1],
  ]);
});
