import { index, integer, primaryKey, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { teams } from '../../teams/table.ts';
import { leads } from '../table.ts';
import { ratingMoments, ratings } from '../types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });
const words = Object.keys(ratings) as [keyof typeof ratings];

/** Each person's latest rating of a lead for each moment; the lead's history has the earlier ones. */
export const leadRatings = sqliteTable(
  'lead_ratings',
  {
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    userId: text().notNull(),
    moment: text({ enum: ratingMoments }).notNull(),
    rating: text({ enum: words }).notNull(),
    words: text(),
    ratedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.leadId, row.userId, row.moment] }), index('lead_ratings_at').on(row.ratedAt)],
);

/** Weeks whose reports are sent as soon as Slack has said who is in the marketing team. */
export const qualityWeeks = sqliteTable(
  'quality_weeks',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** End of the week: the report covers the seven days before it. */
    until: instant().notNull(),
  },
  (week) => [primaryKey({ columns: [week.teamId, week.until] })],
);
