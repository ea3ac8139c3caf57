import { check, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { routingModes } from './types.ts';

export const teamKinds = ['sales', 'marketing'] as const;
export type TeamKind = (typeof teamKinds)[number];

/** The predicate of partial indexes. */
export const isCurrentTeam = sql`retired_at is null`;

export const teams = sqliteTable(
  'teams',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: teamKinds }).notNull(),
    name: text().notNull(),
    /** The channel for its cards and digests. */
    channelId: text().notNull(),
    /** The Slack user group with its members; without one, the members of its channel. */
    userGroupId: text(),
    managerId: text().notNull(),
    /** IANA name. */
    zone: text().notNull(),
    /** ISO weekdays, 1 is Monday. */
    workDays: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** `HH:MM` in the team's zone; work ends before `worksUntil`. */
    worksFrom: text().notNull(),
    worksUntil: text().notNull(),
    /** ISO dates without work. */
    holidays: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Cron expression in the team's zone; null means no digest. */
    digestCron: text(),
    routing: text({ enum: routingModes }).notNull().default('pool'),
    /** The assignee in routing `one`. */
    oneSellerId: text(),
    /** Account match: the owner of an earlier lead of the same company comes first. */
    accountRule: integer({ mode: 'boolean' }).notNull().default(true),
    /** Fallback owner: gets leads that no one else can take; null is the manager. */
    fallbackId: text(),
    /** Leads a day for each seller without a limit of their own. */
    dailyCap: integer(),
    /** SLA in working minutes: from hand-off to accepted, and from there to the first touch. */
    hotAcceptMinutes: integer().notNull().default(15),
    acceptMinutes: integer().notNull().default(120),
    touchMinutes: integer().notNull().default(240),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedBy: text().notNull(),
    /** It gets nothing new; its name and channel are free. */
    retiredAt: integer({ mode: 'timestamp_ms' }),
  },
  (team) => [
    uniqueIndex('teams_name').on(sql`lower(${team.name})`).where(isCurrentTeam),
    // One team per channel, so that its members and its digest are unambiguous.
    uniqueIndex('teams_channel').on(team.channelId).where(isCurrentTeam),
    index('teams_kind').on(team.kind),
    check('teams_kind_known', sql`${team.kind} in ('sales', 'marketing')`),
  ],
);

/** Changes of teams and of their sellers' rotation. Rows are only ever added. */
export const teamChanges = sqliteTable(
  'team_changes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** The seller whose rotation changed; null for the team itself. */
    userId: text(),
    /** The fields that changed, by name; null for a new team. */
    before: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    after: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** A person's id, or words for the command line. */
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (change) => [index('team_changes_of_team').on(change.teamId, change.id)],
);

export type TeamChange = typeof teamChanges.$inferSelect;

/** People in a team's user group or channel who are not of the team, such as other managers and IT. */
export const watchers = sqliteTable(
  'watchers',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
  },
  (watcher) => [primaryKey({ columns: [watcher.teamId, watcher.userId] })],
);

/** Readers of a team’s channel besides colleagues, when Slack was last asked. */
export const channelOutsiders = sqliteTable('channel_outsiders', {
  channelId: text().primaryKey(),
  /** With whom the channel is shared through Slack. */
  sharedWith: text({ enum: ['company', 'workspace'] }),
  guests: integer().notNull(),
  readAt: integer({ mode: 'timestamp_ms' }).notNull(),
});

/** The last known members of each team, and what keeps Slack from telling them. */
export const memberships = sqliteTable('memberships', {
  teamId: integer()
    .primaryKey()
    .references(() => teams.id),
  /** The user group or channel of the team that was asked for. */
  placeId: text().notNull(),
  userIds: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Null until Slack told them once. */
  readAt: integer({ mode: 'timestamp_ms' }),
  /** False after a change in Slack, until they are read again. */
  isCurrent: integer({ mode: 'boolean' }).notNull(),
  /** Slack's code while they cannot be read. */
  error: text(),
  failingSince: integer({ mode: 'timestamp_ms' }),
});

export const standingKinds = ['member', 'a guest', 'from another workspace', 'a bot', 'deactivated'] as const;

/** Whether people can act, as Slack last told it: of people in roles, and of admins. */
export const standings = sqliteTable('standings', {
  userId: text().primaryKey(),
  standing: text({ enum: standingKinds }).notNull(),
  /** Workspace admin or owner. */
  isAdmin: integer({ mode: 'boolean' }).notNull(),
});

export type Team = typeof teams.$inferSelect;
