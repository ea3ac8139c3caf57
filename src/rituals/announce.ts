/** The messages that all rituals share. The result of a cycle is a message of its own capability. */
import { awayUntil } from '../leads/routing/queries.ts';
import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams } from '../teams/queries.ts';
import { nextMorningOf, workingDayOf } from '../teams/quiet-time.ts';
import { wasInvitedSince } from './queries.ts';
import type { Cycle, Participant } from './table.ts';

/** A live message has it for each cycle that it is about. */
export const cycleSubject = (cycleId: number): string => `ritual:${cycleId}`;
/** Only of cycles with names. */
export const answerSubject = (cycleId: number, userId: string): string => `ritual:${cycleId}:${userId}`;

/**
 * Asks everyone who takes part. Rituals that begin together are one message to a person. A person who had one today gets the
 * next one tomorrow, and a person who is out of office when they return.
 */
export function invite(tx: Tx, cycle: Cycle, people: readonly Participant[], now: Date): void {
  for (const { userId } of people) {
    const notBefore =
      awayUntil(tx, userId, now) ?? (hadOneToday(tx, userId, now) ? nextMorningOf(tx, userId, now) : now);
    const options = { orderingKey: userId, dedupeKey: `ritual_invitation:${userId}`, notBefore };
    enqueue(tx, 'ritual_invitation', { userId, cycleIds: [cycle.id] }, options, now);
  }
  noteParticipants(tx, people, now);
}

const hadOneToday = (tx: Tx, userId: string, now: Date) => wasInvitedSince(tx, userId, workingDayOf(tx, userId, now));

/** Once for each cycle, to the managers of both sides: they can still move or skip it. */
export function announceAhead(tx: Tx, cycle: Cycle, now: Date): void {
  const managers = new Set(allTeams(tx).map((team) => managerOf(tx, team)));
  for (const userId of managers) {
    const options = { orderingKey: userId, dedupeKey: `ritual_ahead:${userId}` };
    enqueue(tx, 'ritual_ahead', { userId, cycleIds: [cycle.id] }, options, now);
  }
}

/** The people without an answer are looked up when the reminder is posted. */
export function remind(tx: Tx, cycle: Cycle, people: readonly Participant[], now: Date): void {
  for (const { userId } of people) {
    const options = { orderingKey: userId, dedupeKey: `ritual_reminder:${userId}` };
    enqueue(tx, 'ritual_reminder', { userId, cycleIds: [cycle.id] }, options, now);
  }
}

/** The messages of a cycle that closed or ended change for everyone at once. */
export function announceEnd(tx: Tx, cycle: Cycle, people: readonly Participant[], now: Date): void {
  refreshLive(tx, cycleSubject(cycle.id), now);
  noteParticipants(tx, people, now);
}

/** After an answer with a name. @throws nothing for an anonymous ritual: do not call it there. */
export function refreshInvitation(tx: Tx, cycleId: number, userId: string, now: Date): void {
  refreshLive(tx, answerSubject(cycleId, userId), now);
  noteChange(tx, { people: [userId] }, now);
}

/** Homes show what is open. */
const noteParticipants = (tx: Tx, people: readonly Participant[], now: Date): void =>
  noteChange(tx, { people: people.map(({ userId }) => userId) }, now);
