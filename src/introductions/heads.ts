/** Pairs the managers of both sides, those first who have not met for longest. */
import { awayUntil } from '../leads/routing/queries.ts';
import { desc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { otherSide } from '../teams/sides.ts';
import { isHere } from '../teams/standing.ts';
import type { TeamKind } from '../teams/table.ts';
import { type HeadPair, headPairs } from './table.ts';

export interface Heads {
  salesId: string;
  marketingId: string;
}

/** Managers of one side alone. */
export function headsOf(db: Db, kind: TeamKind): string[] {
  const managersOf = (side: TeamKind) => new Set(teamsOfKind(db, side).map((team) => managerOf(db, team)));
  const others = managersOf(otherSide(kind));
  return [...managersOf(kind)].filter((userId) => !others.has(userId) && isHere(db, userId));
}

const canMeet = (db: Db, kind: TeamKind, now: Date): string[] =>
  headsOf(db, kind).filter(
    (userId) => awayUntil(db, userId, now) === undefined && preferencesOf(db, userId).introductions === 'on',
  );

/** Longer ago is forgotten. */
const REMEMBERED = 500;

/** Each of the smaller side meets one of the larger; over the months everyone meets everyone. */
export function nextPairs(db: Db, now: Date): Heads[] {
  const met = db.select().from(headPairs).orderBy(desc(headPairs.id)).limit(REMEMBERED).all();
  const lastOf = (is: (pair: HeadPair) => boolean) => met.find(is)?.at.getTime() ?? 0;
  const marketing = canMeet(db, 'marketing', now);
  const possible = canMeet(db, 'sales', now).flatMap((salesId) =>
    marketing.map((marketingId) => ({
      ...{ salesId, marketingId },
      together: lastOf((pair) => pair.salesId === salesId && pair.marketingId === marketingId),
      alone: lastOf((pair) => pair.salesId === salesId) + lastOf((pair) => pair.marketingId === marketingId),
    })),
  );
  const pairs: Heads[] = [];
  const inOrder = possible.toSorted((one, other) => one.together - other.together || one.alone - other.alone);
  for (const { salesId, marketingId } of inOrder) {
    if (pairs.some((pair) => pair.salesId === salesId || pair.marketingId === marketingId)) continue;
    pairs.push({ salesId, marketingId });
  }
  return pairs;
}

/** Within that time, a second start of the month pairs no one again. */
const REST_MS = 14 * DAY_MS;

export function pairHeads(tx: Tx, now: Date): void {
  const last = tx.select().from(headPairs).orderBy(desc(headPairs.id)).limit(1).get();
  if (last && now.getTime() - last.at.getTime() < REST_MS) return;
  for (const pair of nextPairs(tx, now)) {
    const { id: pairId } = tx
      .insert(headPairs)
      .values({ ...pair, at: now })
      .returning({ id: headPairs.id })
      .get();
    for (const userId of [pair.salesId, pair.marketingId]) {
      enqueue(tx, 'heads_paired', { pairId, userId }, { orderingKey: userId }, now);
    }
  }
}
