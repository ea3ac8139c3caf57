/** Email addresses in text. */
import { parse } from 'tldts';
import { validEmail } from '../contact.ts';
import { type ReadingContext, SEARCHED } from './lead-guess.ts';

export interface FoundAddress {
  email: string;
  start: number;
  end: number;
}

const LOCAL = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{}~.-]";
const CANDIDATE = new RegExp(`(?<!${LOCAL})${LOCAL}{1,80}@[\\p{L}\\p{M}\\p{N}.-]{1,255}`, 'gu');
/** Quotes, bold marks and the like around an address are not part of it. */
const AROUND = /^(?:.{0,60}(?:mail|from|to|address)=|[^\p{L}\p{N}])+/iu;
const IN_A_LINK = /^\/\/|[/?][^@]*=|www\./;

/** In the order of the text. */
export function addressesIn(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const match of text.slice(0, SEARCHED).matchAll(CANDIDATE)) {
    const [written] = match;
    const bare = written.replace(AROUND, '').replace(/[.-]+$/, '');
    const email = validEmail(bare);
    const after = text[match.index + written.length];
    if (!email || after === '@' || IN_A_LINK.test(written)) continue;
    const start = match.index + written.indexOf(bare);
    found.push({ email, start, end: start + bare.length });
  }
  return found;
}

const NO_ONE =
  /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|notify|automailer)(?:[+._-].*)?$/i;

/** Whether an address can be the lead's: no sender of a tool, and no colleague. */
export function isTheirs(email: string, { ownDomains = [] }: ReadingContext): boolean {
  const [, local = '', domain = ''] = /^(.*)@(.*)$/.exec(email) ?? [];
  if (NO_ONE.test(local)) return false;
  const { domainWithoutSuffix } = parse(domain, { allowPrivateDomains: true });
  return !ownDomains.some((own) => own === domainWithoutSuffix || own === domain || domain.endsWith(`.${own}`));
}
