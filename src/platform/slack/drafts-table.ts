import { index, integer, sqliteTable, text } from '../db/drizzle.ts';

/**
 * What somebody typed after a command whose modal could not be opened in time: the button in the message that they get
 * carries the id, and opens the modal again with it.
 */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    kind: text().notNull(),
    content: text({ mode: 'json' }).$type<unknown>().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (draft) => [index('drafts_at').on(draft.at)],
);
