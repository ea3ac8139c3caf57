/** Riders tell both teams what they heard, and an answer becomes a request, a note or a point of the review. */
import { addAgendaPoint } from '../agenda/points.ts';
import { recordEmptySearch } from '../library/empty-searches.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedPlace, recipientsOfPosted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { teamById } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import { announceRide } from './announce.ts';
import { markRiddenWin } from './of-lead.ts';
import { answersKey, debriefKey } from './posted.ts';
import { debriefOf, isRiding, personOfRide, requireDebrief, requireRide, updatePerson } from './queries.ts';
import { type Debrief, type RideAlong, type RidePerson, rideAlongDebriefs } from './table.ts';

export interface Answers {
  asked: string | null;
  missing: string | null;
  surprised: string | null;
}

interface ByRider {
  rideId: number;
  userId: string;
}

/** The message that asks a rider; it changes with their answers. */
export function askForDebrief(tx: Tx, { rideId, userId }: ByRider, now: Date): void {
  const dedupeKey = dedupeKeyOf(debriefKey(rideId, userId));
  enqueue(tx, 'ride_along_debrief', { rideId, userId }, { orderingKey: userId, dedupeKey }, now);
}

/** The first answers, or a change of them. Both teams read them. */
export function saveDebrief(tx: Tx, { rideId, userId, ...answers }: ByRider & Answers, now: Date): void {
  const { ride, person } = requireRider(tx, { rideId, userId });
  const debrief = tx
    .insert(rideAlongDebriefs)
    .values({ rideId, userId, ...answers, at: now })
    .onConflictDoUpdate({ target: [rideAlongDebriefs.rideId, rideAlongDebriefs.userId], set: answers })
    .returning()
    .get();
  if (person.isMissed) setMissed(tx, ride, person, false);
  share(tx, ride, debrief, now);
  askForDebrief(tx, { rideId, userId }, now);
  announceRide(tx, ride, now);
}

/** The meeting did not take place, or they were not in it; `isMissed` false takes that back. */
export function saveMissed(tx: Tx, { rideId, userId, isMissed }: ByRider & { isMissed: boolean }, now: Date): void {
  const { ride, person } = requireRider(tx, { rideId, userId });
  if (isMissed && debriefOf(tx, rideId, userId)) throw new UserError('You have written a debrief of it already.');
  setMissed(tx, ride, person, isMissed);
  askForDebrief(tx, { rideId, userId }, now);
  announceRide(tx, ride, now);
}

/** It counts for a win of the lead, or no more. */
function setMissed(tx: Tx, ride: RideAlong, person: RidePerson, isMissed: boolean): void {
  updatePerson(tx, person, { isMissed });
  markRiddenWin(tx, ride);
}

/** @throws UserError for people who were not to sit in it, and before it is over. */
export function requireRider(db: Db, { rideId, userId }: ByRider): { ride: RideAlong; person: RidePerson } {
  const ride = requireRide(db, rideId);
  const person = personOfRide(db, rideId, userId);
  if (!person || !isRiding(person)) throw new UserError('Only people who rode along write a debrief.');
  if (ride.status !== 'over') throw new UserError('This meeting is not over.');
  return { ride, person };
}

/** In the channel of the offer; where that is not the one of both teams, also in that of the host's team. */
function share(tx: Tx, ride: RideAlong, debrief: Debrief, now: Date): void {
  const channels = new Set([ride.channelId]);
  const host = teamById(tx, ride.teamId);
  if (host && ride.channelId !== settingOf(tx, sharedChannel)) channels.add(host.channelId);
  for (const channelId of channels) announceAnswers(tx, debrief, channelId, now);
}

function announceAnswers(tx: Tx, { id: debriefId }: Debrief, channelId: string, now: Date): void {
  const dedupeKey = dedupeKeyOf(answersKey(debriefId, channelId));
  enqueue(tx, 'ride_along_answers', { debriefId, channelId }, { orderingKey: channelId, dedupeKey }, now);
}

/** A content request was made from it. */
export const debriefBecame = (tx: Tx, { id, requestId }: { id: number; requestId: number }, now: Date): void =>
  update(tx, requireDebrief(tx, id), { requestId }, now);

/** A second press changes nothing. @throws UserError if the agenda is full. */
export function debriefToReview(
  tx: Tx,
  { id, by, words, place }: { id: number; by: string; words: string; place: PostedPlace & { threadTs?: string } },
  now: Date,
): void {
  const debrief = requireDebrief(tx, id);
  if (debrief.pointAt !== null) return;
  addAgendaPoint(tx, { about: { kind: 'message', words, ...place }, by }, now);
  update(tx, debrief, { pointAt: now }, now);
}

/** Counts like a search without a result, in the library's list of missing content. A second press changes nothing. */
export function noteMissing(tx: Tx, id: number, now: Date): void {
  const debrief = requireDebrief(tx, id);
  if (debrief.missing === null || debrief.notedAt !== null) return;
  recordEmptySearch(tx, debrief.missing, now);
  update(tx, debrief, { notedAt: now }, now);
}

/** Shows the change wherever the answers stand. */
function update(tx: Tx, debrief: Debrief, change: Partial<Debrief>, now: Date): void {
  tx.update(rideAlongDebriefs).set(change).where(eq(rideAlongDebriefs.id, debrief.id)).run();
  refreshAnswers(tx, debrief, now);
}

export function refreshAnswers(tx: Tx, debrief: Debrief, now: Date): void {
  for (const channelId of recipientsOfPosted(tx, answersKey(debrief.id, '')))
    announceAnswers(tx, debrief, channelId, now);
}
