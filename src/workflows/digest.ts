import { untouchedOf } from '../leads/reads/untouched.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { waitingCounts } from '../requests/list.ts';
import type { Team } from '../teams/table.ts';

/** How many leads or requests a team's digest would list. */
function waitingIn(db: Db, { id, kind }: Team, now: Date): number {
  if (kind === 'marketing') return waitingCounts(db, id, now).total;
  const { notAcceptedCount, acceptedCount } = untouchedOf(db, id, { limit: 1, offset: 0 }, now);
  return notAcceptedCount + acceptedCount;
}

/** Posts the digest of a team in its channel, in its working time. Nothing is posted if nothing waits. */
export function postDigest(tx: Tx, team: Team, now: Date): number {
  const waiting = waitingIn(tx, team, now);
  const kind = team.kind === 'sales' ? 'digest' : 'request_digest';
  if (waiting > 0) enqueue(tx, kind, { teamId: team.id, slotAt: now.getTime() }, { orderingKey: team.channelId }, now);
  return waiting;
}
