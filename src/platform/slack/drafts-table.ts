import { index, integer, sqliteTable, text } from '../db/drizzle.ts';

/**
 * Text typed after a command whose modal could not be opened in time. The button in the message to the person carries
 * the id and opens the modal with the text.
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
