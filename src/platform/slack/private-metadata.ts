import { z } from 'zod';
import { UserError } from '../errors.ts';

/** Raised when the shape of private_metadata changes; modals opened before that are refused. */
const VERSION = 1;

const current = z.looseObject({ v: z.literal(VERSION) });

const versioned = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .refine((ref) => current.safeParse(ref).success);

/** The memory of a modal: opaque ids, never rights or typed text (Slack's limit is 3,000 characters). */
export function writeRef(ref: Record<string, number | string | null | undefined>): string {
  return JSON.stringify({ v: VERSION, ...ref });
}

/**
 * Reads the output of `writeRef`. It passed through the person's client, so it is parsed like any input.
 * @throws UserError when it comes from an older Baton or was changed.
 */
export function readRef<T>(view: { private_metadata: string }, schema: z.ZodType<T>): T {
  const ref = versioned.safeParse(view.private_metadata);
  const parsed = schema.safeParse(ref.data);
  if (!ref.success || !parsed.success)
    throw new UserError('This form is from before an update. Please close it and open it again.');
  return parsed.data;
}

/** The id in a button's value. It passed through the person's client: invalid text gives 0, which no row has. */
export const idIn = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? '') ? Number(value) : 0);

/** The page, from 0, and the `carry` that a button of views/kit/paging.ts holds. Nonsense is page 0. */
export function readPage(value: string | undefined): { page: number; carry: string } {
  const [page = '', ...carry] = (value ?? '').split(':');
  return { page: Math.max(0, Number.parseInt(page, 10) || 0), carry: carry.join(':') };
}
