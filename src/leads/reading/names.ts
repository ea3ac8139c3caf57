/** Names of people. */
import { folded, lettersOf, SEARCHED } from './lead-guess.ts';

/** A longer text is a sentence. */
const LONGEST_NAME = 60;
const PARTICLE =
  "(?:van|von|der|den|de|del|della|di|da|do|dos|das|du|des|la|le|ter|ten|zu|zum|zur|af|av|bin|ibn|al|el|y|e|'t|van der|van de)";
const CAPITALISED =
  "(?:(?:\\p{Lu}|St|Jr|Sr|Dr)\\.|\\p{Lu}[\\p{L}\\p{M}]*(?:['’`.-]\\p{L}[\\p{L}\\p{M}]*)*|[dDlLoO]['’]\\p{Lu}[\\p{L}\\p{M}-]+)";
/** Two to five words with capitals, with particles between them. */
export const NAME = `${CAPITALISED}(?:[ \\u00a0]{1,3}(?:${PARTICLE}[ \\u00a0]){0,3}${CAPITALISED}){1,4}`;

const SALUTATION =
  /^(?:(?:mr|mrs|ms|miss|mx|sir|madam|herrn?|frau|hr|fr|m|mme|mlle|monsieur|madame|sr|sra|srta|se[nñ]ora?|d\.|d[ñn]a|sig|sigra|sig\.ra|signora?|dott|dhr|mevr|mw|de heer|mevrouw|dipl\.-ing)\.?\s+)+(?=\p{L})/iu;
