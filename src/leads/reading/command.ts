/** Text after `/handoff`: `Jane Doe, Acme, jane@acme.com, wants a demo`, in any order that can be told apart. */
import { addressesIn, isTheirs } from './addresses.ts';
import { companyFromEmail, hasLegalForm, isLegalForm, isOfDomain } from './companies.ts';
import { readLabels } from './labelled.ts';
import { inked, type LeadGuess, type ReadingContext, SEARCHED, withoutEmpty } from './lead-guess.ts';
import { readMessage } from './message.ts';
import { nameFromEmail } from './names.ts';
import { isLocalNumber, phonesIn } from './phones.ts';

/** A longer part is a sentence. */
const LONGEST_NAME = 60;

export function readCommand(text: string, context: ReadingContext = {}): LeadGuess {
  const plain = inked(text);
  if (readLabels(plain.slice(0, SEARCHED)).contactLabels >= 2) return readMessage(plain, context);
  const { email, phone, rest } = contactsIn(plain, context);
  const parts = partsOf(rest);
  // A number without its country still goes into the phone field, whose error says what is missing.
  const local = phone === undefined ? parts.findIndex((part) => !part.isQuoted && isLocalNumber(part.text)) : -1;
  const typed = local < 0 ? phone : parts.splice(local, 1)[0]?.text;
  const { name, company, more } = whoAndWhere(parts, email, context);
  const isProse = [name, company].some((part) => part !== undefined && part.length > LONGEST_NAME);
  return withoutEmpty({
    name: isProse ? nameFromEmail(email) : (name ?? nameFromEmail(email)),
    company: isProse ? companyFromEmail(email, context) : (company ?? companyFromEmail(email, context)),
    email,
    phone: typed,
    need: isProse ? rest.trim() : more.join(', '),
  });
}

function contactsIn(text: string, context: ReadingContext): { email?: string; phone?: string; rest: string } {
  const address = addressesIn(text).find(({ email }) => isTheirs(email, context));
  const left = address ? text.slice(0, address.start) + text.slice(address.end) : text;
  const [number] = phonesIn(left, context.country);
  const rest = number ? left.slice(0, number.start) + left.slice(number.end) : left;
  return { email: address?.email, phone: number?.phone, rest };
}

interface Part {
  text: string;
  isQuoted: boolean;
}

const QUOTED =
  /(?<=^|[\s,;(])(?:"([^"\n]{1,200})"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»)(?=$|[\s,;.)])/gu;
const MARK = '\u0000';

/** Divided at commas, semicolons and lines; quoted parts and names with `, Inc.` stay whole. */
function partsOf(text: string): Part[] {
  const quotes: string[] = [];
  const marked = text.replaceAll(MARK, '').replace(QUOTED, (_, ...groups: unknown[]) => {
    const words = groups.slice(0, 4).find((group) => typeof group === 'string');
    quotes.push(String(words).trim());
    return MARK;
  });
  const parts: Part[] = [];
  for (const piece of marked.split(/[,;\n]/)) {
    const isQuoted = piece.includes(MARK);
    const said = piece.replaceAll(MARK, () => quotes.shift() ?? '');
    const words = isQuoted ? said.trim() : withoutLeavings(said);
    const last = parts.at(-1);
    if (last && !isQuoted && isLegalForm(words)) last.text = `${last.text}, ${words}`;
    else if (saysSomething(words)) parts.push({ text: words, isQuoted });
  }
  return parts;
}

const saysSomething = (part: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part);

/** Removes the brackets and dashes that were around an address. */
function withoutLeavings(part: string): string {
  const begun = part.replace(/[<([{]\s*[>)\]}]/g, '').replace(/^[\s|–—-]+/, '');
  // Not /[...]+$/, which takes quadratic time on a long row of these characters.
  return /^.*[^\s|–—-]/s.exec(begun)?.[0] ?? '';
}

interface Who {
  name?: string;
  company?: string;
  more: string[];
}

/** The name comes first and the company second, unless the email address or a legal form says otherwise. */
function whoAndWhere(parts: Part[], email: string | undefined, context: ReadingContext): Who {
  const texts = parts.map(({ text }) => text);
  const [first = '', ...others] = texts;
  const together = others.length === 0 ? splitAtCompany(first, email, context) : undefined;
  if (together) return { ...together, more: [] };
  const ofDomain = texts.findIndex((part) => part.length <= LONGEST_NAME && isOfDomain(part, email, context));
  const known = ofDomain < 0 ? texts.findIndex((part) => part.length <= LONGEST_NAME && hasLegalForm(part)) : ofDomain;
  const said = known < 0 ? personAtCompany(first) : undefined;
  if (said) return { ...said, more: others };
  const at = known < 0 ? 1 : known;
  const [name, ...more] = texts.filter((_, index) => index !== at);
  return { name, company: texts[at], more };
}

interface Together {
  name: string;
  company: string;
}

/** `Jane Doe from Acme` */
function personAtCompany(text: string): Together | undefined {
  const [, name, company = ''] = /^(\S+(?:\s\S+){0,3})\s(?:from|at|@)\s(\S.{0,60})$/iu.exec(text) ?? [];
  return name ? { name, company } : undefined;
}

/** The same, and `Jane Doe Acme` if the address is at acme.com. */
function splitAtCompany(text: string, email: string | undefined, context: ReadingContext): Together | undefined {
  const said = personAtCompany(text);
  if (said) return said;
  const words = text.split(/\s+/).filter(saysSomething);
  const at = words.findIndex((word, index) => index > 0 && isOfDomain(word, email, context));
  return at === -1 || words.length > 6
    ? undefined
    : { name: words.slice(0, at).join(' '), company: words.slice(at).join(' ') };
}
