import { findPhoneNumbersInText } from 'libphonenumber-js';
import { companyDomain, emailAddress } from './contact.ts';

/** What a form is filled with before a person looks at it. */
export interface LeadGuess {
  name?: string;
  company?: string;
  email?: string;
  phone?: string;
  need?: string;
}

const EMAIL = /[^\s<>|,;:()"']+@[^\s<>|,;:()"']+\.[\p{L}\d-]{2,}/u;

/** Text after `/handoff`, such as `Jane Doe, Acme, jane@acme.com, wants a demo`: the order of contacts is free. */
export function guessFromCommand(text: string): LeadGuess {
  const found = contacts(plainText(text));
  const parts = found.rest
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const [name, company, ...more] = parts;
  return withoutEmpty({
    name: name ?? nameFromEmail(found.email),
    company: company ?? companyFromEmail(found.email),
    email: found.email,
    phone: found.phone,
    need: more.join(', '),
  });
}

/** A message that somebody wrote or forwarded: contacts are looked for anywhere in it, and all of it is the need. */
export function guessFromMessage(text: string): LeadGuess {
  const plain = plainText(text);
  const found = contacts(plain);
  return withoutEmpty({
    name: labelled(plain, 'name|contact') ?? nameBeforeEmail(plain) ?? nameFromEmail(found.email),
    company: labelled(plain, 'company|organi[sz]ation|account') ?? companyFromEmail(found.email),
    email: found.email,
    phone: found.phone,
    need: plain.trim(),
  });
}

/** Slack's notation back to what people read: `<mailto:a@b.c|a@b.c>`, `<https://a.b|a.b>`, `&amp;`. */
function plainText(text: string): string {
  return text
    .replace(/<(?:mailto:|tel:|https?:\/\/)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?([^@#!|>][^|>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function contacts(text: string): { email?: string; phone?: string; rest: string } {
  const email = emailAddress.safeParse(EMAIL.exec(text)?.[0]).data;
  let rest = email ? text.replace(EMAIL, '') : text;
  const number = findPhoneNumbersInText(rest).at(0);
  if (number) rest = rest.slice(0, number.startsAt) + rest.slice(number.endsAt);
  return { email, phone: number?.number.number, rest };
}

/** `Name: Jane Doe` on a line of its own, as contact forms send it. */
function labelled(text: string, label: string): string | undefined {
  return new RegExp(`^\\W*(?:${label})\\W*[:=]\\W*(.{2,80})$`, 'imu').exec(text)?.[1]?.trim();
}

/** `Jane Doe <jane@acme.com>` or `Jane Doe (jane@acme.com)`. */
function nameBeforeEmail(text: string): string | undefined {
  return /((?:\p{Lu}[\p{L}'’-]+\s+){1,3}\p{Lu}[\p{L}'’-]+)\s*[<(,]?\s*[^\s<>(),]+@/u.exec(text)?.[1];
}

/** `jane.doe@acme.com` is probably Jane Doe; `info@acme.com` is nobody. */
function nameFromEmail(email: string | undefined): string | undefined {
  const words = email?.split('@')[0]?.split(/[._-]/) ?? [];
  if (words.length < 2 || words.some((word) => !/^\p{L}{2,}$/u.test(word))) return undefined;
  return words.map(capital).join(' ');
}

function companyFromEmail(email: string | undefined): string | undefined {
  const domain = companyDomain(email ?? null);
  return domain?.split('.').at(0)?.split('-').map(capital).join(' ');
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function withoutEmpty(guess: LeadGuess): LeadGuess {
  return Object.fromEntries(Object.entries(guess).filter(([, value]) => value));
}
