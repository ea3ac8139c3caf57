/** Figures of content requests, computed from their history. */

import type { Stage } from '../leads/types.ts';
import { and, asc, count, eq, gte, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { median } from '../platform/time/median.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { workingTimeBetween } from '../teams/working-time.ts';
import { contentRequests, type HistoryEntry, requestHistory } from './table.ts';

export interface Turnaround {
  /** Asked since then. */
  asked: number;
  /** Delivered since then, whenever they were asked for; each request counts once. */
  delivered: number;
  declined: number;
  /** Deliveries by the due date. */
  inTime: number;
  /**
   * Medians in ms of working time; null if nothing was delivered. Time in which marketing waited for answers of the
   * requester does not count.
   */
  medianToClaimMs: number | null;
  medianToDeliverMs: number | null;
  medianTotalMs: number | null;
}

/** A team's turnaround for requests that were delivered since `since`. */
export function turnaroundOf(db: Db, { teamId, since }: { teamId: number; since: Date }): Turnaround {
  const team = requireTeam(db, teamId);
  const delivered = delivering(db, teamId, since).map((one) => ({ ...one, ...spans(team, one.entries) }));
  const known = (of: (one: (typeof delivered)[number]) => number | null) =>
    median(delivered.map(of).filter((ms) => ms !== null)) ?? null;
  return {
    asked: countSince(db, 'asked', teamId, since),
    delivered: delivered.length,
    declined: countSince(db, 'declined', teamId, since),
    inTime: delivered.filter(({ dueAt, deliveredAt }) => deliveredAt <= dueAt).length,
    medianToClaimMs: known(({ toClaimMs }) => toClaimMs),
    medianToDeliverMs: known(({ toDeliverMs }) => toDeliverMs),
    medianTotalMs: known(({ totalMs }) => totalMs),
  };
}

export type Told = Pick<HistoryEntry, 'kind' | 'at'>;

interface Delivered {
  dueAt: Date;
  deliveredAt: Date;
  entries: Told[];
}

/** Requests that were first delivered since then, with their whole history. */
function delivering(db: Db, teamId: number, since: Date): Delivered[] {
  const first = db
    .select({ id: contentRequests.id, dueAt: contentRequests.dueAt, at: requestHistory.at })
    .from(requestHistory)
    .innerJoin(contentRequests, eq(contentRequests.id, requestHistory.requestId))
    .where(
      and(
        eq(requestHistory.kind, 'delivered'),
        gte(requestHistory.at, since),
        eq(contentRequests.teamId, teamId),
        sql`not exists (select 1 from request_history as earlier
          where earlier.request_id = ${requestHistory.requestId} and earlier.kind = 'delivered' and earlier.id < ${requestHistory.id})`,
      ),
    )
    .all();
  const histories = historiesOf(
    db,
    first.map(({ id }) => id),
  );
  return first.map(({ id, dueAt, at }) => ({ dueAt, deliveredAt: at, entries: histories.get(id) ?? [] }));
}

/** Ids per statement. */
const AT_ONCE = 500;

/** The history of each request, oldest first. */
export function historiesOf(db: Db, ids: number[]): Map<number, Told[]> {
  const histories = new Map<number, Told[]>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const entries = db
      .select({ requestId: requestHistory.requestId, kind: requestHistory.kind, at: requestHistory.at })
      .from(requestHistory)
      .where(inArray(requestHistory.requestId, ids.slice(from, from + AT_ONCE)))
      .orderBy(asc(requestHistory.id))
      .all();
    for (const entry of entries) {
      const known = histories.get(entry.requestId);
      if (known) known.push(entry);
      else histories.set(entry.requestId, [entry]);
    }
  }
  return histories;
}

/** From asked to claimed, from claimed to delivered, and in total. `entries` are oldest first. */
function spans(team: Team, entries: Told[]) {
  const firstOf = (...kinds: Told['kind'][]) => entries.find(({ kind }) => kinds.includes(kind))?.at;
  const asked = firstOf('asked');
  const claimed = firstOf('claimed', 'handed_over');
  const delivered = firstOf('delivered');
  if (!asked || !delivered) return { toClaimMs: null, toDeliverMs: null, totalMs: null };
  const from = claimed ?? delivered;
  const toClaimMs = workedBetween(team, entries, asked, from);
  const toDeliverMs = workedBetween(team, entries, from, delivered);
  return { toClaimMs, toDeliverMs, totalMs: toClaimMs + toDeliverMs };
}

/** Working time between two moments, without the time in which a question waited for the requester. */
export function workedBetween(team: Team, entries: Told[], from: Date, to: Date): number {
  let waitedMs = 0;
  let since: Date | undefined;
  for (const { kind, at } of entries) {
    if (kind === 'asked_back') since ??= at;
    else if (since && (kind === 'answered' || kind === 'delivered')) {
      waitedMs += workingTimeBetween(team, later(since, from), earlier(at, to));
      since = undefined;
    }
  }
  return workingTimeBetween(team, from, to) - waitedMs;
}

const later = (one: Date, other: Date) => (one > other ? one : other);
const earlier = (one: Date, other: Date) => (one < other ? one : other);

const countSince = (db: Db, kind: 'asked' | 'declined', teamId: number, since: Date): number =>
  db
    .select({ requests: sql<number>`count(distinct ${requestHistory.requestId})` })
    .from(requestHistory)
    .innerJoin(contentRequests, eq(contentRequests.id, requestHistory.requestId))
    .where(and(eq(requestHistory.kind, kind), gte(requestHistory.at, since), eq(contentRequests.teamId, teamId)))
    .get()?.requests ?? 0;

/** Requests since then by their stage; null for those without one. */
export function requestsByStage(db: Db, since: Date): Map<Stage | null, number> {
  const rows = db
    .select({ stage: contentRequests.stage, asked: count() })
    .from(contentRequests)
    .where(gte(contentRequests.requestedAt, since))
    .groupBy(contentRequests.stage)
    .all();
  return new Map(rows.map(({ stage, asked }) => [stage, asked]));
}
