import { ZONES_OF_COUNTRIES } from './zone-countries.ts';
import { canonicalZone } from './zones.ts';

const countries: ReadonlyMap<string, string> = new Map(
  ZONES_OF_COUNTRIES.trim()
    .split('\n')
    .flatMap((line) => {
      const [country = '', ...zones] = line.split(' ');
      return zones.map((zone) => [zone, country] as const);
    }),
);

/** The country of a time zone, as its ISO code; undefined for zones without one, such as UTC, and for unknown names. */
export const countryOfZone = (zone: string): string | undefined =>
  countries.get(zone) ?? countries.get(canonicalZone(zone) ?? '');
