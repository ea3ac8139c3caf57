import { deleteOldest } from '../db/delete-oldest.ts';
import { gte } from '../db/drizzle.ts';
import { insertRow } from '../db/rows.ts';
import { errorName, type Log } from '../log.ts';
import type { Services } from '../services.ts';
import type { IsNewRequest } from '../slack/http-receiver.ts';
import { MAX_SKEW_S } from '../slack/http-request.ts';
import { seenRequests } from './table.ts';

/** Far above what Slack sends in five minutes. Only Slack can sign, so strangers cannot fill it. */
const MOST = 50_000;

/**
 * Knows a request that comes a second time: Slack signs each one once, and its repetitions again. A signature is known
 * until its time is too old for the receiver. It is stored too, since a copy may come after a restart: before the
 * changes of its request, as the writer keeps the order. A full disk stores neither.
 */
export function createSeenRequests({ db, write, log }: Pick<Services, 'db' | 'write'> & { log: Log }): IsNewRequest {
  const oldest = () => Math.floor(Date.now() / 1000) - MAX_SKEW_S;
  const stored = db.select().from(seenRequests).where(gte(seenRequests.signedAt, oldest())).all();
  const seen = new Map(stored.map(({ signature, signedAt }) => [signature, signedAt]));
  let prunedAt = 0;

  function prune(): void {
    const before = oldest();
    for (const [signature, signedAt] of seen) {
      if (signedAt >= before && seen.size <= MOST) break;
      seen.delete(signature);
    }
    // Once a second is enough.
    if (prunedAt === before) return;
    prunedAt = before;
    note((tx) => deleteOldest(tx, seenRequests.signedAt, before));
  }

  const note = (change: Parameters<typeof write>[0]): void =>
    void write(change).catch((error: unknown) =>
      log.warn({ error: errorName(error) }, 'The signature of a request was not stored'),
    );

  return (signature, signedAt) => {
    if (seen.has(signature)) return false;
    prune();
    seen.set(signature, signedAt);
    note((tx) => insertRow(tx, seenRequests, { signature, signedAt }));
    return true;
  };
}
