/** Companies' names, their legal forms, and the domains that belong to them. */
import { companyDomain } from '../company-domain.ts';
import { lettersOf, type ReadingContext, SEARCHED } from './lead-guess.ts';

const LEGAL_FORMS = [
  'Inc',
  'Incorporated',
  'LLC',
  'L\\.L\\.C',
  'LLP',
  'L\\.L\\.P',
  'LP',
  'Ltd',
  'Limited',
  'PLC',
  'Plc',
  'plc',
  'Corp',
  'Corporation',
  'Co',
  'Pty(?:\\.? Ltd)?',
  'Pvt(?:\\.? Ltd)?',
  'Pte(?:\\.? Ltd)?',
  'CIC',
  'g?GmbH(?: & Co\\.? (?:KGa?A?|OHG))?',
  'mbH',
  'AG(?: & Co\\.? KGa?A?)?',
  'UG(?: \\(haftungsbeschränkt\\))?',
  'KGaA',
  'KG',
  'OHG',
  'GbR',
  'e\\. ?K',
  'e\\. ?V',
  'eG',
  'SE',
  'S\\.?A\\.?S\\.?U?',
  'SARL',
  'S\\.?A\\.?R\\.?L',
  'S\\.à ?r\\.l',
  'EURL',
  'SCOP',
  'S\\. ?A',
  'SA',
  'SNC',
  'S\\.L\\.U',
  'SLU',
  'S\\. ?L',
  'SL',
  'S\\.A\\. de C\\.V',
  'S de RL',
  'S\\.?p\\.?A',
  'S\\.?r\\.?l\\.?s?',
  'S\\.n\\.c',
  'S\\.a\\.s',
  'Lda',
  'Ltda',
  'S/A',
  'EIRELI',
  'Unipessoal Lda',
  'B\\.?V',
  'N\\.?V',
  'V\\.?O\\.?F',
  'C\\.?V',
  'BVBA',
  'SRL',
  'A/S',
  'ApS',
  'AS',
  'ASA',
  'AB',
  'Oyj?',
  'Sp\\. ?z ?o\\. ?o',
  's\\. ?r\\. ?o',
  'a\\. ?s',
  'Kft',
  'Zrt',
  'd\\.o\\.o',
  'K\\.K',
  'Co\\.?,? Ltd',
].join('|');
const LEGAL_FORM = new RegExp(`^(?:${LEGAL_FORMS})\\.?$`, 'u');
const ENDS_LEGALLY = new RegExp(`[\\s,](?:${LEGAL_FORMS})\\.?$`, 'u');
const NAMED_LEGALLY = new RegExp(
  `(?:[\\p{Lu}\\p{N}][\\p{L}\\p{N}&'’+.-]{0,30},? (?:(?:&|and|und|et|y|e|en|of|de|du|della|do|da|für|for|the|van) )?){1,5}(?:${LEGAL_FORMS})(?![\\p{L}\\p{N}])\\.?`,
  'u',
);

/** `Inc.` alone, the rest of a name that a comma divided. */
export const isLegalForm = (part: string): boolean => LEGAL_FORM.test(part.trim());

/** `Fenwick Tools, Inc.` */
export const hasLegalForm = (part: string): boolean => ENDS_LEGALLY.test(part.trim());

/** The first name in a text that ends in a legal form, such as `Müller GmbH`. */
export const legallyNamed = (text: string): string | undefined => {
  const found = NAMED_LEGALLY.exec(text.slice(0, SEARCHED));
  return found ? withoutFullStop(found[0], text.slice(found.index + found[0].length)) : undefined;
};

/** `acme` for jane@acme.co.uk; undefined at a consumer provider. */
function labelOf(email: string | undefined, { consumerDomains }: ReadingContext): string | undefined {
  return companyDomain(email ?? null, consumerDomains)?.split('.')[0];
}

