import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../db/drizzle.ts';

/** docs/outbox.md shows how a row goes from state to state. */
export const outboxStates = ['waiting', 'sending', 'sent', 'dropped'] as const;

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isUnsettled = sql`state in ('waiting', 'sending')`;
export const isReplaceable = sql`state = 'waiting' and dedupe_key is not null`;

/** Every message to be posted, committed together with the change that caused it. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Names the message that renders it: a key of `Messages`. */
    kind: text().notNull(),
    /** Ids only, never text that a person typed: a message is rendered from the state at the moment of posting. */
    payload: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** Messages with the same key are posted in their order, one at a time: the id of a channel or a person, see also `queueOf`. */
    orderingKey: text().notNull(),
    /** Waiting messages with the same key are one: ten quick changes to a card become one edit. */
    dedupeKey: text(),
    /** Opaque id in the metadata of the posted message, which finds it after an unknown outcome. */
    idempotencyId: text().notNull(),
    /** The file that Slack reserved for an upload. Uploads have no metadata, so this finds them. */
    fileId: text(),
    state: text({ enum: outboxStates }).notNull(),
    attempts: integer().notNull().default(0),
    notBefore: integer({ mode: 'timestamp_ms' }).notNull(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    settledAt: integer({ mode: 'timestamp_ms' }),
    /** Slack's error code, or the name of an error, without payload. */
    lastError: text(),
  },
  (row) => [
    index('outbox_queue').on(row.orderingKey, row.id).where(isUnsettled),
    uniqueIndex('outbox_dedupe').on(row.dedupeKey).where(isReplaceable),
    index('outbox_settled').on(row.settledAt).where(sql`settled_at is not null`),
  ],
);

export type OutboxRow = typeof outbox.$inferSelect;
