import { leads } from '../leads/table.ts';
import { blob, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { type CrmPlan, crmFaults, crmNames } from './crm.ts';
import { type Base, connectionStates, keptReasons, linkEnds, type SyncCounts } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });
const json = <T>() => text({ mode: 'json' }).$type<T>();

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isOpen = sql`closed_at is null`;
export const isCurrent = sql`ended_at is null`;
export const hasEnded = sql`ended_at is not null`;
export const isWaiting = sql`failed_at is null`;

/** Accounts of CRMs. One is open; others were disconnected. */
export const crmConnections = sqliteTable(
  'crm_connections',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: crmNames }).notNull(),
    state: text({ enum: connectionStates }).notNull(),
    /** The key, see credentials.ts; null if the environment has it, and after it was disconnected. */
    sealed: blob({ mode: 'buffer' }),
    /** Null until an admin saved it. */
    plan: json<CrmPlan>(),
    /** The account as people know it; null until the first test. */
    account: text(),
    testedAt: instant(),
    /** Of the last test: rights that are missing, in the CRM's own names. */
    missing: json<string[]>().notNull(),
    /** Of the last test: sentences about what will not work. */
    notes: json<string[]>().notNull(),
    connectedBy: text().notNull(),
    connectedAt: instant().notNull(),
    /** The last time; null before the first. */
    switchedOnAt: instant(),
    /** When it was stopped, or its key was refused. */
    stoppedAt: instant(),
    /** Null for Baton. */
    stoppedBy: text(),
    /** The CRM's own words about the key. */
    refusal: text(),
    closedAt: instant(),
  },
  // One at most. A constant, since every open one has the same.
  () => [uniqueIndex('crm_connections_open').on(sql`1`).where(isOpen)],
);

export type CrmConnection = typeof crmConnections.$inferSelect;

/** Leads and their records. A lead has one open link, and a record too. */
export const crmLinks = sqliteTable(
  'crm_links',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    connectionId: integer()
      .notNull()
      .references(() => crmConnections.id),
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    recordId: text().notNull(),
    dealId: text(),
    /** The page of the record, for people. */
    url: text().notNull(),
    /** Fingerprints of both sides' values as last agreed, see prints.ts. */
    base: json<Base>().notNull(),
    /** Whether the record matched the rule when it was last read. */
    isMatch: integer({ mode: 'boolean' }).notNull(),
    /** The last entry of the lead's history that is in the CRM. */
    notedEntryId: integer().notNull(),
    linkedAt: instant().notNull(),
    /** When both sides were last in step. */
    syncedAt: instant().notNull(),
    /** When the record was last read. */
    seenAt: instant().notNull(),
    endedAt: instant(),
    endedWhy: text({ enum: linkEnds }),
  },
  (link) => [
    uniqueIndex('crm_links_of_lead').on(link.connectionId, link.leadId).where(isCurrent),
    uniqueIndex('crm_links_of_record').on(link.connectionId, link.recordId).where(isCurrent),
    index('crm_links_seen').on(link.connectionId, link.seenAt).where(isCurrent),
    index('crm_links_ended').on(link.connectionId, link.recordId).where(hasEnded),
    index('crm_links_by_lead').on(link.leadId),
  ],
);

export type CrmLink = typeof crmLinks.$inferSelect;

/** Leads with something to write, one order each. */
export const crmOrders = sqliteTable(
  'crm_orders',
  {
    connectionId: integer()
      .notNull()
      .references(() => crmConnections.id),
    leadId: integer().notNull(),
    /** When the oldest change in it was made. */
    since: instant().notNull(),
    notBefore: instant().notNull(),
    attempts: integer().notNull().default(0),
    /** Before the CRM was called; null again once the outcome is known. */
    begunAt: instant(),
    /** Fingerprints of what was begun: a write of ours that is found in the CRM is known by them. */
    begun: json<Base>(),
    /** The lead changed again after that. */
    isAgain: integer({ mode: 'boolean' }).notNull().default(false),
    /** Not tried any more. */
    failedAt: instant(),
    /** The CRM's own words about the last try. */
    words: text(),
  },
  (order) => [
    primaryKey({ columns: [order.connectionId, order.leadId] }),
    index('crm_orders_due').on(order.connectionId, order.notBefore).where(isWaiting),
  ],
);

export type CrmOrder = typeof crmOrders.$inferSelect;

/** How far the sync of a connection is. */
export const crmSyncs = sqliteTable('crm_syncs', {
  connectionId: integer()
    .primaryKey()
    .references(() => crmConnections.id),
  /** Of `changes`; null before the first page. */
  cursor: text(),
  /** The last entry of the history of leads that was made into an order. */
  entryId: integer().notNull(),
  /** Whether the first run brings a list, without cards; null before it is known. */
  isList: integer({ mode: 'boolean' }),
  /** When the first run was done. */
  firstDoneAt: instant(),
  counts: json<SyncCounts>().notNull(),
  /** When nothing more was to be read. */
  readAt: instant(),
  /** Nothing is asked before that: the CRM wants a rest, or does not answer. */
  restsUntil: instant(),
  /** Of the last call, and in the CRM's own words; null after one that worked. */
  fault: text({ enum: crmFaults }),
  words: text(),
  /** Calls in a row that failed. */
  failures: integer().notNull().default(0),
  ownersAt: instant(),
});

export type CrmSync = typeof crmSyncs.$inferSelect;

/** Records that are no lead, and why. */
export const crmKept = sqliteTable(
  'crm_kept',
  {
    connectionId: integer()
      .notNull()
      .references(() => crmConnections.id),
    recordId: text().notNull(),
    url: text().notNull(),
    reason: text({ enum: keptReasons }).notNull(),
    /** A sentence without values of the record. */
    words: text().notNull(),
    /** The lead of the same person, if that is the reason. */
    leadId: integer(),
    at: instant().notNull(),
  },
  (kept) => [primaryKey({ columns: [kept.connectionId, kept.recordId] })],
);

export type KeptRecord = typeof crmKept.$inferSelect;

/** People of the company in the CRM, and who they are in Slack. */
export const crmPeople = sqliteTable(
  'crm_people',
  {
    connectionId: integer()
      .notNull()
      .references(() => crmConnections.id),
    ownerId: text().notNull(),
    name: text().notNull(),
    email: text(),
    isActive: integer({ mode: 'boolean' }).notNull(),
    userId: text(),
    /** An admin chose the person, also if no one. */
    isChosen: integer({ mode: 'boolean' }).notNull().default(false),
    /** When Slack was asked by the address. */
    askedAt: instant(),
  },
  (person) => [primaryKey({ columns: [person.connectionId, person.ownerId] })],
);

export type CrmPerson = typeof crmPeople.$inferSelect;
