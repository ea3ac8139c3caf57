import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teamKinds } from '../teams/table.ts';
import { rehearsalSteps } from './types.ts';

/** Milestones of the set-up: people greeted or welcomed, steps confirmed by hand, parts of the manifest that an update told of. */
export const setupMarks = sqliteTable('setup_marks', {
  /** Such as `welcomed:U0123`. */
  key: text().primaryKey(),
  /** Null for Baton itself. */
  by: text(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});

/** The team of each kind that the names of channels and user groups suggest. Searched again while one is missing. */
export const setupProposals = sqliteTable('setup_proposals', {
  kind: text({ enum: teamKinds }).primaryKey(),
  channelId: text().notNull(),
  channelName: text().notNull(),
  userGroupId: text(),
  userGroupName: text(),
});

/** People who have the check-list in a direct message, where its steps check themselves off. */
export const setupGreetings = sqliteTable('setup_greetings', {
  userId: text().primaryKey(),
  /** Content of the last version, to detect a change. */
  shown: text().notNull(),
});

/**
 * Practice leads, kept apart from real ones, so that no figure, digest, SLA or list counts them. A row is deleted with
 * its card and thread.
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
  /** Card and thread are deleted from this time on. */
  endsAt: integer({ mode: 'timestamp_ms' }).notNull(),
});

export type SetupProposal = typeof setupProposals.$inferSelect;
export type Rehearsal = typeof rehearsals.$inferSelect;
