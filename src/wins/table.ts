import { leads } from '../leads/table.ts';
import { check, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { assistKinds, postings, showings, winSizesOfPosts } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const hasValue = sql`cents is not null`;
export const waitsForWeek = sql`posting = 'week' and week_id is null`;

/** Each lead that is won now, computed from its history by keep.ts. */
export const wins = sqliteTable(
  'wins',
  {
    leadId: integer()
      .primaryKey()
      .references(() => leads.id),
    wonAt: instant().notNull(),
    /** Deal value in hundredths, so that sums are exact. */
    cents: integer(),
    /** ISO 4217; null without a value. */
    currency: text(),
    /** The rules of credit of its day; null for the usual ones. */
    rulesId: integer().references(() => winRules.id),
    size: text({ enum: winSizesOfPosts }).notNull(),
    posting: text({ enum: postings }).notNull(),
    /** The week's post that it stands in. */
    weekId: integer().references(() => winWeeks.id),
  },
  (win) => [
    index('wins_at').on(win.wonAt),
    index('wins_valued').on(win.currency, win.wonAt, win.cents).where(hasValue),
    index('wins_of_week').on(win.weekId).where(sql`week_id is not null`),
    index('wins_waiting').on(win.leadId).where(waitsForWeek),
  ],
);

export type WinRow = typeof wins.$inferSelect;

/** Each person's part in a win. The shares of a win are 10,000 in sum, the cents its value. */
export const winCredits = sqliteTable(
  'win_credits',
  {
    leadId: integer()
      .notNull()
      .references(() => wins.leadId),
    kind: text({ enum: assistKinds }).notNull(),
    userId: text().notNull(),
    share: integer().notNull(),
    cents: integer(),
    currency: text(),
    wonAt: instant().notNull(),
  },
  (credit) => [
    primaryKey({ columns: [credit.leadId, credit.kind, credit.userId] }),
    index('win_credits_of_person').on(credit.userId, credit.wonAt, credit.leadId),
  ],
);

export type WinCredit = typeof winCredits.$inferSelect;

/** The sums of each person's parts, so that a home reads one row for each currency. */
export const winRecords = sqliteTable(
  'win_records',
  {
    userId: text().notNull(),
    /** Empty for wins without a value. */
    currency: text().notNull(),
    /** Wins with a part of theirs other than the closing. */
    assisted: integer().notNull(),
    /** Of those, wins with content of theirs. */
    withContent: integer().notNull(),
    /** Wins that they closed. */
    closed: integer().notNull(),
    /** The value of the assisted wins, and their share of it. */
    cents: integer().notNull(),
    shareCents: integer().notNull(),
  },
  (record) => [primaryKey({ columns: [record.userId, record.currency] })],
);

export type WinRecord = typeof winRecords.$inferSelect;

/** How posts name each person now, so that a change of it edits them. */
export const winPeople = sqliteTable('win_people', {
  userId: text().primaryKey(),
  shown: text({ enum: showings }).notNull(),
});

/** Posts with the small wins of a week. */
export const winWeeks = sqliteTable('win_weeks', {
  id: integer().primaryKey({ autoIncrement: true }),
  channelId: text().notNull(),
  at: instant().notNull(),
});

/** Proposed and agreed rules of credit: percent for each kind. Rows stay as the record. */
export const winRules = sqliteTable(
  'win_rules',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    handOff: integer().notNull(),
    content: integer().notNull(),
    contacts: integer().notNull(),
    rideAlong: integer().notNull().default(0),
    close: integer().notNull(),
    /** Why, in the words of the person who proposes them. */
    words: text(),
    proposedBy: text().notNull(),
    /** The team that the person answers for; the other one decides. */
    side: text({ enum: ['sales', 'marketing'] }).notNull(),
    proposedAt: instant().notNull(),
    state: text({ enum: ['proposed', 'agreed', 'declined', 'withdrawn'] }).notNull(),
    decidedBy: text(),
    decidedAt: instant(),
  },
  (rules) => [
    index('win_rules_decided').on(rules.state, rules.decidedAt),
    check(
      'win_rules_whole',
      sql`${rules.handOff} + ${rules.content} + ${rules.contacts} + ${rules.rideAlong} + ${rules.close} = 100`,
    ),
  ],
);

export type WinRules = typeof winRules.$inferSelect;
