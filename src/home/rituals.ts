/** Rituals of both teams that wait for this person. Only its owner sees on a home whether an anonymous one was answered. */
import { allRituals } from '../all-rituals/list.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import { openCyclesOf } from '../rituals/queries.ts';
import { type Asks, isWaitedFor, ritualOf } from '../rituals/ritual.ts';
import type { Cycle } from '../rituals/table.ts';

export interface OpenRitual {
  cycle: Cycle;
  key: string;
  name: string;
  asks: Asks;
}

/** Not answered, the next to close first. */
export const readRituals = (where: { db: Db; keys: Keys }, userId: string, now: Date): OpenRitual[] =>
  openCyclesOf(where.db, userId).flatMap((cycle) => {
    const ritual = ritualOf(allRituals, cycle);
    const isOver = cycle.closesAt === null || cycle.closesAt <= now;
    if (!ritual?.asks || isOver || !isWaitedFor(ritual.asks, where, cycle, userId)) return [];
    return [{ cycle, key: ritual.key, name: ritual.name, asks: ritual.asks }];
  });
