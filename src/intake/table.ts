import { leads } from '../leads/table.ts';
import { temperatures } from '../leads/types.ts';
import { blob, index, integer, primaryKey, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teams } from '../teams/table.ts';
import type { Mapping } from './mapping/mapping.ts';
import { senders } from './senders.ts';
import { keptKinds, type SourceAuth } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** Systems that send leads over HTTP. Managed in `/baton sources`. */
export const intakeSources = sqliteTable('intake_sources', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** The last part of its address. */
  slug: text().notNull().unique(),
  name: text().notNull(),
  /** The tool, for the steps in its settings. */
  sender: text({ enum: senders }).notNull().default('header'),
  isOn: integer({ mode: 'boolean' }).notNull(),
  teamId: integer()
    .notNull()
    .references(() => teams.id),
  /** The person in marketing who counts as having handed its leads off, and answers for them. */
  marketerId: text().notNull(),
  /** The source of a lead that its body does not name; null for the name of this one. */
  sourceLabel: text(),
  /** The temperature of a lead that its body does not name; null for warm. */
  temperature: text({ enum: temperatures }),
  auth: text({ mode: 'json' }).$type<SourceAuth>().notNull(),
  /** The place of each field in a body; null until one is chosen: then a body has Baton’s own names of fields. */
  mapping: text({ mode: 'json' }).$type<Mapping>(),
  /** Requests that it may send in a minute. */
  perMinute: integer().notNull(),
  createdAt: instant().notNull(),
});

export type Source = typeof intakeSources.$inferSelect;

/** The keys of a source: two while one is rotated. */
export const intakeKeys = sqliteTable(
  'intake_keys',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    sourceId: integer()
      .notNull()
      .references(() => intakeSources.id),
    /** SHA-256 of a key that the sender shows. */
    hash: blob({ mode: 'buffer' }),
    /** A secret that signatures are computed with, sealed with a key outside the database. */
    sealed: blob({ mode: 'buffer' }),
    /** The last characters, to recognise it. */
    ending: text().notNull(),
    createdAt: instant().notNull(),
    /** When it stops being accepted; null for the current one. */
    endsAt: instant(),
  },
  (key) => [index('intake_keys_of_source').on(key.sourceId)],
);

export type SourceKey = typeof intakeKeys.$inferSelect;

/** Bodies that did not become a lead, without the key: examples for a mapping, and those that could not be read. */
export const intakeKept = sqliteTable(
  'intake_kept',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    sourceId: integer()
      .notNull()
      .references(() => intakeSources.id),
    kind: text({ enum: keptKinds }).notNull(),
    body: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** Sentences. */
    reasons: text({ mode: 'json' }).$type<string[]>().notNull(),
    receivedAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (kept) => [
    index('intake_kept_of_source').on(kept.sourceId, kept.kind),
    index('intake_kept_expires').on(kept.expiresAt),
  ],
);

export type Kept = typeof intakeKept.$inferSelect;

/** Requests that were answered, so that a repetition gets the same answer. */
export const intakeReceipts = sqliteTable(
  'intake_receipts',
  {
    sourceId: integer()
      .notNull()
      .references(() => intakeSources.id),
    /** The sender's key of the request, or the hash of its body. */
    key: text().notNull(),
    /** Keyed hash of the body. */
    bodyHash: blob({ mode: 'buffer' }).notNull(),
    leadId: integer().references(() => leads.id),
    /** The kept body, until it is taken in or expires. */
    keptId: integer(),
    at: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (receipt) => [
    primaryKey({ columns: [receipt.sourceId, receipt.key] }),
    index('intake_receipts_expires').on(receipt.expiresAt),
    index('intake_receipts_of_kept').on(receipt.keptId),
  ],
);

export type Receipt = typeof intakeReceipts.$inferSelect;
