import { domainToASCII, domainToUnicode } from 'node:url';
import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** Text copied from a contact card or a chat contains direction marks and zero-width characters. */
const inked = z.string().transform((text) => text.replace(/\p{Cf}/gu, '').trim());

/** Limits of RFC 5321, 4.5.3.1; an address of 254 characters fits into its path of 256. */
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;

/** A dot-atom of RFC 5322. Quoted local parts are valid too, but in a form they are nearly always a mistake. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain in lower case and in its own script (müller.example); undefined when mail cannot be sent to it. */
export function emailDomain(typed: string): string | undefined {
  // domainToASCII parses a host as a browser does: it would cut off a path, and read 127.1 as an IP address.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(typed)) return undefined;
  const ascii = domainToASCII(typed);
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  if (!/^(?:[a-z]{2,}|xn--.+)$/.test(labels.at(-1) ?? '')) return undefined;
  return domainToUnicode(ascii);
}

/** The address with its domain in lower case, or undefined. Only the receiving server can validate the local part. */
export function validEmail(typed: string): string | undefined {
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, at);
  const domain = at === -1 ? undefined : emailDomain(typed.slice(at + 1));
  if (!domain || local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return undefined;
  return local.length + 1 + domainToASCII(domain).length > LONGEST_ADDRESS ? undefined : `${local}@${domain}`;
}

export const emailAddress = inked
  .pipe(z.string().max(LONGEST_ADDRESS, 'An email address has at most 254 characters.'))
  .transform((typed, context) => {
    const email = validEmail(typed);
    if (email) return email;
    context.addIssue('This does not look like an email address, such as jane@acme.com.');
    return z.NEVER;
  });

/** `+16502530000`, with an extension `+16502530000;ext=136` (RFC 3966 without its `tel:`). */
export const storedPhone = ({ number, ext }: PhoneNumber): string => (ext ? `${number};ext=${ext}` : number);

/** The country for numbers without +, by its ISO code; undefined for a territory without numbers of its own. */
export const phoneCountry = (code: string | undefined): CountryCode | undefined =>
  code !== undefined && isSupportedCountry(code) ? code : undefined;

/** A valid number as it is stored; undefined for others. Without a country, a number needs + or 00. */
export function validPhone(typed: string, country?: string): string | undefined {
  const number = parsePhoneNumberFromString(typed.replace(/^00/, '+'), phoneCountry(country));
  return number?.isValid() ? storedPhone(number) : undefined;
}

/** A phone number in stored form, see `storedPhone`. `country` applies to numbers without +. */
export const phoneNumber = (country?: string) =>
  inked.pipe(z.string().max(40, 'A phone number has at most 40 characters.')).transform((text, context) => {
    const phone = validPhone(text, country);
    if (phone) return phone;
    context.addIssue(
      text.startsWith('+') || text.startsWith('00') || phoneCountry(country)
        ? 'This is not a valid phone number. Please check the digits.'
        : 'Please start with + and the country code, such as +49 30 123456.',
    );
    return z.NEVER;
  });

/** Readable form: +49 30 123456, or +1 650 253 0000 ext. 136. */
export const readablePhone = (stored: string): string =>
  parsePhoneNumberFromString(stored)?.formatInternational() ?? stored;
