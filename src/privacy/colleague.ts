/**
 * A colleague who asks to be forgotten, after they left. The rows that only describe them go. Their id in Slack stays in records
 * and figures: it says who did what, and means nothing outside the workspace.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { recordAudit } from '../platform/audit/record.ts';
import type { ErasureLog } from '../platform/db/erasure-log.ts';
import type { Db } from '../platform/db/open.ts';
import { countRowsWith, deleteRowsWith, valuesOf } from '../platform/db/rows-with.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { noteErasure } from './erasures.ts';

/** Each has a `user_id`. Their display name is in `sellers` alone. */
const OWN_TABLES = [
  'sellers',
  'absences',
  'preferences',
  'watchers',
  'newcomers',
  'homes',
  'drafts',
  'library_wishes',
  'setup_greetings',
] as const;
const COLUMN = 'user_id';

/** The rows that go, by table; tables without one are left out. Their id stays everywhere else. */
export function planForColleague(db: Db, userId: string): Record<string, number> {
  const counted = OWN_TABLES.map((table): [string, number] => [table, countRowsWith(db, table, COLUMN, userId)]);
  return Object.fromEntries(counted.filter(([, rows]) => rows > 0));
}

/** Slack is asked about so many people at most. */
const MOST_ASKED = 500;

/** People who left, as far as something describes them that could go. */
export async function leaversToErase(
  { db, directory }: Pick<Services, 'db' | 'directory'>,
  limit: number,
): Promise<string[]> {
  const described = new Set(OWN_TABLES.flatMap((table) => valuesOf(db, table, COLUMN)));
  const people = await directory.people([...described].slice(0, MOST_ASKED));
  const left = people.filter(({ standing }) => standing === 'deactivated');
  return left.slice(0, limit).map(({ id }) => id);
}

/** Deletes the rows that describe the person, and records it without them. */
export function forgetColleague(
  tx: Tx,
  log: ErasureLog,
  { userId, by }: { userId: string; by: string },
  now: Date,
): void {
  const subject = subjectOfColleague(userId);
  log.append({ subject, at: now.toISOString() });
  for (const table of OWN_TABLES) deleteRowsWith(tx, table, COLUMN, userId);
  recordAudit(tx, { kind: 'person.erased', actor: by, subject: 'colleague' }, now);
  noteErasure(tx, { subject }, now);
}

/** A code with a salt of its own: it tells whether a known id is meant, and gives no id away. */
const subjectOfColleague = (userId: string, salt = randomBytes(16).toString('hex')): string =>
  `colleague:${salt}:${createHmac('sha256', salt).update(userId).digest('hex')}`;

/** After a restore: the person is found among those whom the database has. Does nothing for another kind of entry. */
export function forgetColleagueAgain(tx: Tx, subject: string): void {
  const salt = /^colleague:([0-9a-f]+):/.exec(subject)?.[1];
  if (salt === undefined) return;
  const known = new Set(OWN_TABLES.flatMap((table) => valuesOf(tx, table, COLUMN)));
  const userId = [...known].find((id) => subjectOfColleague(id, salt) === subject);
  if (userId !== undefined) for (const table of OWN_TABLES) deleteRowsWith(tx, table, COLUMN, userId);
}
