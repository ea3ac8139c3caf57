import { expect, test } from 'vitest';
import { countryOfZone } from '../../../src/platform/time/country.ts';

test.each([
  ['America/Chicago', 'US'],
  ['US/Pacific', 'US'],
  ['America/Indiana/Indianapolis', 'US'],
  ['Europe/Berlin', 'DE'],
  ['Europe/Zurich', 'CH'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Calcutta', 'IN'],
  ['Europe/Kyiv', 'UA'],
  ['America/Sao_Paulo', 'BR'],
  ['UTC', undefined],
  ['Etc/GMT+2', undefined],
  ['Nowhere/Here', undefined],
])('%s is in %s', (zone, country) => expect(countryOfZone(zone)).toBe(country));

test('every time zone of Node has a country, except those without phones', () => {
  const without = Intl.supportedValuesOf('timeZone').filter((zone) => countryOfZone(zone) === undefined);
  expect(without.filter((zone) => !/^(?:Antarctica|Atlantic|Indian|Pacific|Etc)\/|^UTC$/.test(zone))).toEqual([]);
});