/** Whether a company's name begins like the domain of the address: `Acme Ltd.` and jane@acme.com. */
export function isOfDomain(part: string, email: string | undefined, context: ReadingContext): boolean {
  const [domain, said] = [lettersOf(labelOf(email, context) ?? ''), lettersOf(part)];
  if (domain.length < 3 || said.length < 3) return false;
  return said.startsWith(domain) || domain.startsWith(said) || lettersOf(umlauts(part)).startsWith(domain);
}

/** Domains spell ü as ue. */
const umlauts = (text: string) =>
  text
    .replace(/[äÄ]/g, 'ae')
    .replace(/[öÖøØ]/g, 'oe')
    .replace(/[üÜ]/g, 'ue')
    .replace(/[åÅ]/g, 'aa')
    .replace(/&/g, 'and');

const WORD = /[\p{L}\p{N}][\p{L}\p{N}&'’.-]*/gu;
const LONGEST = 6;
/** Further words of a name: `Capital`, `& Awnings`, `, Inc.` */
const GOES_ON = new RegExp(
  `^(?: (?:(?:&|and|und|et|y|e|en) )?(?!(?:CEO|CTO|CFO|COO|VP|Head|Director|Manager)\\b)[\\p{Lu}\\d][\\p{L}\\p{N}&'’-]*){0,4}(?:,? (?:${LEGAL_FORMS})(?![\\p{L}\\p{N}])\\.?)?`,
  'u',
);

/** The words of a text that spell the domain of the address: `Fenwick Tools Ltd` for lena@fenwick-tools.example. */
export function companySpelled(text: string, email: string | undefined, context: ReadingContext): string | undefined {
  const label = labelOf(email, context) ?? '';
  if (lettersOf(label).length < 3) return undefined;
  const names = text
    .slice(0, SEARCHED)
    .split('\n')
    .flatMap((line) => spelledIn(line, label));
  return names.reduce<string | undefined>(
    (best, name) => (best && best.length >= name.length ? best : name),
    undefined,
  );
}

function spelledIn(line: string, label: string): string[] {
  const words = [...line.matchAll(WORD)].filter(({ 0: word, index }) => {
    const isOfAddress = /[@/]/.test(`${line[index - 1] ?? ''}${line[index + word.length] ?? ''}`);
    return !isOfAddress && !/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u.test(word.replace(/\.$/, ''));
  });
  return words.flatMap((from, first) =>
    words.slice(first, first + LONGEST).flatMap((to) => {
      const name = line.slice(from.index, to.index + to[0].length);
      if (/[,;|()<>:\t]|\. /.test(name) || !/^\p{Lu}|\d/u.test(name) || !spells(name, label)) return [];
      const [more = ''] = name.endsWith('.') ? [] : (GOES_ON.exec(line.slice(from.index + name.length)) ?? []);
      return [withoutFullStop(`${name}${more}`, line.slice(from.index + name.length + more.length))];
    }),
  );
}

/** All of the name, or the first and last words of it: Rosewood Senior Living has rosewood-living.example. */
function spells(name: string, label: string): boolean {
  const whole = lettersOf(label);
  if (lettersOf(name) === whole || lettersOf(umlauts(name)) === whole) return true;
  const parts = label.split('-');
  const words = name.split(/\s+/).map(lettersOf);
  return (
    parts.length > 1 &&
    words[0] === parts[0] &&
    words.at(-1) === parts.at(-1) &&
    parts.every((part) => words.includes(part))
  );
}

/** The full stop after `Ltd` belongs to a sentence when another one follows. */
const withoutFullStop = (name: string, after: string): string =>
  (/^\s+\p{Lu}/u.test(after) && !/\bCo\.$/.test(name)) || !/(?:Inc|Ltd|Co|Corp|\.\p{L}|[a-z]\.[a-z])\.$/iu.test(name)
    ? name.replace(/\.$/, '')
    : name;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export const companyFromEmail = (email: string | undefined, context: ReadingContext): string | undefined =>
  labelOf(email, context)?.split('-').map(capital).join(' ');
