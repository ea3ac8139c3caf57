import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../db/drizzle.ts';

export const outboxStates = ['waiting', 'sending', 'sent', 'dropped'] as const;

/** Every message that is to be posted, committed together with the change that it tells of. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Names the announcement that renders it. */
    kind: text().notNull(),
    /** Ids only, never what people typed: it is rendered from the state at the moment of posting. */
    facts: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** Messages of one lane leave in their order, one after the other: a channel's or a person's id. */
    lane: text().notNull(),
    /** Waiting announcements with the same key are one: ten quick changes to a card become one edit. */
    mergeKey: text(),
    /** Opaque id in the message's metadata, by which it is found again after an unknown outcome. */
    mark: text().notNull(),
    /** The file that Slack reserved for an upload: what is looked up after an unknown outcome, since it has no mark. */
    fileId: text(),
    state: text({ enum: outboxStates }).notNull(),
    attempts: integer().notNull().default(0),
    notBefore: integer({ mode: 'timestamp_ms' }).notNull(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    settledAt: integer({ mode: 'timestamp_ms' }),
    /** Slack's error code, or what went wrong, without payload. */
    lastError: text(),
  },
  (row) => [
    index('outbox_lane').on(row.lane, row.id).where(sql`state in ('waiting', 'sending')`),
    uniqueIndex('outbox_merge').on(row.mergeKey).where(sql`state = 'waiting' and merge_key is not null`),
    index('outbox_settled').on(row.settledAt).where(sql`settled_at is not null`),
  ],
);

export type OutboxRow = typeof outbox.$inferSelect;
