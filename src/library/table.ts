import { stages } from '../leads/types.ts';
import { check, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { type ItemFile, itemChanges, textStates } from './types.ts';

const moment = () => integer({ mode: 'timestamp_ms' });

/** A piece of content: a link, or a file that Baton keeps. What can be found of it, search.ts says. */
export const libraryItems = sqliteTable(
  'library_items',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    /** Key of a kind, see settings.ts; a kind may have gone since. */
    kind: text().notNull(),
    stage: text({ enum: stages }),
    /** Persona, industry and the like: short words as they were typed. */
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    summary: text(),
    /** Either this or a file. */
    link: text(),
    file: text({ mode: 'json' }).$type<ItemFile>(),
    ownerId: text().notNull(),
    /** From then on it is stale: its owner is asked whether it still holds. */
    reviewAt: moment().notNull(),
    retiredAt: moment(),
    /** Counts the changes of what it is, from 1. */
    version: integer().notNull(),
    /** The content request that it answers. No reference: requests know items too. */
    requestId: integer(),
    createdAt: moment().notNull(),
    createdBy: text().notNull(),
    updatedAt: moment().notNull(),
    updatedBy: text().notNull(),
  },
  (item) => [
    // What is not retired, by what people browse it. With retiredAt in it, what is counted is read from the index alone.
    index('library_items_shelf')
      .on(item.stage, item.kind, item.createdAt, item.id, item.retiredAt)
      .where(sql`retired_at is null`),
    index('library_items_stage').on(item.stage, item.createdAt, item.id, item.retiredAt).where(sql`retired_at is null`),
    index('library_items_kind').on(item.kind, item.createdAt, item.id, item.retiredAt).where(sql`retired_at is null`),
    index('library_items_review').on(item.reviewAt, item.id).where(sql`retired_at is null`),
    index('library_items_owner').on(item.ownerId, item.reviewAt).where(sql`retired_at is null`),
    index('library_items_newest').on(item.createdAt, item.id).where(sql`retired_at is null`),
    index('library_items_request').on(item.requestId),
    index('library_items_link').on(item.link),
    index('library_items_file').on(sql`${item.file} ->> 'sha256'`),
    check('library_items_content', sql`(${item.link} is null) <> (${item.file} is null)`),
  ],
);

export type LibraryItem = typeof libraryItems.$inferSelect;

/** The tags of what is not retired, in the letters that tags are compared by. */
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

/** What an item is, besides who did what to it when. */
export type ItemFields = Pick<
  LibraryItem,
  'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'link' | 'file' | 'ownerId'
> & { reviewAt: number };

/** Who did what to an item, and what it was from then on. Rows are only ever added. */
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

/** The document that an item has now: whether it is here, and its text. */
export const libraryTexts = sqliteTable(
  'library_texts',
  {
    itemId: integer()
      .primaryKey()
      .references(() => libraryItems.id),
    state: text({ enum: textStates }).notNull(),
    text: text(),
    /** Why it could not be read, in a sentence. */
    trouble: text(),
    /** How often it was begun, so that a document that ends Baton is given up. */
    attempts: integer().notNull().default(0),
    /** Not tried again before. */
    at: moment().notNull(),
  },
  (one) => [index('library_texts_undone').on(one.at, one.itemId).where(sql`state in ('fetching', 'waiting')`)],
);

export type ItemText = typeof libraryTexts.$inferSelect;

/** Owners who are to be asked about their stale items, and when they were asked last. */
export const libraryReviewAsks = sqliteTable('library_review_asks', {
  ownerId: text().primaryKey(),
  /** Null once they were asked. */
  dueAt: moment(),
  askedAt: moment(),
});
