import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** Things that were erased on request. The same entries are in a file outside the database: src/platform/db/erasure-log.ts. */
export const erasures = sqliteTable('erasures', {
  /** The thing, without the person: subjects.ts. */
  subject: text().primaryKey(),
  at: instant().notNull(),
  /** The card at that moment; null without one. */
  channel: text(),
  ts: text(),
  /** Null while Baton's replies under the card are still to be deleted. */
  threadEmptiedAt: instant(),
});

export type Erasure = typeof erasures.$inferSelect;
