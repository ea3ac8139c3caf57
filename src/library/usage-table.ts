import { leads } from '../leads/table.ts';
import { stages } from '../leads/types.ts';
import { check, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { libraryItems } from './table.ts';
import { suggestionStates, useKinds } from './usage-types.ts';

const moment = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isHelp = sql`kind in ('helped', 'not_helped') and request_id is null`;
export const isHelpOfRequest = sql`kind in ('helped', 'not_helped') and request_id is not null`;
export const isOpenAlert = sql`told_at is null`;

/** Uses of items, and whether they helped. Append-only, but an answer may change. */
export const libraryUses = sqliteTable(
  'library_uses',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    itemId: integer()
      .notNull()
      .references(() => libraryItems.id),
    kind: text({ enum: useKinds }).notNull(),
    userId: text().notNull(),
    leadId: integer().references(() => leads.id),
    /** Where it was shared. */
    channelId: text(),
    /** The person it was sent to. */
    toId: text(),
    /** The lead's stage at that time; without a lead, the item's. */
    stage: text({ enum: stages }),
    /** The content request that it answered. No reference: requests know items. */
    requestId: integer(),
    /** The message or note with it. */
    words: text(),
    at: moment().notNull(),
  },
  (use) => [
    index('library_uses_of_item').on(use.itemId, use.kind, use.at),
    // A covering index for figures.
    index('library_uses_at').on(use.at, use.itemId, use.kind, use.stage),
    index('library_uses_of_lead').on(use.leadId, use.itemId).where(sql`lead_id is not null`),
    // Two indexes, since nulls are distinct in SQLite.
    uniqueIndex('library_uses_help').on(use.itemId, use.userId).where(isHelp),
    uniqueIndex('library_uses_help_of_request').on(use.itemId, use.userId, use.requestId).where(isHelpOfRequest),
    check('library_uses_known', sql`${use.kind} in ('shared', 'sent', 'used', 'helped', 'not_helped')`),
  ],
);

export type LibraryUse = typeof libraryUses.$inferSelect;

/**
 * Searches without a result: the words and the day. Neither the person nor the order within a day is stored, which
 * could be compared with a list of people online.
 */
export const emptySearches = sqliteTable(
  'library_misses',
  {
    /** The words with a meaning, folded. */
    words: text().notNull(),
    /** ISO date, UTC. */
    day: text().notNull(),
    times: integer().notNull(),
    /** The suggestion that it became part of. */
    suggestionId: integer().references(() => librarySuggestions.id),
  },
  (one) => [primaryKey({ columns: [one.words, one.day] }), index('library_misses_day').on(one.day)],
);

/** Content that was searched for three times without a result, as a suggestion to marketing. */
export const librarySuggestions = sqliteTable(
  'library_suggestions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    words: text().notNull(),
    /** The number of searches by then. */
    times: integer().notNull(),
    state: text({ enum: suggestionStates }).notNull(),
    /** The person who created a request or dismissed it. */
    by: text(),
    /** No reference: requests know the library. */
    requestId: integer(),
    at: moment().notNull(),
    settledAt: moment(),
  },
  (one) => [index('library_suggestions_at').on(one.at)],
);

export type LibrarySuggestion = typeof librarySuggestions.$inferSelect;

/** Search alerts: people by name, until there is a result. */
export const searchAlerts = sqliteTable(
  'library_wishes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    userId: text().notNull(),
    /** As they were typed. */
    words: text().notNull(),
    at: moment().notNull(),
    /** The last search for it. */
    lookedAt: moment().notNull(),
    toldAt: moment(),
    /** The item that was found. */
    itemId: integer().references(() => libraryItems.id),
  },
  (alert) => [
    uniqueIndex('library_wishes_open').on(alert.userId, sql`lower(${alert.words})`).where(isOpenAlert),
    index('library_wishes_look').on(alert.lookedAt).where(isOpenAlert),
  ],
);

export type SearchAlert = typeof searchAlerts.$inferSelect;
