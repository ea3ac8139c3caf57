import { desc, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { inboxBacklog } from '../inbox/queries.ts';
import { backlog } from '../outbox/queries.ts';
import { openTroubles, type Trouble } from '../outbox/troubles.ts';
import { type Backup, backups } from './table.ts';

/** What only the running process knows. */
export interface Live {
  /** Slack refuses the token. */
  paused: { error: string; since: Date } | undefined;
  /** Scheduled work whose last try failed. */
  failing: { job: string; since: Date }[];
  /** Undefined where it cannot be told. */
  diskFreeBytes: number | undefined;
}

export interface Health extends Live {
  troubles: Trouble[];
  outbox: { waiting: number; oldest: Date | undefined };
  /** Events of Slack's that wait to be handled, and those that failed too often. */
  inbox: { waiting: number; parked: number };
  databaseBytes: number;
  lastBackup: Backup | undefined;
}

/** How Baton is, at this moment. By index and counters alone. */
export function readHealth(db: Db, live: Live): Health {
  return {
    ...live,
    troubles: openTroubles(db),
    outbox: backlog(db),
    inbox: inboxBacklog(db),
    databaseBytes: databaseBytes(db),
    lastBackup: lastBackup(db),
  };
}

const pragma = (db: Db, name: string) => Number(db.$client.pragma(name, { simple: true }));

const databaseBytes = (db: Db): number => pragma(db, 'page_count') * pragma(db, 'page_size');

export const lastBackup = (db: Db): Backup | undefined =>
  db.select().from(backups).orderBy(desc(backups.id)).limit(1).get();

/** How many leads there ever were, and how many changes to them: counters that only rise, and cost nothing to read. */
export function countersOf(db: Db): { leads: number; changes: number } {
  const ever = (table: string) =>
    db.get<{ seq: number } | undefined>(sql`select seq from sqlite_sequence where name = ${table}`)?.seq ?? 0;
  return { leads: ever('leads'), changes: ever('lead_history') };
}
