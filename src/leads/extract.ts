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

/** Contacts are looked for so far into a text: what takes longer to search would hold up everybody else. */
const SEARCHED = 4000;
const LONGEST_ADDRESS = 320;
/** What is longer is a sentence, not somebody's name. */
const LONGEST_NAME = 60;
const BETWEEN_ADDRESSES = /[\s<>|,;:()"'[\]{}]+/;
const ADDRESS = /[^@]+@[^@]+\.[\p{L}\d-]{2,}/u;

/** Text after `/handoff`, such as `Jane Doe, Acme, jane@acme.com, wants a demo`: the order of contacts is free. */
export function guessFromCommand(text: string): LeadGuess {
  const found = contacts(decoded(text));
  const parts = found.rest
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const [name, company, ...more] = parts;
  const isProse = [name, company].some((part) => part !== undefined && part.length > LONGEST_NAME);
  return withoutEmpty({
    name: isProse ? nameFromEmail(found.email) : (name ?? nameFromEmail(found.email)),
    company: isProse ? companyFromEmail(found.email) : (company ?? companyFromEmail(found.email)),
    email: found.email,
    phone: found.phone,
    need: isProse ? found.rest.trim() : more.join(', '),
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
  const linksRead = text
    .replace(/<(?:mailto:|tel:|https?:\/\/)[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?([^<@#!|>][^<|>]*)>/g, '$1');
  return decoded(linksRead);
}

/** Slack writes these three characters as entities, and in what follows a command nothing else. */
const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function contacts(text: string): { email?: string; phone?: string; rest: string } {
  const address = addressIn(text);
  let rest = address ? text.replace(address.written, '') : text;
  const number = findPhoneNumbersInText(rest.slice(0, SEARCHED)).at(0);
  if (number) rest = rest.slice(0, number.startsAt) + rest.slice(number.endsAt);
  return { email: address?.email, phone: number?.number.number, rest };
}

/** The first email address of a text, and how it is written there. */
function addressIn(text: string): { written: string; email: string } | undefined {
  for (const word of text.slice(0, SEARCHED).split(BETWEEN_ADDRESSES)) {
    if (word.length > LONGEST_ADDRESS || !word.includes('@')) continue;
    const written = ADDRESS.exec(word.replace(/^[^\p{L}\d]+/u, ''))?.[0];
    const email = emailAddress.safeParse(written).data;
    if (written && email) return { written, email };
  }
  return undefined;
}

/** `Name: Jane Doe` on a line of its own, as contact forms send it. */
function labelled(text: string, label: string): string | undefined {
  const NO_WORD = '[^\\p{L}\\p{N}]';
  const line = new RegExp(
    `^${NO_WORD}{0,10}(?:${label})[^\\p{L}\\p{N}:=]{0,10}[:=]${NO_WORD}{0,10}([\\p{L}\\p{N}].{1,79})$`,
    'iu',
  );
  for (const each of text.slice(0, SEARCHED).split(/\r?\n/)) {
    const said = line.exec(each)?.[1]?.replace(/[\s*_~`]{1,10}$/, '');
    if (said) return said;
  }
  return undefined;
}

/** `Jane Doe <jane@acme.com>` or `Jane Doe (jane@acme.com)`. */
function nameBeforeEmail(text: string): string | undefined {
  const found =
    /((?:\p{Lu}[\p{L}'’-]{1,40}\s{1,3}){1,3}\p{Lu}[\p{L}'’-]{1,40})\s{0,3}[<(,]?\s{0,3}[^\s<>(),@]{1,64}@/u.exec(
      text.slice(0, SEARCHED),
    );
  return found?.[1]?.replace(/\s+/g, ' ');
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
