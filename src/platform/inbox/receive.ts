import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import { writeWithRetry } from '../db/write-with-retry.ts';
import { errorName, type Log } from '../log.ts';
import type { Now } from '../time/clock.ts';
import { MINUTE_MS } from '../time/units.ts';
import { countFailure, MAX_ATTEMPTS, markHandled, storedBody, storeEvent, takeOverUnhandled } from './queries.ts';

/** An event as Slack delivers it (docs.slack.dev, Events API): only what the inbox itself needs. */
const eventSchema = z.looseObject({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(255),
  event: z.looseObject({ type: z.string() }),
});

export type EventBody = z.infer<typeof eventSchema>;

/** The body, if it is an event of Slack's. */
export function asEvent(body: unknown): EventBody | undefined {
  const parsed = eventSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** Does what the event asks for. Rejects when it failed; it is then called again with the same body, later. */
type HandleEvent = (body: EventBody) => Promise<void>;

export interface Inbox {
  /** Resolves once the event is on the disk: then it may be acknowledged. Rejects when it could not be stored. */
  take(body: EventBody): Promise<'stored' | 'known'>;
  /** Begins to handle, what an earlier process left first. */
  start(handle: HandleEvent): Promise<void>;
  /** Resolves when every stored event is handled, or dead-lettered. */
  idle(): Promise<void>;
  /** Begins no further event and resolves when those under way have ended, or after ten seconds. */
  stop(): Promise<void>;
}

export interface InboxOptions {
  db: Db;
  write: Write;
  now: Now;
  log: Log;
  /** Events handled at once: one that waits for Slack does not hold up the others. */
  concurrency?: number;
  /** The first wait after a failure; it doubles, up to ten minutes. */
  backoffMs?: number;
}

const STOP_MS = 10_000;
const LONGEST_BACKOFF_MS = 10 * MINUTE_MS;

/**
 * Stores events before they are acknowledged, and has each handled at least once: the process may die between the commit
 * of the handler and the one that marks the event. So a handler that changes something calls `markHandled` in its own
 * transaction, or does it `idempotently` under `event:<event_id>`.
 */
export function createInbox({ db, write, now, log, concurrency = 16, backoffMs = 1_000 }: InboxOptions): Inbox {
  const ready: string[] = [];
  const resting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const atIdle: (() => void)[] = [];
  let handle: HandleEvent | undefined;
  let stopping = false;
  const isStopping = () => stopping;

  async function take(body: EventBody): Promise<'stored' | 'known'> {
    const event = { eventId: body.event_id, body: JSON.stringify(body) };
    if (!(await write((tx) => storeEvent(tx, event, now())))) return 'known';
    ready.push(event.eventId);
    // After the caller's acknowledgement has left.
    setImmediate(pump);
    return 'stored';
  }

  async function start(handler: HandleEvent): Promise<void> {
    const { left, deadLettered } = await write((tx) => takeOverUnhandled(tx));
    if (deadLettered > 0) log.error({ deadLettered }, 'Events failed too often and are dead-lettered');
    if (left.length > 0)
      log.info({ events: left.length }, 'Events that were stored before the last stop are handled now');
    ready.unshift(...left.filter((eventId) => !ready.includes(eventId)));
    handle = handler;
    pump();
  }

  function pump(): void {
    while (handle && !stopping && running.size < concurrency) {
      const eventId = ready.shift();
      if (eventId === undefined) break;
      const run = handleOne(eventId, handle).finally(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
    if (ready.length + running.size + resting.size === 0) for (const tell of atIdle.splice(0)) tell();
  }

  /** Never rejects. */
  async function handleOne(eventId: string, handler: HandleEvent): Promise<void> {
    try {
      const stored = storedBody(db, eventId);
      if (stored === undefined) return;
      await handler(eventSchema.parse(JSON.parse(stored)));
    } catch (error) {
      await failed(eventId, error);
      return;
    }
    // A handler may mark its event in the transaction of its effect.
    if (storedBody(db, eventId) === undefined) return;
    try {
      await writeWithRetry(write, (tx) => markHandled(tx, eventId, now()), isStopping);
    } catch (error) {
      log.error({ eventId, error: errorName(error) }, 'A handled event could not be marked and will be handled again');
    }
  }

  async function failed(eventId: string, error: unknown): Promise<void> {
    let attempts: number;
    try {
      attempts = await writeWithRetry(write, (tx) => countFailure(tx, eventId), isStopping);
    } catch {
      // Stopping, or gone: the next start takes it over.
      return;
    }
    const about = { eventId, attempts, error: errorName(error) };
    if (attempts >= MAX_ATTEMPTS) {
      log.error(about, 'An event failed too often and is dead-lettered');
      return;
    }
    log.warn(about, 'An event failed and is tried again');
    rest(eventId, Math.min(backoffMs * 2 ** (attempts - 1), LONGEST_BACKOFF_MS));
  }

  function rest(eventId: string, ms: number): void {
    if (stopping) return;
    const timer = setTimeout(() => {
      resting.delete(eventId);
      ready.push(eventId);
      pump();
    }, ms);
    resting.set(eventId, timer);
  }

  function idle(): Promise<void> {
    if (ready.length + running.size + resting.size === 0) return Promise.resolve();
    return new Promise((resolve) => atIdle.push(resolve));
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const timer of resting.values()) clearTimeout(timer);
    resting.clear();
    await Promise.race([Promise.all(running), sleep(STOP_MS, undefined, { ref: false })]);
  }

  return { take, start, idle, stop };
}
