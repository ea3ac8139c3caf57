import { index, integer, sqliteTable, text } from '../db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/**
 * The audit log: who did what to Baton itself. Triggers refuse every change of a row, and a hash over each entry and the one
 * before shows a gap: docs/security.md#audit-log.
 */
export const auditLog = sqliteTable(
  'audit_log',
  {
    /** Without gaps. */
    id: integer().primaryKey(),
    at: instant().notNull(),
    kind: text().notNull(),
    /** A person's id in Slack, or words: command line, Baton. */
    actor: text().notNull(),
    /** The thing, as an id or a name of the company's own: `team:3`, `leads.take_back_minutes`. */
    subject: text(),
    /** Ids and choices. Never a word that people wrote about a person. */
    details: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    hash: text().notNull(),
  },
  (entry) => [
    index('audit_log_kind').on(entry.kind, entry.id),
    index('audit_log_actor').on(entry.actor, entry.id),
    index('audit_log_at').on(entry.at),
  ],
);

export type AuditEntry = typeof auditLog.$inferSelect;

/** The last entry that the retention deleted: the chain of the others begins with its hash. */
export const auditStart = sqliteTable('audit_start', {
  entryId: integer().primaryKey(),
  hash: text().notNull(),
});

/** How far the log has left by webhook. */
export const auditDelivery = sqliteTable('audit_delivery', {
  /** The address without its path, which may hold a secret. */
  origin: text().primaryKey(),
  lastId: integer().notNull(),
  /** Failures in a row. */
  attempts: integer().notNull(),
  notBefore: instant().notNull(),
});
