import { and, eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { leavers } from '../../teams/standing.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { updateRequest } from '../queries.ts';
import { contentRequests, isOpenRequest } from '../table.ts';

/** A task that returns requests to their team if their owner left: deactivated, or a guest by now. */
export function releaseOfLeavers(tx: Tx, now: Date): void {
  for (const ownerId of leavers(tx)) releaseAllOf(tx, ownerId, now);
}

function releaseAllOf(tx: Tx, ownerId: string, now: Date): void {
  const theirs = tx
    .select()
    .from(contentRequests)
    .where(and(isOpenRequest, eq(contentRequests.ownerId, ownerId)))
    .all();
  for (const request of theirs) {
    const released = updateRequest(tx, request, { status: lifecycle.release.to, ownerId: null, claimedAt: null }, now);
    const details = { byTakingBack: false, left: ownerId };
    record(tx, released, { kind: 'released', actorId: null, details }, now);
  }
}
