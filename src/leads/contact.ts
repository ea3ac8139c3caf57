import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** What is copied from a contact card or a chat comes with marks of direction and of zero width around it. */
const inked = z.string().transform((text) => text.replace(/\p{Cf}/gu, '').trim());

/** An email address with its domain in lower case; the part before the @ is the other server's affair. */
export const emailAddress = inked
  .pipe(z.string().max(254, 'An email address has at most 254 characters.'))
  .pipe(z.email('This does not look like an email address, such as jane@acme.com.'))
  .transform((address) => {
    const at = address.lastIndexOf('@');
    return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
  });

/** A phone number in E.164, such as +493012345678. */
export const phoneNumber = inked
  .pipe(z.string().max(40, 'A phone number has at most 40 characters.'))
  .transform((text, context) => {
    const number = parsePhoneNumberFromString(text.replace(/^00/, '+'));
    if (number?.isValid()) return number.number as string;
    context.addIssue(
      text.startsWith('+') || text.startsWith('00')
        ? 'This is not a valid phone number. Please check the digits.'
        : 'Please start with + and the country code, such as +49 30 123456.',
    );
    return z.NEVER;
  });

/** As people write it: +49 30 123456. */
export const readablePhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;

/** Where everybody can have an address: sharing one says nothing about the company. */
const ANYBODY = new Set([
  'aol.com',
  'fastmail.com',
  'free.fr',
  'gmail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'qq.com',
  't-online.de',
  'web.de',
  'yahoo.com',
  'yandex.ru',
  '163.com',
]);

/** The domain that stands for the company; null where an address at it says nothing about one. */
export function companyDomain(email: string | null): string | null {
  const domain = email?.slice(email.lastIndexOf('@') + 1) ?? null;
  return domain && !ANYBODY.has(domain) ? domain : null;
}
