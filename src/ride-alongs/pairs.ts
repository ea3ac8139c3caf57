/** The pairs of a month: proposed, and answered by a meeting or with not this month. */
import { and, eq, or } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf } from '../platform/outbox/posted-messages.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { preferencesOf } from '../preferences/queries.ts';
import type { Occasion } from '../rituals/ritual.ts';
import { readCandidates } from './candidates.ts';
import { matchPairs } from './match.ts';
import { pairsKey } from './posted.ts';
import { type RidePair, rideAlongPairs } from './table.ts';

const pairById = (db: Db, id: number): RidePair | undefined =>
  db.select().from(rideAlongPairs).where(eq(rideAlongPairs.id, id)).get();

/** Of one person in one month. */
export const pairsOf = (db: Db, cycleId: number, userId: string): RidePair[] =>
  db
    .select()
    .from(rideAlongPairs)
    .where(
      and(
        eq(rideAlongPairs.cycleId, cycleId),
        or(eq(rideAlongPairs.sellerId, userId), eq(rideAlongPairs.marketerId, userId)),
      ),
    )
    .orderBy(rideAlongPairs.id)
    .all();

/** Proposes the pairs of a month; those of the last one that no one answered are over. */
export function proposePairs(tx: Tx, { cycle, people, now }: Pick<Occasion, 'cycle' | 'people' | 'now'>): void {
  for (const pair of withState(tx, 'proposed')) update(tx, pair, { state: 'over' }, now);
  const pairs = matchPairs(readCandidates(tx, people, now));
  for (const { rodeAt, ...pair } of pairs)
    tx.insert(rideAlongPairs)
      .values({
        ...{ ...pair, cycleId: cycle.id, state: 'proposed', at: now },
        rodeAt: rodeAt === null ? null : new Date(rodeAt),
      })
      .run();
  const asked = new Set(pairs.flatMap(({ sellerId, marketerId }) => [sellerId, marketerId]));
  for (const userId of asked) show(tx, { cycleId: cycle.id, userId }, now);
}

const withState = (tx: Tx, state: RidePair['state']): RidePair[] =>
  tx.select().from(rideAlongPairs).where(eq(rideAlongPairs.state, state)).all();

/** The only reminder: to sellers who have neither picked a call nor said not this month. */
export function remindOfPairs(tx: Tx, { id: cycleId }: Pick<Occasion['cycle'], 'id'>, now: Date): void {
  const open = withState(tx, 'proposed').filter((pair) => pair.cycleId === cycleId);
  for (const userId of new Set(open.map(({ sellerId }) => sellerId))) {
    if (preferencesOf(tx, userId).reminders === 'off') continue;
    enqueue(tx, 'ride_along_pairs_wait', { cycleId, userId }, { orderingKey: userId }, now);
  }
}

/** Either of them says not this month. A second press changes nothing. */
export function declinePair(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  const pair = requirePairOf(tx, id, by);
  if (pair.state === 'declined') return;
  requireProposed(pair);
  update(tx, pair, { state: 'declined', declinedBy: by }, now);
}

/** The seller picked a meeting. */
export function pickForPair(tx: Tx, { id, by, rideId }: { id: number; by: string; rideId: number }, now: Date): void {
  const pair = requirePairOf(tx, id, by);
  requireProposed(pair);
  update(tx, pair, { state: 'picked', rideId }, now);
}

/** @throws UserError for other people. */
export function requirePairOf(db: Db, id: number, userId: string): RidePair {
  const pair = pairById(db, id);
  if (!pair || ![pair.sellerId, pair.marketerId].includes(userId))
    throw new UserError('This ride-along was proposed to other people.');
  return pair;
}

/** @throws UserError once it was answered, or its month is over. */
export function requireProposed({ state, declinedBy }: RidePair): void {
  if (state === 'picked') throw new UserError('You have picked a meeting already.');
  if (state === 'declined') throw new UserError(`${mention(declinedBy)} said not this month.`);
  if (state === 'over') throw new UserError('This was proposed for an earlier month.');
}

/** Both see the change. */
function update(tx: Tx, pair: RidePair, change: Partial<RidePair>, now: Date): void {
  tx.update(rideAlongPairs).set(change).where(eq(rideAlongPairs.id, pair.id)).run();
  showPair(tx, pair, now);
}

export function showPair(tx: Tx, { cycleId, sellerId, marketerId }: RidePair, now: Date): void {
  for (const userId of [sellerId, marketerId]) show(tx, { cycleId, userId }, now);
}

function show(tx: Tx, payload: { cycleId: number; userId: string }, now: Date): void {
  const { cycleId, userId } = payload;
  const dedupeKey = dedupeKeyOf(pairsKey(cycleId, userId));
  enqueue(tx, 'ride_along_pairs', payload, { orderingKey: userId, dedupeKey }, now);
}
