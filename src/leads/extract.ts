import { findPhoneNumbersInText } from 'libphonenumber-js';
import { companyDomain } from './company-domain.ts';
import { emailAddress } from './contact.ts';

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

/** Text after `/handoff`, such as `Jane Doe, Acme, jane@acme.com, wants a demo`: the order is free where it can be told. */
export function guessFromCommand(text: string): LeadGuess {
  const found = contacts(decoded(text.replace(LINKED_CONTACT, '$1')));
  const parts = found.rest
    .split(/[,;\n]/)
    .map(withoutLeavings)
    .filter(saysSomething);
  // One that cannot be read as a phone number is shown in that field, where it is refused with words on what is missing.
  const local = found.phone === undefined ? parts.findIndex((part) => LOCAL_NUMBER.test(part)) : -1;
  const [phone] = local < 0 ? [found.phone] : parts.splice(local, 1);
  const { name, company, more } = whoAndWhere(parts, found.email);
  const isProse = [name, company].some((part) => part !== undefined && part.length > LONGEST_NAME);
  return withoutEmpty({
    name: isProse ? nameFromEmail(found.email) : (name ?? nameFromEmail(found.email)),
    company: isProse ? companyFromEmail(found.email) : (company ?? companyFromEmail(found.email)),
    email: found.email,
    phone,
    need: isProse ? found.rest.trim() : more.join(', '),
  });
}

const LINKED_CONTACT = /<(?:mailto:|tel:)[^<|>]*\|([^<>]*)>/g;
const LOCAL_NUMBER = /^\+?[\d(][\d\s()./-]{5,25}$/;

const saysSomething = (part: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part);

/** A part of the text without the brackets and dashes that stood around an address. */
function withoutLeavings(part: string): string {
  const begun = part.replace(/[<([{]\s*[>)\]}]/g, '').replace(/^[\s|–—-]+/, '');
  // Not by /[...]+$/, which looks at a long row of them anew from each of its places.
  return /^.*[^\s|–—-]/s.exec(begun)?.[0] ?? '';
}

/** The name comes first and the company second, unless the address tells which is which. */
function whoAndWhere(parts: string[], email: string | undefined): { name?: string; company?: string; more: string[] } {
  const [only = ''] = parts;
  const together = parts.length === 1 ? splitAtCompany(only, email) : undefined;
  if (together) return { ...together, more: [] };
  const at = parts.findIndex((part) => isOfDomain(part, email));
  const [company] = at < 0 ? parts.slice(1, 2) : parts.slice(at, at + 1);
  const rest = parts.filter((_, index) => index !== (at < 0 ? 1 : at));
  const [name, ...more] = rest;
  return { name, company, more };
}

/** `Jane Doe from Acme`, and `Jane Doe Acme` where the address is at acme.com. */
function splitAtCompany(text: string, email: string | undefined): { name: string; company: string } | undefined {
  const [, name, company] = /^(\S+(?:\s\S+){0,3})\s(?:from|at|@)\s(\S.{0,60})$/iu.exec(text) ?? [];
  if (name && company) return { name, company };
  const words = text.split(/\s+/).filter(saysSomething);
  const at = words.findIndex((word, index) => index > 0 && isOfDomain(word, email));
  return at < 0 || words.length > 6
    ? undefined
    : { name: words.slice(0, at).join(' '), company: words.slice(at).join(' ') };
}

/** Whether a company's name begins as the domain of the address does: "Acme Ltd." and jane@acme.com. */
function isOfDomain(part: string, email: string | undefined): boolean {
  const [label = ''] = companyDomain(email ?? null)?.split('.') ?? [];
  const [domain, said] = [letters(label), letters(part)];
  return domain.length > 2 && said.length > 2 && (said.startsWith(domain) || domain.startsWith(said));
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A message that somebody wrote or forwarded: contacts are looked for anywhere in it, and all of it is the need. */
export function guessFromMessage(text: string): LeadGuess {
  const plain = plainText(text);
  const found = contacts(plain);
  return withoutEmpty({
    name: labelled(plain, 'name|contact') ?? nameBeforeEmail(plain) ?? nameFromEmail(found.email),
    company: labelled(plain, 'company|organi[sz]ation|account') ?? companyFromEmail(found.email),
    email: found.email,
    phone: found.phone,
    need: withoutContactLines(plain),
  });
}

const CONTACT_LINE =
  /^\W*(?:name|contact|company|organi[sz]ation|account|e-?mail(?: address)?|phone(?: number)?|tel|telephone|mobile)\W*[:=].*$/i;

/** What is left when the lines that fill fields of their own are taken out; all of it when nothing would be. */
function withoutContactLines(text: string): string {
  const left = text
    .split('\n')
    .filter((line) => !CONTACT_LINE.test(line.slice(0, 200)))
    .join('\n')
    .trim();
  return left === '' ? text.trim() : left;
}

/**
 * Slack's notation back to what people read: `<mailto:a@b.c|a@b.c>`, `<https://a.b|a.b>`, `<!here>`, `<#C012|general>`,
 * `&amp;`. A mention of a person stays, since only Slack knows the name.
 */
function plainText(text: string): string {
  const linksRead = text
    .replace(/<!(channel|here|everyone)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<#[A-Z0-9]+\|([^<>]*)>/g, '#$1')
    .replace(/<![^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:|https?:\/\/)[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto:|tel:)?([^<@#!|>][^<|>]*)>/g, '$1');
  return decoded(linksRead);
}

/** Slack writes these three characters as entities, and in what follows a command nothing else. */
const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function contacts(text: string): { email?: string; phone?: string; rest: string } {
  const address = addressIn(text);
  let rest = address ? text.replace(address.written, '') : text;
  const dialled = rest.replace(/(^|\D)00(?=[1-9]\d)/g, '$1+');
  let number = findPhoneNumbersInText(rest.slice(0, SEARCHED)).at(0);
  if (!number && dialled !== rest) {
    // Some write 0049 for +49.
    number = findPhoneNumbersInText(dialled.slice(0, SEARCHED)).at(0);
    if (number) rest = dialled;
  }
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
