import { index, integer, primaryKey, sqliteTable, text } from '../platform/db/drizzle.ts';
import { reviewActions } from '../reviews/table.ts';
import { ritualCycles } from '../rituals/table.ts';
import { teamKinds } from '../teams/table.ts';
import { cardOutcomes, type Marks } from './types.ts';

/** Versions of the needs that a side has of the other. Rows are only ever added. */
export const reportCardNeeds = sqliteTable(
  'report_card_needs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The side that has them. */
    side: text({ enum: teamKinds }).notNull(),
    needs: text({ mode: 'json' }).$type<string[]>().notNull(),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (version) => [index('report_card_needs_of').on(version.side, version.id)],
);

export type NeedsVersion = typeof reportCardNeeds.$inferSelect;

/** The marks of a card, without its sentences: those go with their round. */
export const reportCards = sqliteTable(
  'report_cards',
  {
    cycleId: integer()
      .notNull()
      .references(() => ritualCycles.id),
    /** The side that rated, on its own needs. */
    side: text({ enum: teamKinds }).notNull(),
    needs: text({ mode: 'json' }).$type<string[]>().notNull(),
    asked: integer().notNull(),
    outcome: text({ enum: cardOutcomes }).notNull(),
    /** Null where nothing is shown. */
    answered: integer(),
    marks: text({ mode: 'json' }).$type<Marks[]>(),
    publishedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (card) => [primaryKey({ columns: [card.cycleId, card.side] }), index('report_cards_of').on(card.side, card.cycleId)],
);

export type ReportCard = typeof reportCards.$inferSelect;

/** The answers of the side that was rated: an action for a need. */
export const reportCardActions = sqliteTable(
  'report_card_actions',
  {
    cycleId: integer()
      .notNull()
      .references(() => ritualCycles.id),
    side: text({ enum: teamKinds }).notNull(),
    /** Of the need, from 0. */
    place: integer().notNull(),
    actionId: integer()
      .notNull()
      .references(() => reviewActions.id),
  },
  (one) => [primaryKey({ columns: [one.cycleId, one.side, one.place] })],
);
