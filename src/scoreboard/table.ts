import { leads } from '../leads/table.ts';
import { ratings } from '../leads/types.ts';
import { index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teams } from '../teams/table.ts';

const instant = () => integer({ mode: 'timestamp_ms' });
/** Working time of the team, and time on the clock, both as `roundedMinutes` gives them. */
const minutes = () => integer();

/**
 * The story of each lead in one row, computed from its history by story.ts: the figures count these rows. It can be
 * deleted at any time, and is then computed again.
 */
export const scoreboardLeads = sqliteTable(
  'scoreboard_leads',
  {
    leadId: integer()
      .primaryKey()
      .references(() => leads.id),
    /** The last history entry that is in it. */
    entryId: integer().notNull(),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** Empty without one. */
    source: text().notNull(),
    campaign: text().notNull(),
    marketerId: text().notNull(),
    /** The owner; after a return the person who had it. */
    sellerId: text(),
    handedOffAt: instant().notNull(),
    /** Its latest moment of all. */
    lastAt: instant().notNull().default(sql`0`),
    /** From the message that was handed off; null without one. */
    processMinutes: minutes(),
    processClockMinutes: minutes(),
    acceptedAt: instant(),
    acceptMinutes: minutes(),
    acceptClockMinutes: minutes(),
    /** Null if the deadline was kept. */
    acceptMissedAt: instant(),
    touchedAt: instant(),
    touchMinutes: minutes(),
    touchClockMinutes: minutes(),
    touchMissedAt: instant(),
    qualifiedAt: instant(),
    /** Deal value in hundredths, so that sums are exact. */
    cents: integer(),
    /** ISO 4217. */
    currency: text(),
    wonAt: instant(),
    lostAt: instant(),
    /** The first return to marketing. */
    returnedAt: instant(),
    returnReason: text(),
    returnClauseId: integer(),
    /** Marketing's answer to that return. */
    answeredAt: instant(),
    answerMinutes: minutes(),
    answerClockMinutes: minutes(),
    answerMissedAt: instant(),
    /** The acceptance after a return or nurture. */
    recycledAt: instant(),
    rating: text({ enum: Object.keys(ratings) as [keyof typeof ratings] }),
    ratedAt: instant(),
    /** The first use of content with it. */
    contentAt: instant(),
  },
  (lead) => [
    index('scoreboard_handed_off').on(lead.handedOffAt),
    // Filtered figures are counted in one pass over the leads with a moment in the period.
    index('scoreboard_of_team').on(lead.teamId, lead.lastAt, lead.handedOffAt),
    index('scoreboard_of_source').on(lead.source, lead.lastAt, lead.handedOffAt),
    index('scoreboard_of_campaign').on(lead.campaign, lead.lastAt, lead.handedOffAt),
    index('scoreboard_of_seller').on(lead.sellerId, lead.lastAt, lead.handedOffAt),
    index('scoreboard_of_marketer').on(lead.marketerId, lead.lastAt, lead.handedOffAt),
    // Partial indexes leave out the leads that never came so far.
    index('scoreboard_accepted').on(lead.acceptedAt).where(sql`accepted_at is not null`),
    index('scoreboard_accept_missed').on(lead.acceptMissedAt).where(sql`accept_missed_at is not null`),
    index('scoreboard_touched').on(lead.touchedAt).where(sql`touched_at is not null`),
    index('scoreboard_touch_missed').on(lead.touchMissedAt).where(sql`touch_missed_at is not null`),
    index('scoreboard_qualified').on(lead.qualifiedAt).where(sql`qualified_at is not null`),
    index('scoreboard_won').on(lead.wonAt).where(sql`won_at is not null`),
    index('scoreboard_lost').on(lead.lostAt).where(sql`lost_at is not null`),
    index('scoreboard_returned').on(lead.returnedAt).where(sql`returned_at is not null`),
    index('scoreboard_answered').on(lead.answeredAt).where(sql`answered_at is not null`),
    index('scoreboard_answer_missed').on(lead.answerMissedAt).where(sql`answer_missed_at is not null`),
    index('scoreboard_recycled').on(lead.recycledAt).where(sql`recycled_at is not null`),
    index('scoreboard_rated').on(lead.ratedAt).where(sql`rated_at is not null`),
  ],
);

export type ScoreboardLead = typeof scoreboardLeads.$inferSelect;

/** How far the history of leads is counted: one row. */
export const scoreboardProgress = sqliteTable('scoreboard_progress', {
  id: integer().primaryKey(),
  entryId: integer().notNull(),
});

/**
 * All figures of one UTC day or month, of every lead, so that a year is read as twelve rows. A day is counted again
 * after a lead with a moment in it has changed; a month is the sum of its days.
 */
export const scoreboardTallies = sqliteTable(
  'scoreboard_tallies',
  {
    view: text({ enum: ['activity', 'cohort'] }).notNull(),
    level: text({ enum: ['day', 'month'] }).notNull(),
    /** Days since 1970, of its first day. */
    day: integer().notNull(),
    /** Of a day: how often a lead in it has changed. */
    marks: integer().notNull(),
    /** The marks by which `tallies` was counted; of a month, the sum of those of its days. */
    counted: integer().notNull(),
    tallies: text({ mode: 'json' }).$type<unknown>(),
  },
  (row) => [primaryKey({ columns: [row.view, row.level, row.day] })],
);
