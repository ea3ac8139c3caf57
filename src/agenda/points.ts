/**
 * The points of the next monthly review. Every domain puts them on with `addAgendaPoint`, in the transaction of its own
 * change; so the agenda is below all of them, and the review itself is above.
 */
import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams } from '../teams/queries.ts';
import { deputies, sharedChannel } from '../teams/settings.ts';
import { countPoints, isWaiting, waitingPoint } from './queries.ts';
import { agendaPoints, isWaitingPoint } from './table.ts';
import type { PointAbout } from './types.ts';

/** More points are no agenda. */
export const MOST_POINTS = 50;

/** The same subject has one point. */
function subjectOf(about: PointAbout): string | null {
  switch (about.kind) {
    case 'typed':
      return null;
    case 'message':
      return `message:${about.channel}:${about.ts}`;
    case 'definition':
      return `definition:${about.teamId}`;
    case 'clause':
      return `clause:${about.clauseId}`;
    case 'feedback':
      return `feedback:${about.roundId}`;
  }
}

/**
 * Puts a point on the agenda of the review that is open, else of the next one. `by` is null if Baton adds it by itself;
 * such points need a channel in which a review will come.
 * @returns false if it was not added: its subject waits there already, or there is no room for a point of Baton.
 * @throws UserError when there is no room for a point of a person.
 */
export function addAgendaPoint(tx: Tx, { about, by }: { about: PointAbout; by: string | null }, now: Date): boolean {
  const subject = subjectOf(about);
  if (subject !== null && isWaiting(tx, subject)) return false;
  const isFull = countPoints(tx, null) >= MOST_POINTS;
  if (isFull && by !== null) throw new UserError(`The agenda has ${MOST_POINTS} points already. Remove one first.`);
  if (by === null && (isFull || settingOf(tx, sharedChannel) === null)) return false;
  tx.insert(agendaPoints).values({ kind: about.kind, about, subject, by, at: now }).run();
  noteAgenda(tx, now);
  return true;
}

/** @throws UserError if the point is not on the agenda any more. */
export function removeAgendaPoint(tx: Tx, pointId: number, now: Date): void {
  if (!waitingPoint(tx, pointId)) throw new UserError('This point is no longer on the agenda.');
  tx.delete(agendaPoints).where(eq(agendaPoints.id, pointId)).run();
  noteAgenda(tx, now);
}

/** The points stay with the review that has dealt with them. */
export function takeAgenda(tx: Tx, reviewId: number): void {
  tx.update(agendaPoints).set({ reviewId }).where(isWaitingPoint).run();
}

function noteAgenda(tx: Tx, now: Date): void {
  noteChange(tx, { people: managers(tx) }, now);
  const channel = settingOf(tx, sharedChannel);
  if (channel !== null) enqueue(tx, 'agenda', {}, { orderingKey: channel, dedupeKey: 'agenda' }, now);
}

/** The next review is on the homes of managers. */
export const managers = (db: Db): string[] => [
  ...allTeams(db).map((team) => managerOf(db, team)),
  ...settingOf(db, deputies),
];
