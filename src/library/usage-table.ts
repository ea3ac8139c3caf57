import { leads } from '../leads/table.ts';
import { stages } from '../leads/types.ts';
import { check, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { libraryItems } from './table.ts';
import { suggestionStates, useKinds } from './usage-types.ts';

const moment = () => integer({ mode: 'timestamp_ms' });

/** What people did with an item, and whether it helped them. Rows are only ever added; an answer may be changed. */
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
    /** Whom it was sent to. */
    toId: text(),
    /** The buyer's at that time where there was a lead, else what the item is for. */
    stage: text({ enum: stages }),
    /** The content request that it answered. No reference: requests know items. */
    requestId: integer(),
    /** What was written with it. */
    words: text(),
    at: moment().notNull(),
  },
  (use) => [
    index('library_uses_of_item').on(use.itemId, use.kind, use.at),
    // All that is counted of a time: figures read this and no row.
    index('library_uses_at').on(use.at, use.itemId, use.kind, use.stage),
    index('library_uses_of_lead').on(use.leadId, use.itemId).where(sql`lead_id is not null`),
    // Two, since SQLite holds every null for another value.
    uniqueIndex('library_uses_help')
      .on(use.itemId, use.userId)
      .where(sql`kind in ('helped', 'not_helped') and request_id is null`),
    uniqueIndex('library_uses_help_of_request')
      .on(use.itemId, use.userId, use.requestId)
      .where(sql`kind in ('helped', 'not_helped') and request_id is not null`),
    check('library_uses_known', sql`${use.kind} in ('shared', 'sent', 'used', 'helped', 'not_helped')`),
  ],
);

export type LibraryUse = typeof libraryUses.$inferSelect;

/**
 * A search that found nothing: its words and the day. Who searched is nowhere in it, and no order within the day that
 * could be laid beside a list of who was there.
 */
export const emptySearches = sqliteTable(
  'library_misses',
  {
    /** The words that carry meaning, folded, in the order of the alphabet. */
    words: text().notNull(),
    /** ISO date, UTC. */
    day: text().notNull(),
    times: integer().notNull(),
    /** The suggestion that it became part of. */
    suggestionId: integer().references(() => librarySuggestions.id),
  },
  (one) => [primaryKey({ columns: [one.words, one.day] }), index('library_misses_day').on(one.day)],
);

/** What was looked for three times and is not there: what marketing may want to make. */
export const librarySuggestions = sqliteTable(
  'library_suggestions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    words: text().notNull(),
    /** How often it was looked for by then. */
    times: integer().notNull(),
    state: text({ enum: suggestionStates }).notNull(),
    /** Who made a request of it, or put it away. */
    by: text(),
    /** No reference: requests know the library. */
    requestId: integer(),
    at: moment().notNull(),
    settledAt: moment(),
  },
  (one) => [index('library_suggestions_at').on(one.at)],
);

export type LibrarySuggestion = typeof librarySuggestions.$inferSelect;

/** Who asked to be told when there is something, by name, until it is there. */
export const searchAlerts = sqliteTable(
  'library_wishes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    userId: text().notNull(),
    /** As they were typed. */
    words: text().notNull(),
    at: moment().notNull(),
    /** When the library was last looked through for it. */
    lookedAt: moment().notNull(),
    toldAt: moment(),
    /** What there is now. */
    itemId: integer().references(() => libraryItems.id),
  },
  (alert) => [
    uniqueIndex('library_wishes_open').on(alert.userId, sql`lower(${alert.words})`).where(sql`told_at is null`),
    index('library_wishes_look').on(alert.lookedAt).where(sql`told_at is null`),
  ],
);

export type SearchAlert = typeof searchAlerts.$inferSelect;
