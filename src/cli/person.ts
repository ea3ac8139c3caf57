import { validEmail, validPhone } from '../leads/contact.ts';
import { UsageError } from './command.ts';

/** A contact by email or phone, or a colleague by their id in Slack. */
export type Person = { email: string } | { phone: string } | { userId: string };

/** @throws UsageError for anything else. */
export function readPerson(typed: string | undefined): Person {
  const text = typed?.trim() ?? '';
  if (/^[UW][A-Z0-9]{2,}$/.test(text)) return { userId: text };
  const email = text.includes('@') ? validEmail(text) : undefined;
  if (email !== undefined) return { email };
  const phone = validPhone(text);
  if (phone !== undefined) return { phone };
  throw new UsageError(
    'Name one person: an email address, a phone number with its country (+49 30 1234567), or a Slack id.',
  );
}
