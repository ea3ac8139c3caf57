import { blob, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { type CrmPlan, crmNames } from './crm.ts';
import { connectionStates } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });
const json = <T>() => text({ mode: 'json' }).$type<T>();

// Predicate of a partial index, for the queries that need it: platform/db/dialect.ts.
export const isOpen = sql`closed_at is null`;

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
