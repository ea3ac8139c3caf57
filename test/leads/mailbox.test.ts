import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { mailbox, mailboxOf } from '../../src/leads/mailbox.ts';
import { sql } from '../../src/platform/db/drizzle.ts';
import { openDatabase } from '../../src/platform/db/open.ts';

const db = openDatabase(':memory:');
afterAll(() => db.$client.close());

const domain = fc.constantFrom(
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'me.com',
  'yahoo.com',
  'fenwick.example',
  'müller.example',
);
const local = fc.stringMatching(/^[a-zA-Z0-9]{1,5}(?:\.[a-zA-Z0-9]{1,3}){0,2}(?:\+[a-z+.]{0,4}[a-z])?$/);

test('the mailbox is the same in SQL, whose index finds it', () => {
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const email = `${name}@${host}`;
      const { found } = db.get<{ found: string }>(sql`select ${mailboxOf(email)} as found`);
      expect(found).toBe(mailbox(email));
    }),
  );
});

test('is its own mailbox', () => {
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const once = mailbox(`${name}@${host}`);
      expect(mailbox(once)).toBe(once);
    }),
  );
});
