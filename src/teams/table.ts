import { check, index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { routingModes } from './types.ts';

export const teamKinds = ['sales', 'marketing'] as const;
export type TeamKind = (typeof teamKinds)[number];

export const teams = sqliteTable(
  'teams',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: teamKinds }).notNull(),
    name: text().notNull(),
    /** Where its cards and digests are posted. */
    channelId: text().notNull(),
    /** Its members are those of this Slack user group; without one, those of its channel. */
    userGroupId: text(),
    managerId: text().notNull(),
    /** IANA name. */
    zone: text().notNull(),
    /** ISO weekdays, 1 is Monday. */
    workDays: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** `HH:MM` in the team's zone; work ends before `worksUntil`. */
    worksFrom: text().notNull(),
    worksUntil: text().notNull(),
    /** ISO dates on which nobody works. */
    holidays: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Cron expression in the team's zone; null means no digest. */
    digestCron: text(),
    routing: text({ enum: routingModes }).notNull().default('pool'),
    /** In routing `one`. */
    oneSellerId: text(),
    /** The owner of an earlier lead at the same company comes first. */
    accountRule: integer({ mode: 'boolean' }).notNull().default(true),
    /** Takes what nobody else can; null is the manager. */
    fallbackId: text(),
    /** Leads a day for each seller, where they have no limit of their own. */
    dailyCap: integer(),
    /** Working minutes until a lead is to be accepted, and from then until its first touch. */
    hotAcceptMinutes: integer().notNull().default(15),
    acceptMinutes: integer().notNull().default(120),
    touchMinutes: integer().notNull().default(240),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedBy: text().notNull(),
  },
  (team) => [
    uniqueIndex('teams_name').on(sql`lower(${team.name})`),
    // One team to a channel: its members and its digest would not be clear otherwise.
    uniqueIndex('teams_channel').on(team.channelId),
    index('teams_kind').on(team.kind),
    check('teams_kind_known', sql`${team.kind} in ('sales', 'marketing')`),
  ],
);

export type Team = typeof teams.$inferSelect;
