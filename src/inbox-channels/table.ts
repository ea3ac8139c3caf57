import { leads } from '../leads/table.ts';
import { check, index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { teams } from '../teams/table.ts';
import { inboxModes, proposalStatuses } from './types.ts';

/** Channels in which apps, such as forms and calendars, post leads. */
export const inboxChannels = sqliteTable('inbox_channels', {
  id: integer().primaryKey({ autoIncrement: true }),
  channelId: text().notNull().unique(),
  mode: text({ enum: inboxModes }).notNull(),
  /** The sales team that gets its leads. */
  teamId: integer()
    .notNull()
    .references(() => teams.id),
  /** The source of its leads. */
  source: text().notNull(),
  /** The marketer in whose name leads are handed off. */
  marketerId: text().notNull(),
  /** Slack's `ts` of the newest message that was read. */
  readUntil: text().notNull(),
  /** Slack's code, if the channel could not be read at the last try. */
  failure: text(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedBy: text().notNull(),
});

/** Messages in an inbox channel that look like a lead. Their text stays in Slack. */
export const leadProposals = sqliteTable(
  'lead_proposals',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    channel: text().notNull(),
    ts: text().notNull(),
    status: text({ enum: proposalStatuses }).notNull(),
    leadId: integer().references(() => leads.id),
    /** Null while it is open, and when Baton handed it off by itself. */
    decidedBy: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    uniqueIndex('lead_proposals_message').on(row.channel, row.ts),
    index('lead_proposals_lead').on(row.leadId),
    check('lead_proposals_lead_known', sql`(${row.status} = 'handed_off') = (${row.leadId} is not null)`),
  ],
);

export type InboxChannel = typeof inboxChannels.$inferSelect;
export type LeadProposal = typeof leadProposals.$inferSelect;
