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
