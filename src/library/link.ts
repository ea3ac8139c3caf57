import { z } from 'zod';
import { LINK_LENGTH } from './types.ts';

const WRONG = 'This must be an address that starts with https:// or http://.';

/**
 * Where content is on the web, as a browser would write it. Nothing ever opens it but the reader's browser: what people
 * type is never fetched.
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
