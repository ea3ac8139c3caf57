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
  /** How the contact is named, until every other text was searched for them. */
  contact: text({ mode: 'json' }).$type<NamedContact>(),
  /** Null while Baton's replies under the card are still to be deleted. */
  threadEmptiedAt: instant(),
});

/** A lead's own fields. */
export interface NamedContact {
  name: string;
  email: string | null;
  phone: string | null;
}

export type Erasure = typeof erasures.$inferSelect;
