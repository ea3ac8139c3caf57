/** Phone numbers in text. Dates, times, amounts and order numbers are left out. */
import { findPhoneNumbersInText } from 'libphonenumber-js';
import { phoneCountry, storedPhone, validPhone } from '../contact.ts';
import { SEARCHED } from './lead-guess.ts';

export interface FoundPhone {
  phone: string;
  start: number;
  end: number;
}

// Not more, so that a long row of digits is not searched again from each of them.
const DIGITS = "\\d[\\d.,'’ \\u00a0\\u202f]{0,40}";
const CURRENCY = '(?:[$€£¥₹]|\\b(?:EUR|USD|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|BRL|JPY|INR|euros?|dollars?|kr)\\b)';
const COUNTED =
  '(?:mio|mln|%|seats?|users?|people|employees|licen[cs]es?|units?|pcs|items?|contacts?|rows|leads|stores?|shops?|sites?|Mitarbeiter\\w*|Nutzer\\w*|Personen|Stück|utilisateurs|personnes|postes|usuarios|personas|utenti|persone|usuários|pessoas|gebruikers|personen)\\b';
const MONEY_WORD =
  '\\b(?:budget|price|value|revenue|turnover|amount|arr|mrr|order|invoice|ticket|ref(?:erence)?|vat|po|id|zip|plz|umsatz|preis|bestellung|rechnung|kundennummer|presupuesto|precio|pedido|prix|commande|facture|prezzo|ordine|fattura|orçamento|preço|omzet|prijs|factuur)\\b';

/** Numbers that look like phone numbers and are not. */
const OTHER_NUMBERS = [
  /(?<![\d+.])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)/g,
  /(?<![\d+.-])\d{1,2}([./-])\s?\d{1,2}\1\s?(?:\d{4}|\d{2})(?![\d]|[ .-]?\d{2})/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
  /(?<!\d)(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}(?!\d)/g,
  new RegExp(`${CURRENCY}\\s?${DIGITS}`, 'giu'),
  new RegExp(`(?<![\\d+]|\\d )${DIGITS} ?(?:${CURRENCY}|${COUNTED})`, 'giu'),
  /(?<![\d+]|\d )\d[\d.,]{0,40}[km]\b/gi,
  new RegExp(`${MONEY_WORD}[^\\d\\n+(]{0,20}${DIGITS}`, 'giu'),
  // 150 000 and 1.500.000; nine digits and more are rather a number of Spain or France.
  /(?<![\d+(.,]|\d )[1-9]\d{0,2}(?:[ .,'’\u00a0\u202f]\d{3}){1,2}(?![\d-]|[ .]\d)(?<!(?:\d\D?){9})/g,
  /https?:\/\/\S+/g,
];

const blank = (match: string) => ' '.repeat(match.length);

function withoutOtherNumbers(text: string): string {
  return OTHER_NUMBERS.reduce((left, pattern) => left.replace(pattern, blank), text);
}

const PHONE_WORD =
  /(?:phone|tel|call|mobile?|cell|handy|fon|direct|dial|reach|whatsapp|ring|ruf\w*|móvil|celular|cellulare|portable|telem[oó]vel|mobiel|bel|n[°º]|appel\w*|llam\w*|chiam\w*|lig\w*)\W{0,3}(?:\p{L}{1,9}\W{1,2}){0,2}$/iu;
const NORTH_AMERICAN = /^\d{3}[-. ]\d{3}[-. ]\d{4}/;

/** Whether digits without + are meant as a phone number. */
function isDialled(written: string, before: string): boolean {
  if (/^(?:\+|00|\(|0)/.test(written) || NORTH_AMERICAN.test(written)) return true;
  if (PHONE_WORD.test(before)) return true;
  return written.replace(/\D/g, '').length >= 9 && /\d[ .-]\d/.test(written);
}

/** In the order of the text. */
export function phonesIn(text: string, country?: string): FoundPhone[] {
  const searched = withoutOtherNumbers(text.slice(0, SEARCHED).replace(/[^\s@]{1,80}@\S{1,255}/g, blank));
  // Some write 0049 for +49. The blank keeps the places.
  const dialled = searched.replace(/(^|[^\d+])00(?=[1-9]\d)/g, '$1 +');
  return findPhoneNumbersInText(dialled, { defaultCountry: phoneCountry(country) }).flatMap(
    ({ number, startsAt, endsAt }) => {
      const written = dialled.slice(startsAt, endsAt);
      if (!isDialled(written, dialled.slice(Math.max(0, startsAt - 30), startsAt))) return [];
      const start = text.slice(startsAt - 1, startsAt + 1) === '00' ? startsAt - 1 : startsAt;
      return [{ phone: storedPhone(number), start, end: endsAt }];
    },
  );
}

/** With words around it. A longer text is not searched. */
const LONGEST_TYPED = 200;
const TYPED_NUMBER = /^\+?[\d(][\d\s()./-]{5,25}$/;

/** A number that cannot be read without its country: the form shows it and says what is missing. */
export const isLocalNumber = (part: string): boolean => {
  if (part.length > LONGEST_TYPED) return false;
  const left = withoutOtherNumbers(part).trim();
  return (
    TYPED_NUMBER.test(left) && (/^[+(0]/.test(left) || /\d[ ./-]\d/.test(left) || left.replace(/\D/g, '').length >= 7)
  );
};

/** The number behind a label, as it is stored; as typed if its country is unknown. */
export function labelledPhone(value: string, country?: string): string | undefined {
  const whole = value.trim().length <= 40 ? validPhone(value.trim(), country) : undefined;
  const phone = whole ?? phonesIn(`tel ${value}`, country)[0]?.phone;
  if (phone) return phone;
  const [typed] = /\+?[\d(][\d\s()./-]{4,30}\d/.exec(value) ?? [];
  return typed !== undefined && typed.replace(/\D/g, '').length >= 6 ? typed.trim() : undefined;
}