const AFTER_A_NAME = /\s*(?:[|,(·•/]|\s[-–—]\s|<).*$/su;

/** Capitalised words that are not names. */
const NOT_A_NAME = new Set(
  (
    'new lead leads contact form hi hello hey dear team best regards kind thank thanks you please call met meet spoke from reach email mail ' +
    'phone tel mobile subject message request demo webinar sales marketing support info hallo guten tag bonjour hola ciao ola beste geachte ' +
    'freundlichen grussen viele grusse website web google slack hubspot typeform calendly zapier linkedin facebook salesforce mailchimp intercom ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'head chief vp director manager officer engineer owner founder ceo cto cfo coo gmbh ag inc ltd llc corp limited bv srl spa sarl unknown none na ' +
    'the this that we i our your their yes no not test submission enquiry inquiry contacto kontakt anfrage prospect met with someone asap urgent hot warm cold ' +
    'just great good today yesterday tomorrow last next talk talked attendee booth fair expo summit conference account company event chat visitor inbound fyi fwd re'
  ).split(' '),
);

const isNameWord = (word: string) => !NOT_A_NAME.has(folded(word).replace(/[^\p{L}]/gu, ''));

/** A labelled or signed name without its salutation, with a leading surname moved to the end. */
export function cleanName(typed: string): string | undefined {
  const text = typed
    .replace(/[*_~`"“”„«»]/g, '')
    .replace(/:[a-z_+-]{2,30}:/g, '')
    .trim()
    .replace(SALUTATION, '');
  const turned = /^(\p{Lu}[\p{L}\p{M}'’ -]{1,30}), (\p{Lu}[\p{L}\p{M}'’. -]{1,30})$/u.exec(text);
  const [, last = '', first = ''] = turned ?? [];
  const isTurned = turned && last.split(' ').length <= 3 && first.split(' ').length <= 2 && isSurnameFirst(first);
  const name = isTurned ? `${first} ${last}` : text.replace(AFTER_A_NAME, '').trim();
  return isPlausible(name) ? name.replace(/\s+/g, ' ') : undefined;
}

/** Not `Jane Doe, CTO` and not `Jane Doe, Fenwick`: a first name is one word, perhaps with an initial. */
const isSurnameFirst = (first: string) =>
  /^\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}\.?)?$/u.test(first) && !/^\p{Lu}{2,4}$/u.test(first) && isNameWord(first);

function isPlausible(name: string): boolean {
  return (
    name.length > 1 &&
    name.length <= LONGEST_NAME &&
    /\p{L}/u.test(name) &&
    !/[@\d:?!/\\]/.test(name) &&
    name.split(/\s+/).length <= 6
  );
}

const WHOLE_NAME = new RegExp(`^(?:(?:Dr|Prof|Ing)\\.? ){0,3}${NAME}$`, 'u');

/** A line that is a name and nothing else: two words at least. */
export function nameLine(line: string): string | undefined {
  const name = cleanName(line);
  if (!name || !WHOLE_NAME.test(name)) return undefined;
  return name.split(' ').every(isNameWord) ? name : undefined;
}

const ANY_NAME = new RegExp(`(?<![\\p{L}\\p{N}])${NAME}(?![\\p{L}])`, 'gu');

/** All names in a text, without words around them that only have a capital: `Call Kai Lum`. */
export function namesIn(text: string): { name: string; start: number; end: number }[] {
  return [...text.slice(0, SEARCHED).matchAll(ANY_NAME)].flatMap(({ 0: run, index }) => {
    let rest = run.replace(SALUTATION, '');
    while (rest.includes(' ')) {
      const [first = ''] = rest.split(/\s+/, 1);
      if (isNameWord(first)) break;
      rest = rest.replace(/^\S+\s+/, '');
    }
    const kept = rest.split(/\s+/);
    const stop = kept.findIndex((word) => !isNameWord(word));
    const name = (stop === -1 ? kept : kept.slice(0, stop)).join(' ').replace(/\.$/, '');
    if (!name.includes(' ')) return [];
    const start = index + run.indexOf(rest);
    return [{ name, start, end: start + name.length }];
  });
}

/** Whether the part before the @ is made of this name: lena.park, lpark, l.park, park, lena, parkl, lp. */
function isAddressOf(name: string, email: string): boolean {
  const local = lettersOf(email.split('@')[0]?.replace(/\+.*$/, '') ?? '').replace(/\d+$/, '');
  const words = spelled(name);
  if (local.length < 2 || words.length < 2) return false;
  const joined = words.join('');
  const [first = '', ...others] = words;
  const last = others.join('');
  const own = others.at(-1) ?? '';
  const initials = words.map((word) => word[0]).join('');
  return [
    joined,
    first,
    last,
    own,
    `${first[0]}${last}`,
    `${first[0]}${own}`,
    `${first}${own}`,
    `${first}${own[0]}`,
    `${first}${last[0]}`,
    `${own}${first}`,
    `${last}${first}`,
    `${own}${first[0]}`,
    `${last}${first[0]}`,
    initials,
    `${first[0]}${own[0]}`,
  ].includes(local);
}

const spelled = (name: string): string[] =>
  name
    .replace(/[äÄ]/g, 'ae')
    .replace(/[öÖ]/g, 'oe')
    .replace(/[üÜ]/g, 'ue')
    .split(/[\s]+/)
    .map(lettersOf)
    .filter((word) => word !== '' && !['dr', 'prof'].includes(word));

/** The same with accents dropped instead: mueller and muller are both addresses of Müller. */
export const belongsTo = (name: string, email: string): boolean =>
  isAddressOf(name, email) || isAddressOf(folded(name), email);

const ROLE =
  /^(?:info|sales|contact|office|hello|hi|admin|support|mail|team|marketing|service|help|billing|accounts?|hr|jobs|press|it|kontakt|vertrieb|einkauf|buero|verwaltung|zentrale|post|ventas|compras|contacto|administracion|commercial|accueil|achats|direction|contatti|commerciale|acquisti|amministrazione|comercial|contato|geral|vendas|verkoop|inkoop|administratie|purchasing|procurement|reception|enquiries|inquiries|welcome|ops|operations)$/i;

/** `info@acme.com` is read by several people. */
export const isRoleAddress = (email: string): boolean => ROLE.test(email.split('@')[0]?.replace(/\+.*$/, '') ?? '');

/** `jane.doe@acme.com` is probably Jane Doe; `info@acme.com` is not a person. */
export function nameFromEmail(email: string | undefined): string | undefined {
  const words = email?.split('@')[0]?.replace(/\+.*$/, '').split(/[._-]/) ?? [];
  if (words.length < 2 || words.some((word) => !/^\p{L}{2,}$/u.test(word) || !isNameWord(word) || ROLE.test(word)))
    return undefined;
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
