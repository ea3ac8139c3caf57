import type { Converted, Rate } from '../../src/currency/convert.ts';
import { money } from '../leads/words.ts';

const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

export const dayWords = (iso: string): string => days.format(Date.parse(`${iso}T00:00Z`));

/** "1 USD = 0.92 EUR". */
export const rateWords = ({ currency, base, rate }: Pick<Rate, 'currency' | 'base' | 'rate'>): string =>
  `1 ${currency} = ${rate.toLocaleString('en', { maximumSignificantDigits: 6 })} ${base}`;

/** "about 130,000 EUR together". */
export const togetherWords = ({ cents, currency }: Converted): string =>
  `about ${money(Math.round(cents / 100), currency)} together`;

/** "Together: by 1 USD = 0.92 EUR from Nov 1, 2026.": the rates behind some sums, each once. */
export function ratesUsed(sums: readonly (Converted | undefined)[]): string {
  const used = new Set(
    sums.flatMap((sum) => sum?.by.map((rate) => `${rateWords(rate)} from ${dayWords(rate.appliesFrom)}`) ?? []),
  );
  return used.size === 0 ? '' : `Together: by ${[...used].join(', ')}.`;
}
