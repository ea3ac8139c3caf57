import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { type PointAbout, pointKinds } from './types.ts';

/** The predicate of partial indexes: points of the next review, or of the one that is open. */
export const isWaitingPoint = sql`review_id is null`;

/** Points on the agenda of the monthly review. */
export const agendaPoints = sqliteTable(
  'agenda_points',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The review that has dealt with it, once that is closed. */
    reviewId: integer(),
    kind: text({ enum: pointKinds }).notNull(),
    /** A PointAbout of its kind. */
    about: text({ mode: 'json' }).$type<PointAbout>().notNull(),
    /** Names the subject: while a point waits, its subject adds no other. Null for typed words. */
    subject: text(),
    /** Null if Baton added it. */
    by: text(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (point) => [
    uniqueIndex('agenda_points_waiting').on(point.subject).where(isWaitingPoint),
    index('agenda_points_of_review').on(point.reviewId, point.id),
  ],
);

export type AgendaPoint = typeof agendaPoints.$inferSelect;
