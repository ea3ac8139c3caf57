import { z } from 'zod';
import { LINK_LENGTH } from './types.ts';

const WRONG = 'This must be an address that starts with https:// or http://.';

/**
 * The address of content, as a browser would write it. Only the reader's browser opens it: Baton never fetches what
 * people type.
 */
export const webLink = z
  .string()
  .trim()
  .max(LINK_LENGTH, `This address is too long: at most ${LINK_LENGTH} characters.`)
  .transform((typed, context) => {
    const url = /[\s\p{C}]/u.test(typed) ? null : URL.parse(typed);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
      context.addIssue(WRONG);
      return z.NEVER;
    }
    if (url.href.length > LINK_LENGTH) context.addIssue(`This address is too long: at most ${LINK_LENGTH} characters.`);
    return url.href;
  });

/** Marks of campaigns, which newsletters and advertisements add to an address. */
const CAMPAIGN = /^(?:utm_\w+|gclid|dclid|gbraid|wbraid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok)$/i;
/** Applications with one page keep their place after `#/` or `#!`. */
const PLACE_OF_APP = /^#[/!]/;

/** Equal for addresses of one page: without protocol, campaign marks, the place in the page, and a slash at the end. */
export function pageOf(link: string): string {
  const url = new URL(link);
  for (const name of new Set(url.searchParams.keys())) if (CAMPAIGN.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const hash = PLACE_OF_APP.test(url.hash) ? url.hash : '';
  return `${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}${hash}`;
}

/** The beginnings that links of the same page have in common, up to what `pageOf` leaves out. */
export function beginningsOf(link: string): string[] {
  const { host, pathname } = new URL(link);
  return ['https:', 'http:'].map((protocol) => `${protocol}//${host}${pathname.replace(/\/+$/, '')}`);
}
