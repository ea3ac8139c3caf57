import { blob, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { teamKinds } from '../teams/table.ts';
import { cycleStatuses } from './types.ts';

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isPlannedCycle = sql`status = 'planned'`;
export const isRunningCycle = sql`status in ('open', 'closed')`;
export const isAnonymousCycle = sql`anonymous_minimum is not null`;

/** Cycles of rituals. Of each ritual at most one is planned, and at most one runs. */
export const ritualCycles = sqliteTable(
  'ritual_cycles',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The key of the ritual. */
    ritual: text().notNull(),
    status: text({ enum: cycleStatuses }).notNull(),
    /** When it is to begin: the start of work, or the moment at which a manager started it. */
    dueAt: integer({ mode: 'timestamp_ms' }).notNull(),
    /** The manager who moved or started it; null while it keeps its rhythm. */
    movedBy: text(),
    /** When managers were told that it is near. */
    announcedAt: integer({ mode: 'timestamp_ms' }),
    openedAt: integer({ mode: 'timestamp_ms' }),
    /** The time of the only reminder; null once it is sent or not needed. */
    remindAt: integer({ mode: 'timestamp_ms' }),
    closesAt: integer({ mode: 'timestamp_ms' }),
    closedAt: integer({ mode: 'timestamp_ms' }),
    /** Null where people decide about it. */
    publishAt: integer({ mode: 'timestamp_ms' }),
    publishedAt: integer({ mode: 'timestamp_ms' }),
    /** Null once it was followed up, and where nothing follows. */
    followUpAt: integer({ mode: 'timestamp_ms' }),
    endedAt: integer({ mode: 'timestamp_ms' }),
    /** The manager who skipped it; null if it could not take place. */
    endedBy: text(),
    /** Why it was skipped or has to wait. */
    reason: text(),
    /** The smallest group of an anonymous cycle (anonymous.ts), as long as a result of it can be compared with others. */
    anonymousMinimum: integer(),
  },
  (cycle) => [
    index('ritual_cycles_of').on(cycle.ritual, cycle.id),
    uniqueIndex('ritual_cycles_planned').on(cycle.ritual).where(isPlannedCycle),
    uniqueIndex('ritual_cycles_running').on(cycle.ritual).where(isRunningCycle),
    index('ritual_cycles_anonymous').on(cycle.openedAt).where(isAnonymousCycle),
    index('ritual_cycles_follow_up').on(cycle.followUpAt).where(sql`follow_up_at is not null`),
  ],
);

export type Cycle = typeof ritualCycles.$inferSelect;

/** The people who take part in a cycle, from its beginning on. Nothing here changes with an answer. */
export const ritualParticipants = sqliteTable(
  'ritual_participants',
  {
    cycleId: integer()
      .notNull()
      .references(() => ritualCycles.id),
    userId: text().notNull(),
    side: text({ enum: teamKinds }).notNull(),
    /** When the invitation was posted. */
    invitedAt: integer({ mode: 'timestamp_ms' }),
  },
  (one) => [primaryKey({ columns: [one.cycleId, one.userId] }), index('ritual_participants_of').on(one.userId)],
);

export type Participant = Pick<typeof ritualParticipants.$inferSelect, 'userId' | 'side'>;

const cycleId = () =>
  integer()
    .notNull()
    .references(() => ritualCycles.id);

/** The key of an anonymous cycle, while it takes answers. The key itself is outside of the database. */
export const ritualKeys = sqliteTable('ritual_keys', {
  cycleId: integer()
    .primaryKey()
    .references(() => ritualCycles.id),
  keyName: text().notNull(),
});

/** Pseudonyms of the people of an anonymous cycle, under its key. All rows exist from its beginning to its end. */
export const ritualPseudonyms = sqliteTable(
  'ritual_pseudonyms',
  {
    cycleId: cycleId(),
    code: text().notNull(),
    hasAnswered: integer({ mode: 'boolean' }).notNull(),
    /** The box with room for this person's answer. */
    part: integer().notNull(),
  },
  (one) => [primaryKey({ columns: [one.cycleId, one.code] })],
);

/** Answers of an anonymous cycle that is open, in sealed values of a fixed length: src/platform/crypto/sealed-box.ts. */
export const ritualBoxes = sqliteTable(
  'ritual_boxes',
  {
    cycleId: cycleId(),
    /** From 0. */
    part: integer().notNull(),
    capacity: integer().notNull(),
    slotBytes: integer().notNull(),
    sealed: blob({ mode: 'buffer' }).notNull(),
  },
  (box) => [primaryKey({ columns: [box.cycleId, box.part] })],
);
