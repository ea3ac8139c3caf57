import { and, desc, eq, gte, inArray, isNotNull, lte, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { moment } from '../platform/slack/mrkdwn.ts';
import {
  type Cycle,
  isPlannedCycle,
  isRunningCycle,
  type Participant,
  ritualCycles,
  ritualParticipants,
} from './table.ts';

const byId = preparedRows(ritualCycles, eq(ritualCycles.id, sql.placeholder('id')));
const ofRitual = eq(ritualCycles.ritual, sql.placeholder('ritual'));
const planned = preparedRows(ritualCycles, and(ofRitual, isPlannedCycle));
const running = preparedRows(ritualCycles, and(ofRitual, isRunningCycle));
const toFollowUp = preparedRows(ritualCycles, lte(ritualCycles.followUpAt, sql.placeholder('now')));
const last = prepared((db) =>
  db
    .select()
    .from(ritualCycles)
    .where(and(ofRitual, ne(ritualCycles.status, 'planned')))
    .orderBy(desc(ritualCycles.id))
    .limit(1)
    .prepare(),
);

export const cycleById = (db: Db, id: number): Cycle | undefined => byId(db).get({ id });

export function requireCycle(db: Db, id: number): Cycle {
  const cycle = cycleById(db, id);
  if (!cycle) throw new UserError('This is no longer available.');
  return cycle;
}

export const plannedCycle = (db: Db, ritual: string): Cycle | undefined => planned(db).get({ ritual });

/** Open, or closed and not published. */
export const runningCycle = (db: Db, ritual: string): Cycle | undefined => running(db).get({ ritual });

/** Begun, published or skipped: the newest one. */
export const lastCycle = (db: Db, ritual: string): Cycle | undefined => last(db).get({ ritual });

export const cyclesToFollowUp = (db: Db, now: Date): Cycle[] => toFollowUp(db).all({ now: now.getTime() });

export function updateCycle<C extends Cycle>(tx: Tx, cycle: C, change: Partial<Omit<Cycle, 'id'>>): C {
  tx.update(ritualCycles).set(change).where(eq(ritualCycles.id, cycle.id)).run();
  return { ...cycle, ...change };
}

export const participantsOf = (db: Db, cycleId: number): Participant[] =>
  db
    .select({ userId: ritualParticipants.userId, side: ritualParticipants.side })
    .from(ritualParticipants)
    .where(eq(ritualParticipants.cycleId, cycleId))
    .orderBy(ritualParticipants.userId)
    .all();

export const participantOf = (db: Db, cycleId: number, userId: string): Participant | undefined =>
  db
    .select({ userId: ritualParticipants.userId, side: ritualParticipants.side })
    .from(ritualParticipants)
    .where(and(eq(ritualParticipants.cycleId, cycleId), eq(ritualParticipants.userId, userId)))
    .get();

export function markInvited(tx: Tx, userId: string, cycleIds: readonly number[], at: Date): void {
  tx.update(ritualParticipants)
    .set({ invitedAt: at })
    .where(and(eq(ritualParticipants.userId, userId), inArray(ritualParticipants.cycleId, [...cycleIds])))
    .run();
}

/** Whether a person got an invitation since this time. */
export const wasInvitedSince = (db: Db, userId: string, since: Date): boolean =>
  db
    .select({ at: ritualParticipants.invitedAt })
    .from(ritualParticipants)
    .where(and(eq(ritualParticipants.userId, userId), gte(ritualParticipants.invitedAt, since)))
    .get() !== undefined;

/** Open cycles in which a person takes part, the next to close first. */
export const openCyclesOf = (db: Db, userId: string): Cycle[] =>
  db
    .select({ cycle: ritualCycles })
    .from(ritualParticipants)
    .innerJoin(ritualCycles, eq(ritualCycles.id, ritualParticipants.cycleId))
    .where(and(eq(ritualParticipants.userId, userId), eq(ritualCycles.status, 'open')))
    .orderBy(ritualCycles.closesAt)
    .all()
    .map(({ cycle }) => cycle);

/** Everyone who takes part in a cycle that is open. */
export const peopleOfOpenCycles = (db: Db): string[] =>
  db
    .selectDistinct({ userId: ritualParticipants.userId })
    .from(ritualParticipants)
    .innerJoin(ritualCycles, eq(ritualCycles.id, ritualParticipants.cycleId))
    .where(and(eq(ritualCycles.status, 'open'), isNotNull(ritualCycles.closesAt)))
    .all()
    .map(({ userId }) => userId);

/** @throws UserError unless this person takes part, and the cycle is open. */
export function requireOpenCycle(db: Db, cycleId: number, userId: string, now: Date): Cycle {
  const cycle = requireCycle(db, cycleId);
  if (!participantOf(db, cycleId, userId)) throw new UserError('You were not asked this time.');
  const isOpen = cycle.status === 'open' && cycle.closesAt !== null && cycle.closesAt > now;
  if (isOpen) return cycle;
  const closedAt = cycle.closedAt ?? cycle.closesAt ?? cycle.endedAt;
  throw new UserError(`This closed${closedAt ? ` ${moment(closedAt)}` : ''} and takes no more answers.`);
}
