import { blob, index, integer, primaryKey, sql, sqliteTable, text } from '../db/drizzle.ts';
import { offReasons, payloads } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** Receivers of events. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** The host of the address, which may be shown: the rest may hold a key. */
  host: text().notNull(),
  /** The address and the secrets, see sealed.ts. */
  sealed: blob({ mode: 'buffer' }).notNull(),
  /** Types of events; null for all. */
  events: text({ mode: 'json' }).$type<string[]>(),
  /** Ids of teams; null for all. */
  teamIds: text({ mode: 'json' }).$type<number[]>(),
  payload: text({ enum: payloads }).notNull(),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  /** Until then, the former secret signs too. */
  rotatingUntil: instant(),
  offAt: instant(),
  offWhy: text({ enum: offReasons }),
  /** The receiver asked for a rest until then. */
  restsUntil: instant(),
  deliveries: integer().notNull().default(0),
  deliveredAt: instant(),
});

export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect;

/** Events that are still to be delivered to an endpoint, or could not be. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    /** Rises with each event, also after a restore: the number before and one, or the time in ms. */
    sequence: integer().primaryKey(),
    /** The same for each endpoint and each try. */
    id: text().notNull(),
    type: text().notNull(),
    at: instant().notNull(),
    /** The thing that it is about: `lead:12`. */
    subject: text().notNull(),
    /** Ids alone. */
    thin: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** The thing as it was after the change; null if it was erased, or no endpoint asked for it. */
    full: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (event) => [index('webhook_events_of_subject').on(event.subject)],
);

export type WebhookEvent = typeof webhookEvents.$inferSelect;

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isWaiting = sql`failed_at is null`;
export const hasFailed = sql`failed_at is not null`;

/** An event on its way to an endpoint. The row goes when the receiver has it. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    endpointId: integer()
      .notNull()
      .references(() => webhookEndpoints.id),
    sequence: integer()
      .notNull()
      .references(() => webhookEvents.sequence),
    /** As in its event, which waits a while for an earlier one about the same thing. */
    subject: text().notNull(),
    attempts: integer().notNull().default(0),
    notBefore: instant().notNull(),
    /** The last answer, such as `http_500`. */
    reason: text(),
    /** The beginning of what the receiver wrote. */
    answer: text(),
    /** When the last try failed. */
    failedAt: instant(),
  },
  (delivery) => [
    primaryKey({ columns: [delivery.endpointId, delivery.sequence] }),
    index('webhook_deliveries_due').on(delivery.endpointId, delivery.notBefore).where(isWaiting),
    index('webhook_deliveries_of_subject')
      .on(delivery.endpointId, delivery.subject, delivery.sequence)
      .where(isWaiting),
    index('webhook_deliveries_failed').on(delivery.endpointId, delivery.sequence).where(hasFailed),
    index('webhook_deliveries_of_event').on(delivery.sequence),
  ],
);

export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;
