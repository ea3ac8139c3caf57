/** The messages of a mindset check. */

import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { oldestSalesTeam, teamsOfKind } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import { managersOf } from './facilitator.ts';

/** Of the messages to a facilitator, and of the next steps. */
export const groupingSubject = (cycleId: number): string => `mindset:${cycleId}`;
export const nextSubject = (cycleId: number): string => `mindset_next:${cycleId}`;

/** The channel of both teams; without one, that of the oldest team of each side. */
function channelsOf(db: Db): string[] {
  const shared = settingOf(db, sharedChannel);
  if (shared !== null) return [shared];
  return [oldestSalesTeam(db), teamsOfKind(db, 'marketing')[0]].flatMap((team) => team?.channelId ?? []);
}

export function askFacilitator(tx: Tx, { cycleId, userId }: { cycleId: number; userId: string }, now: Date): void {
  const options = { orderingKey: userId, dedupeKey: `mindset_grouping:${cycleId}:${userId}` };
  enqueue(tx, 'mindset_grouping', { cycleId, userId }, options, now);
}

/** In the channels; and to the managers of both sides, with what they can do next. */
export function announceResult(tx: Tx, cycleId: number, now: Date): void {
  refreshLive(tx, groupingSubject(cycleId), now);
  for (const channel of channelsOf(tx))
    enqueue(tx, 'mindset_result', { cycleId, channel }, { orderingKey: channel }, now);
  for (const userId of managersOf(tx)) enqueue(tx, 'mindset_next', { cycleId, userId }, { orderingKey: userId }, now);
}

export function announceThree(tx: Tx, cycleId: number, now: Date): void {
  for (const channel of channelsOf(tx))
    enqueue(tx, 'mindset_three', { cycleId, channel }, { orderingKey: channel }, now);
}

export const refreshNext = (tx: Tx, cycleId: number, now: Date): void => refreshLive(tx, nextSubject(cycleId), now);
