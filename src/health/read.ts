import { type Alert, listOpenAlerts } from '../platform/alerts/alerts.ts';
import { desc, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { type DeadLetters, deadLetters, inboxBacklog } from '../platform/inbox/queries.ts';
import { backlog, oldestDue } from '../platform/outbox/queries.ts';
import { isGone } from '../platform/slack/place-gone.ts';
import { DAY_MS, MINUTE_MS } from '../platform/time/units.ts';
import { troubledHosts } from '../platform/webhooks/failed.ts';
import { membershipOf } from '../teams/members.ts';
import { type Outsiders, outsidersOf } from '../teams/outsiders.ts';
import { allTeams } from '../teams/queries.ts';
import type { OptionalScope } from './scopes.ts';
import { type Backup, backups, declinedScopes } from './table.ts';

/** State that only the running process knows. */
export interface Live {
  startedAt: Date;
  /** Slack refuses the token. */
  paused: { error: string; since: Date } | undefined;
  /** Jobs whose last run failed. */
  failing: { job: string; since: Date }[];
  /** Undefined if the system does not tell. */
  diskFreeBytes: number | undefined;
  /** Sources of leads with bodies that could not be read. */
  unread: { source: string; bodies: number }[];
  /** Names of sources whose secret cannot be opened. */
  lostSecrets: string[];
  /** The sync with the CRM; undefined without one. */
  crm?: LiveCrm | undefined;
}

interface LiveCrm {
  /** As people write the CRM. */
  crm: string;
  state: 'draft' | 'on' | 'stopped' | 'refused';
  behindMs: number;
  /** Leads with something to write, and those whose write the CRM refused. */
  waiting: number;
  refused: number;
  isLate: boolean;
}

export interface Health extends Live {
  /** Includes alerts that were not sent to anyone yet. */
  alerts: Alert[];
  outbox: { waiting: number; oldest: Date | undefined };
  /** Slack events that wait to be handled, and dead-lettered ones. */
  inbox: { waiting: number; deadLettered: number };
  deadLetters: DeadLetters[];
  /** Channels of teams that guests or other companies read. */
  outsiders: Outsiders[];
  /** Optional scopes that were not granted. */
  declined: OptionalScope[];
  databaseBytes: number;
  lastBackup: Backup | undefined;
}

/** The health of Baton now. Cheap: reads only indexes and counters. */
export function readHealth(db: Db, live: Live, now: Date): Health {
  const noted = listOpenAlerts(db);
  const untold = foundHere(db, live, now)
    .map((found) => ({ ...found, key: `${found.error}:${found.place}`, since: now }))
    .filter(({ key }) => !noted.some((one) => one.key === key));
  const inbox = inboxBacklog(db);
  return {
    ...live,
    alerts: [...noted, ...untold],
    outbox: backlog(db),
    inbox,
    deadLetters: inbox.deadLettered > 0 ? deadLetters(db) : [],
    outsiders: outsidersOf(db),
    declined: listDeclinedScopes(db),
    databaseBytes: databaseBytes(db),
    lastBackup: lastBackup(db),
  };
}

/** In the order of their names. */
export const listDeclinedScopes = (db: Db): OptionalScope[] =>
  db
    .select()
    .from(declinedScopes)
    .orderBy(declinedScopes.scope)
    .all()
    .map(({ scope }) => scope);

const pragma = (db: Db, name: string) => Number(db.$client.pragma(name, { simple: true }));

const databaseBytes = (db: Db): number => pragma(db, 'page_count') * pragma(db, 'page_size');

export const lastBackup = (db: Db): Backup | undefined =>
  db.select().from(backups).orderBy(desc(backups.id)).limit(1).get();

/** Totals of leads and of changes to them, from SQLite's sequences: they only rise, and cost nothing to read. */
export function countersOf(db: Db): { leads: number; changes: number } {
  const ever = (table: string) =>
    db.get<{ seq: number } | undefined>(sql`select seq from sqlite_sequence where name = ${table}`)?.seq ?? 0;
  return { leads: ever('leads'), changes: ever('lead_history') };
}

/** A fault. */
export interface Found {
  error: string;
  place: string;
}

/** Failures shorter than this usually pass by themselves, and no one has to act. */
const FAILING_MS = 5 * MINUTE_MS;
const STUCK_MS = 15 * MINUTE_MS;
const LOW_BYTES = 500 * 1024 * 1024;
const TEAM_UNREAD_MS = 15 * MINUTE_MS;
const BACKUP_OLD_MS = 8 * DAY_MS;

/** Faults that the database and the process can tell without Slack. */
export function foundHere(
  db: Db,
  { startedAt, failing, diskFreeBytes, paused, unread, lostSecrets, crm }: Live,
  now: Date,
): Found[] {
  const oldest = oldestDue(db);
  // Messages that are older than the start are only being posted now, so their wait counts from the start.
  const isStuck = oldest !== undefined && now.getTime() - Math.max(oldest.getTime(), startedAt.getTime()) > STUCK_MS;
  const backup = lastBackup(db);
  const isOld = backup !== undefined && now.getTime() - backup.at.getTime() > BACKUP_OLD_MS;
  return [
    ...(paused ? [{ error: 'token_refused', place: paused.error }] : []),
    ...(isStuck ? [{ error: 'outbox_stuck', place: 'outbox' }] : []),
    ...failing
      .filter(({ since }) => now.getTime() - since.getTime() > FAILING_MS)
      .map(({ job }) => ({ error: 'job_failing', place: job })),
    ...(diskFreeBytes !== undefined && diskFreeBytes < LOW_BYTES ? [{ error: 'disk_low', place: 'disk' }] : []),
    ...(inboxBacklog(db).deadLettered > 0 ? [{ error: 'events_dead_lettered', place: 'inbox' }] : []),
    ...unreadTeams(db, now),
    ...unread.map(({ source }) => ({ error: 'leads_unread', place: source })),
    ...lostSecrets.map((place) => ({ error: 'source_secret_lost', place })),
    ...(crm?.state === 'refused' ? [{ error: 'crm_key_refused', place: crm.crm }] : []),
    ...(crm?.isLate ? [{ error: 'crm_late', place: crm.crm }] : []),
    ...(crm && crm.refused > 0 ? [{ error: 'crm_refusals', place: crm.crm }] : []),
    ...(isOld ? [{ error: 'backup_old', place: 'backup' }] : []),
    ...troubledHosts(db).map(({ host, isOff }) => ({ error: isOff ? 'webhook_off' : 'webhook_failing', place: host })),
  ];
}

/**
 * Teams whose members Slack does not tell. The place is the team's channel with Slack's code, so that a message that
 * arrives in the channel does not end the alert.
 */
function unreadTeams(db: Db, now: Date): Found[] {
  return allTeams(db).flatMap((team) => {
    const { error = null, readAt = null, failingSince = null } = membershipOf(db, team) ?? {};
    if (error === null || failingSince === null) return [];
    const place = `${team.channelId} ${error}`;
    // Without a user group, the alert about the channel says it.
    if (isGone(error)) return team.userGroupId === null ? [] : [{ error: 'team_gone', place }];
    const since = Math.max(failingSince.getTime(), readAt?.getTime() ?? 0);
    return now.getTime() - since > TEAM_UNREAD_MS ? [{ error: 'team_unread', place }] : [];
  });
}
