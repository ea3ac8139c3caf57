import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../../platform/db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isOpenMoment = sql`celebration_id is null`;

/** The choices and words of a manager for a celebration. */
export interface CelebrationContent {
  opening: string;
  /** The wins and moments that it shows. */
  leadIds: number[];
  momentIds: number[];
  /** Failures, with what was learned. */
  learned: string | null;
}

/** Celebrations of quarters that a manager edited, posted or skipped; others are drafted from the data when someone looks. */
export const celebrations = sqliteTable(
  'celebrations',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Such as `2026-Q3`. */
    quarter: text().notNull(),
    state: text({ enum: ['draft', 'posted', 'skipped'] }).notNull(),
    content: text({ mode: 'json' }).$type<CelebrationContent>().notNull(),
    /** Counts edits, so that two managers who edit at once do not overwrite each other. */
    version: integer().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    /** Of a posted one. */
    channels: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (celebration) => [uniqueIndex('celebrations_quarter').on(celebration.quarter)],
);

export type Celebration = typeof celebrations.$inferSelect;

/** The wins in posted celebrations, so that a change of a win edits them. */
export const celebratedWins = sqliteTable(
  'celebrated_wins',
  {
    leadId: integer().notNull(),
    celebrationId: integer()
      .notNull()
      .references(() => celebrations.id),
  },
  (row) => [primaryKey({ columns: [row.leadId, row.celebrationId] })],
);

/** Messages that people want to celebrate, with their own sentence. */
export const moments = sqliteTable(
  'moments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    channelId: text().notNull(),
    ts: text().notNull(),
    link: text().notNull(),
    words: text().notNull(),
    /** The message itself; null if the person left it out. */
    quote: text(),
    /** Its author; null for an app. */
    authorId: text(),
    by: text().notNull(),
    at: instant().notNull(),
    /** The posted celebration that shows it. */
    celebrationId: integer().references(() => celebrations.id),
  },
  (moment) => [
    uniqueIndex('moments_message').on(moment.channelId, moment.ts),
    index('moments_open').on(moment.at).where(isOpenMoment),
  ],
);

export type Moment = typeof moments.$inferSelect;
