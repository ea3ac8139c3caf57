/** Marketing's own clock, computed from the history: how long requests take, in the working time of their team. */
import { and, asc, eq, gte, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { workingTimeBetween } from '../teams/working-time.ts';
import { contentRequests, type RequestEvent, requestEvents } from './table.ts';

export interface Turnaround {
  /** Asked since then. */
  asked: number;
  /** Delivered since then, whenever they were asked; each request once. */
  delivered: number;
  declined: number;
  /** Of those delivered, how many came by the day on which they were needed. */
  inTime: number;
  /** Medians, in ms of working time; null where nothing was delivered. Waiting for the requester's answers is not marketing's. */
  medianToClaimMs: number | null;
  medianToDeliverMs: number | null;
  medianTotalMs: number | null;
}

/** How a team did with requests that ended since `since`. */
export function turnaroundOf(db: Db, { teamId, since }: { teamId: number; since: Date }): Turnaround {
  const team = requireTeam(db, teamId);
  const delivered = delivering(db, teamId, since).map((one) => ({ ...one, ...spans(team, one.events) }));
  const known = (of: (one: (typeof delivered)[number]) => number | null) =>
    median(delivered.map(of).filter((ms) => ms !== null));
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

type Told = Pick<RequestEvent, 'kind' | 'at'>;

interface Delivered {
  dueAt: Date;
  deliveredAt: Date;
  events: Told[];
}

/** Requests that were first delivered since then, with their whole history. */
function delivering(db: Db, teamId: number, since: Date): Delivered[] {
  const first = db
    .select({ id: contentRequests.id, dueAt: contentRequests.dueAt, at: requestEvents.at })
    .from(requestEvents)
    .innerJoin(contentRequests, eq(contentRequests.id, requestEvents.requestId))
    .where(
      and(
        eq(requestEvents.kind, 'delivered'),
        gte(requestEvents.at, since),
        eq(contentRequests.teamId, teamId),
        sql`not exists (select 1 from request_events as earlier
          where earlier.request_id = ${requestEvents.requestId} and earlier.kind = 'delivered' and earlier.id < ${requestEvents.id})`,
      ),
    )
    .all();
  const histories = eventsOf(
    db,
    first.map(({ id }) => id),
  );
  return first.map(({ id, dueAt, at }) => ({ dueAt, deliveredAt: at, events: histories.get(id) ?? [] }));
}

/** As many ids as one statement is asked for. */
const AT_ONCE = 500;

function eventsOf(db: Db, ids: number[]): Map<number, Told[]> {
  const histories = new Map<number, Told[]>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const events = db
      .select({ requestId: requestEvents.requestId, kind: requestEvents.kind, at: requestEvents.at })
      .from(requestEvents)
      .where(inArray(requestEvents.requestId, ids.slice(from, from + AT_ONCE)))
      .orderBy(asc(requestEvents.id))
      .all();
    for (const event of events) {
      const known = histories.get(event.requestId);
      if (known) known.push(event);
      else histories.set(event.requestId, [event]);
    }
  }
  return histories;
}

/** From asked to claimed, from there to delivered, and in all. `events` are oldest first. */
function spans(team: Team, events: Told[]) {
  const firstOf = (...kinds: Told['kind'][]) => events.find(({ kind }) => kinds.includes(kind))?.at;
  const asked = firstOf('asked');
  const claimed = firstOf('claimed', 'handed_over');
  const delivered = firstOf('delivered');
  if (!asked || !delivered) return { toClaimMs: null, toDeliverMs: null, totalMs: null };
  const from = claimed ?? delivered;
  const toClaimMs = between(team, events, asked, from);
  const toDeliverMs = between(team, events, from, delivered);
  return { toClaimMs, toDeliverMs, totalMs: toClaimMs + toDeliverMs };
}

/** Working time between two moments, less what of it a question waited for the requester. */
function between(team: Team, events: Told[], from: Date, to: Date): number {
  let waitedMs = 0;
  let since: Date | undefined;
  for (const { kind, at } of events) {
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

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const countSince = (db: Db, kind: 'asked' | 'declined', teamId: number, since: Date): number =>
  db
    .select({ requests: sql<number>`count(distinct ${requestEvents.requestId})` })
    .from(requestEvents)
    .innerJoin(contentRequests, eq(contentRequests.id, requestEvents.requestId))
    .where(and(eq(requestEvents.kind, kind), gte(requestEvents.at, since), eq(contentRequests.teamId, teamId)))
    .get()?.requests ?? 0;
