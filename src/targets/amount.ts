/** Amounts and counts as people type them: `1.2m`, `€ 50,000`, `50.000,00`. */
import { currencies } from '../leads/settings.ts';

type Currency = (typeof currencies)[number];

export type Amount = { cents: number; named: Currency[] | undefined } | { fault: string };

/** As for the value of a deal. */
const MOST = 1e12;
const MOST_LEADS = 1_000_000;

/** The currencies that a sign can mean. */
const signs: Record<string, Currency[]> = {
  '€': ['EUR'],
  '£': ['GBP'],
  '₹': ['INR'],
  '¥': ['JPY'],
  $: ['USD', 'CAD', 'AUD', 'SGD'],
  us$: ['USD'],
  c$: ['CAD'],
  a$: ['AUD'],
  s$: ['SGD'],
  r$: ['BRL'],
  fr: ['CHF'],
  kr: ['SEK', 'NOK', 'DKK'],
  zł: ['PLN'],
  kč: ['CZK'],
};

const times: Record<string, number> = {
  '': 1,
  ...{ k: 1e3, tsd: 1e3, thousand: 1e3 },
  ...{ m: 1e6, mn: 1e6, mio: 1e6, million: 1e6 },
  ...{ b: 1e9, bn: 1e9, mrd: 1e9, billion: 1e9 },
};

const NO_AMOUNT = 'Enter an amount, such as 1.2m or 50,000.';
const SHAPE = /^(\p{L}*\p{Sc}?|\p{L}+\.?)(\d(?:[\d.,'’ ]*\d)?)(\p{L}*)\.?(\p{Sc}?)$/u;

/** Zero and less are refused. */
export function readAmount(text: string): Amount {
  const shown = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const bare = shown.replaceAll(/ (?=\D)|(?<=\D) /gu, '').toLowerCase();
  if (/^\(.*\)$|^\D*[-−]/u.test(bare)) return { fault: 'Enter an amount above 0.' };
  const [, before = '', digits = '', letters = '', sign = ''] = SHAPE.exec(bare) ?? [];
  const [factor, after] = splitFactor(letters);
  const number = readNumber(digits, factor);
  const named = [before, after, sign].map((one) => one.replace(/\.$/, '')).filter(Boolean);
  if (number === undefined || named.length > 1) return { fault: NO_AMOUNT };
  const [name] = named;
  const meant = name === undefined ? undefined : currenciesNamed(name);
  if (name !== undefined && !meant) return { fault: NO_AMOUNT };
  const cents = Math.round(number * factor * 100);
  if (cents <= 0) return { fault: 'Enter an amount above 0.' };
  if (cents > MOST * 100) return { fault: 'Enter at most 1,000,000,000,000.' };
  return { cents, named: meant };
}

/** A number of leads: `900`, `1,200`, `1.2k`. */
export function readCount(text: string): { count: number } | { fault: string } {
  const amount = readAmount(text);
  if ('fault' in amount || amount.named) return { fault: 'Enter a number of leads above 0, such as 900.' };
  const count = amount.cents / 100;
  if (!Number.isInteger(count)) return { fault: 'Enter a whole number of leads.' };
  return count > MOST_LEADS ? { fault: 'Enter at most 1,000,000 leads.' } : { count };
}

/** `k`, `eur` and `keur` are all written behind a number. */
function splitFactor(letters: string): [factor: number, rest: string] {
  const name = Object.keys(times)
    .filter((one) => letters === one || (letters.startsWith(one) && currenciesNamed(letters.slice(one.length))))
    .at(-1);
  return name === undefined ? [1, letters] : [times[name] ?? 1, letters.slice(name.length)];
}

function currenciesNamed(name: string): Currency[] | undefined {
  const code = currencies.find((one) => one.toLowerCase() === name);
  return code ? [code] : signs[name];
}

/**
 * One separator before three digits groups thousands, but not before millions: 1.250m is 1,250,000. Of two kinds, the
 * last one is the decimal separator. Undefined for text that is no number.
 */
function readNumber(digits: string, factor: number): number | undefined {
  const marks = [...digits.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = marks.at(-1);
  const decimals = last === undefined ? '' : digits.slice(digits.lastIndexOf(last) + 1);
  const isOnly = marks.length === 1;
  const isDecimal =
    last !== undefined &&
    (isOnly
      ? decimals.length !== 3 || factor > 1e3 || digits.startsWith('0')
      : marks.indexOf(last) === marks.length - 1);
  const whole = isDecimal ? digits.slice(0, digits.lastIndexOf(last)) : digits;
  if (isDecimal && (!/^\d+$/.test(decimals) || (factor === 1 && decimals.length > 2))) return undefined;
  // Groups of three; India groups by two before the last three.
  if (!/^(?:\d+|\d{1,3}(?<mark>[.,'’ ])\d{3}(?:\k<mark>\d{3})*|\d{1,2}(?:,\d\d)*,\d{3})$/.test(whole)) return undefined;
  return Number(`${whole.replaceAll(/\D/g, '')}.${isDecimal ? decimals : '0'}`);
}
