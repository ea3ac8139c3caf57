import { stages } from '../leads/types.ts';
import { check, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { type ItemFile, itemChanges, textStates } from './types.ts';

const moment = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isCurrent = sql`retired_at is null`;
export const isUnread = sql`state in ('fetching', 'waiting')`;

/** A piece of content: a link, or a file that Baton keeps. search/search.ts describes how it is found. */
export const libraryItems = sqliteTable(
  'library_items',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    /** Key of a kind, see settings.ts; the kind may no longer exist. */
    kind: text().notNull(),
    stage: text({ enum: stages }),
    /** Persona, industry and the like, as typed. */
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    summary: text(),
    /** Either this or a file. */
    link: text(),
    file: text({ mode: 'json' }).$type<ItemFile>(),
    ownerId: text().notNull(),
    /** From then on it is stale, and its owner is asked to review it. */
    reviewAt: moment().notNull(),
    retiredAt: moment(),
    /** Counts its changes, from 1. */
    version: integer().notNull(),
    /** The content request that it answers. No reference: requests know items too. */
    requestId: integer(),
    createdAt: moment().notNull(),
    createdBy: text().notNull(),
    updatedAt: moment().notNull(),
    updatedBy: text().notNull(),
  },
  (item) => [
    // For browsing. With retiredAt in them, counts read the index alone.
    index('library_items_shelf').on(item.stage, item.kind, item.createdAt, item.id, item.retiredAt).where(isCurrent),
    index('library_items_stage').on(item.stage, item.createdAt, item.id, item.retiredAt).where(isCurrent),
    index('library_items_kind').on(item.kind, item.createdAt, item.id, item.retiredAt).where(isCurrent),
    index('library_items_review').on(item.reviewAt, item.id).where(isCurrent),
    index('library_items_owner').on(item.ownerId, item.reviewAt).where(isCurrent),
    index('library_items_newest').on(item.createdAt, item.id).where(isCurrent),
    index('library_items_request').on(item.requestId),
    index('library_items_link').on(item.link),
    index('library_items_file').on(sql`${item.file} ->> 'sha256'`),
    check('library_items_content', sql`(${item.link} is null) <> (${item.file} is null)`),
  ],
);

export type LibraryItem = typeof libraryItems.$inferSelect;

/** The tags of items that are not retired, with their folded keys. */
export const libraryTags = sqliteTable(
  'library_tags',
  {
    itemId: integer()
      .notNull()
      .references(() => libraryItems.id),
    key: text().notNull(),
    tag: text().notNull(),
  },
  (tag) => [primaryKey({ columns: [tag.key, tag.itemId] }), index('library_tags_of_item').on(tag.itemId)],
);

/** The content of an item, without the history. */
export type ItemFields = Pick<
  LibraryItem,
  'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'link' | 'file' | 'ownerId'
> & { reviewAt: number };

/** The versions of an item and their authors. Append-only. */
export const libraryVersions = sqliteTable(
  'library_versions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    itemId: integer()
      .notNull()
      .references(() => libraryItems.id),
    version: integer().notNull(),
    change: text({ enum: itemChanges }).notNull(),
    fields: text({ mode: 'json' }).$type<ItemFields>().notNull(),
    by: text().notNull(),
    at: moment().notNull(),
  },
  (version) => [index('library_versions_of_item').on(version.itemId, version.id)],
);

export type ItemVersion = typeof libraryVersions.$inferSelect;

/** The current document of an item: its state and its text. */
export const libraryTexts = sqliteTable(
  'library_texts',
  {
    itemId: integer()
      .primaryKey()
      .references(() => libraryItems.id),
    state: text({ enum: textStates }).notNull(),
    text: text(),
    /** The reason why it could not be read, as a sentence. */
    trouble: text(),
    /** Attempts so far, so that a document that crashes Baton is given up. */
    attempts: integer().notNull().default(0),
    /** Not tried again before. */
    at: moment().notNull(),
  },
  (one) => [index('library_texts_undone').on(one.at, one.itemId).where(isUnread)],
);

export type ItemText = typeof libraryTexts.$inferSelect;

/** Owners to ask about their stale items, and the last time. */
export const libraryReviewAsks = sqliteTable('library_review_asks', {
  ownerId: text().primaryKey(),
  /** Null once they were asked. */
  dueAt: moment(),
  askedAt: moment(),
});
