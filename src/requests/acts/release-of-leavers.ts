import { and, eq, isNotNull } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import type { Services } from '../../platform/services.ts';
import type { Directory } from '../../platform/slack/directory.ts';
import { HOUR_MS } from '../../platform/time/units.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { updateRequest } from '../queries.ts';
import { contentRequests, isOpenRequest } from '../table.ts';

/** People rarely leave, and a request has days. */
const LOOK_MS = HOUR_MS;

type JobDeps = Pick<Services, 'db' | 'write' | 'directory' | 'now'>;

/**
 * An async task that returns requests to their team if their owner left: deactivated, or a guest by now. If Slack does
 * not answer, the owner keeps them.
 */
export function createReleaseOfLeavers({ db, write, directory, now }: JobDeps): (stop: AbortSignal) => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async (stop) => {
    const at = now().getTime();
    if (Math.abs(at - lookedAt) < LOOK_MS) return;
    lookedAt = at;
    for (const ownerId of ownersOf(db)) {
      if (stop.aborted) return;
      if (await hasLeft(directory, ownerId)) await write((tx) => releaseAllOf(tx, ownerId, now()));
    }
  };
}

const ownersOf = (db: Db): string[] =>
  db
    .selectDistinct({ ownerId: contentRequests.ownerId })
    .from(contentRequests)
    .where(and(isOpenRequest, isNotNull(contentRequests.ownerId)))
    .all()
    .flatMap(({ ownerId }) => ownerId ?? []);

async function hasLeft(directory: Directory, userId: string): Promise<boolean> {
  try {
    return !(await directory.person(userId)).isMember;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
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
