import { getCountries } from 'libphonenumber-js';
import { z } from 'zod';
import { folded } from './reading/lead-guess.ts';

/** The languages of the labels in reading/labels.ts. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];

/** Names that people use besides those of the Unicode list. */
const MORE: Record<string, string> = {
  uk: 'GB',
  'u.k.': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  america: 'US',
  holland: 'NL',
  uae: 'AE',
  'czech republic': 'CZ',
  turkey: 'TR',
  'republic of ireland': 'IE',
  'south korea': 'KR',
  'viet nam': 'VN',
};

let known: ReadonlyMap<string, string> | undefined;

/** Made on first use: 1,700 names that a start does not need. */
function names(): ReadonlyMap<string, string> {
  if (known) return known;
  const all = new Map<string, string>();
  const codes = getCountries();
  for (const language of LANGUAGES) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of codes) all.set(folded(inLanguage.of(code) ?? code), code);
  }
  for (const [name, code] of Object.entries(MORE)) all.set(name, code);
  for (const code of codes) all.set(code.toLowerCase(), code);
  known = all;
  return known;
}

/** The ISO code of a country by its code or its name in seven languages; undefined for other words. */
export const countryNamed = (text: string): string | undefined =>
  names().get(folded(text).replace(/\s+/g, ' ').trim().replace(/^the /, ''));

const english = new Intl.DisplayNames('en', { type: 'region' });

/** `Germany` for DE. */
export const countryName = (code: string): string => english.of(code) ?? code;

/** A country by its name or code, as its ISO code. */
export const countryField = z
  .string()
  .max(100, 'Write the name of a country.')
  .transform((text, context) => {
    const code = countryNamed(text);
    if (code !== undefined) return code;
    context.addIssue('This is not the name of a country. Write it in English, or as two letters such as DE.');
    return z.NEVER;
  });
