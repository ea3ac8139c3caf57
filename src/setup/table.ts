import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teamKinds } from '../teams/table.ts';
import { rehearsalSteps } from './types.ts';

/** What set-up did once, or somebody said of it: who was greeted, who was welcomed, which step is ticked by hand. */
export const setupMarks = sqliteTable('setup_marks', {
  /** Such as `welcomed:U0123`. */
  key: text().primaryKey(),
  /** Null where Baton did it by itself. */
  by: text(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});

/** The team of each kind that the names of channels and user groups suggest; found again while one is missing. */
export const setupProposals = sqliteTable('setup_proposals', {
  kind: text({ enum: teamKinds }).primaryKey(),
  channelId: text().notNull(),
  channelName: text().notNull(),
  userGroupId: text(),
  userGroupName: text(),
});

/** Where the check-list stands in a direct message, so that it ticks itself there. */
export const setupGreetings = sqliteTable('setup_greetings', {
  userId: text().primaryKey(),
  channel: text(),
  ts: text(),
  /** What it showed last, to see whether it has changed. */
  shown: text().notNull(),
});

/**
 * Pretend leads, apart from the real ones: so no figure, digest, clock or list can count them. A row goes when its card
 * and thread are gone.
 */
export const rehearsals = sqliteTable('rehearsals', {
  id: integer().primaryKey({ autoIncrement: true }),
  teamId: integer().notNull(),
  startedBy: text().notNull(),
  startedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  step: text({ enum: rehearsalSteps }).notNull(),
  ownerId: text(),
  acceptedAt: integer({ mode: 'timestamp_ms' }),
  touchedAt: integer({ mode: 'timestamp_ms' }),
  /** From then on card and thread are taken away. */
  endsAt: integer({ mode: 'timestamp_ms' }).notNull(),
  cardChannel: text(),
  cardTs: text(),
});

export type SetupProposal = typeof setupProposals.$inferSelect;
export type Rehearsal = typeof rehearsals.$inferSelect;
