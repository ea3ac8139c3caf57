import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { setting } from '../platform/settings/setting.ts';
import { countryOfZone } from '../platform/time/country.ts';
import { phoneCountry } from './contact.ts';

/** The country for phone numbers without a country code. */
export const phoneCountrySetting = setting<string | null>({
  key: 'leads.phone_country',
  group: 'Leads',
  title: 'Country of phone numbers',
  help: 'A number without + belongs to this country. Write its two letters, such as US or DE.',
  editor: { kind: 'text', empty: 'The country of the team’s time zone' },
  schema: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => phoneCountry(code) !== undefined, 'Write the two letters of a country, such as US or DE.')
    .nullable(),
  default: null,
});

/** Undefined if the teams are in several countries, or in none. */
export function phoneCountryOf(db: Db, teams: readonly { zone: string }[]): string | undefined {
  const chosen = settingOf(db, phoneCountrySetting);
  if (chosen !== null) return chosen;
  const [country, ...others] = new Set(teams.map(({ zone }) => countryOfZone(zone)));
  return others.length === 0 ? country : undefined;
}
