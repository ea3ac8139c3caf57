import { type SQL, sql } from '../platform/db/drizzle.ts';

/**
 * The mailbox behind an address, for comparisons. Some providers ignore a part of it: Gmail ignores dots and `+tag`
 * (https://support.google.com/mail/answer/7436150), others the tag alone. Elsewhere each spelling may be another person.
 */

const GMAIL = ['gmail.com', 'googlemail.com'];
/** Their help pages describe `name+tag`. Yahoo's tags have another form. */
const WITH_TAGS = [
  'fastmail.com',
  'fastmail.fm',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mac.com',
  'me.com',
  'outlook.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
];

export function mailbox(email: string): string {
  const address = email.toLowerCase();
  const at = address.indexOf('@');
  const domain = address.slice(at + 1);
  const untagged = address.slice(0, at).split('+', 1)[0] ?? '';
  if (GMAIL.includes(domain)) return `${untagged.replaceAll('.', '')}@gmail.com`;
  return WITH_TAGS.includes(domain) ? `${untagged}@${domain}` : address;
}

const list = (domains: string[]) => sql.raw(domains.map((domain) => `'@${domain}'`).join(', '));

/** The same in SQL, for an index: written the same way in the query, or SQLite does not use it. */
export function mailboxOf(email: unknown): SQL {
  const address = sql`lower(${email})`;
  const untagged = sql`substr(${address}, 1, instr(replace(${address}, '@', '+'), '+') - 1)`;
  const domain = sql`substr(${address}, instr(${address}, '@'))`;
  return sql`case when ${domain} in (${list(GMAIL)}) then replace(${untagged}, '.', '') || '@gmail.com' when ${domain} in (${list(WITH_TAGS)}) then ${untagged} || ${domain} else ${address} end`;
}
