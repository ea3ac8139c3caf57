import { z } from 'zod';
import { type Pauses, pauseMs } from '../backoff.ts';
import { writeWithRetry } from '../db/write-with-retry.ts';
import { errorName, type Log } from '../log.ts';
import type { Services } from '../services.ts';
import { type PassingCause, passingCause, reasonOf } from '../slack/passing.ts';
import { MINUTE_MS } from '../time/units.ts';
import {
  countAttempt,
  inboxBacklog,
  MAX_ATTEMPTS,
  markHandled,
  notePassingCause,
  orderingKeyOf,
  storedBody,
  storeEvent,
  waitingEvents,
} from './queries.ts';
import { createWaitingLines, type Entry } from './waiting-lines.ts';

/** An event as Slack delivers it (docs.slack.dev, Events API), with the fields that the inbox needs. */
const eventSchema = z.looseObject({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(255),
  event: z.looseObject({ type: z.string() }),
});

export type EventBody = z.infer<typeof eventSchema>;

/** The body, if it is an event from Slack. */
export function asEvent(body: unknown): EventBody | undefined {
  const parsed = eventSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** A step of a workflow comes with a token of its own, which is for no disk. The app's token does the same. */
function withoutToken(body: EventBody): EventBody {
  if (!('bot_access_token' in body.event)) return body;
  const { bot_access_token: _, ...event } = body.event;
  return { ...body, event };
}

/** Handles the event. After a rejection it is called again later with the same body. */
type HandleEvent = (body: EventBody) => Promise<void>;

export interface Inbox {
  /** Resolves once the event is on the disk: then it may be acknowledged. Rejects when it could not be stored. */
  take(body: EventBody): Promise<'stored' | 'known'>;
  /** Starts to handle events, those of an earlier process first. */
  start(handle: HandleEvent): Promise<void>;
  /** Looks for events that were taken in again; it also does so by itself. */
  look(): void;
  /** Resolves when every stored event is handled or dead-lettered. */
  idle(): Promise<void>;
  /** Starts no further event, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

export interface InboxOptions extends Pick<Services, 'db' | 'write' | 'now'> {
  log: Log;
  /** Number of events handled at once; a quarter of it for events that failed before. */
  concurrency?: number;
  /** Between two tries of an event. */
  pauses?: Pauses;
  /** How often the inbox looks for events that an admin took in again, also from another process. */
  lookMs?: number;
}

const PAUSES: Pauses = { firstMs: 1_000, longestMs: 5 * MINUTE_MS };
const LOOK_MS = 5_000;

/**
 * Stores events before they are acknowledged, and has each handled at least once: the process may die between the commit
 * of the handler and the one that marks the event. So a handler that changes something calls `markHandled` in its own
 * transaction, or does it `idempotently` under `event:<event_id>`.
 *
 * An event that fails for a cause that may pass is tried until the cause has passed. One that fails for a cause that
 * stays is dead-lettered after `MAX_ATTEMPTS` tries.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { db, write, now, log, concurrency = 16, pauses = PAUSES, lookMs = LOOK_MS } = options;
  const mostFailed = Math.max(1, Math.floor(concurrency / 4));
  const waiting = createWaitingLines();
  const resting = new Map<Entry, { timer: NodeJS.Timeout; isLimited: boolean }>();
  const running = new Set<Promise<void>>();
  /** Handled, but their mark could not be written. */
  const unmarked = new Set<string>();
  let runningFailed = 0;
  const atIdle: (() => void)[] = [];
  let handle: HandleEvent | undefined;
  let looking: NodeJS.Timeout | undefined;
  let stopping = false;
  const isStopping = () => stopping;

  async function take(body: EventBody): Promise<'stored' | 'known'> {
    const event = { eventId: body.event_id, body: JSON.stringify(withoutToken(body)) };
    if (!(await write((tx) => storeEvent(tx, event, now())))) return 'known';
    // Before the start, the event waits on the disk alone.
    if (handle) {
      waiting.add({ eventId: event.eventId, orderingKey: orderingKeyOf(body), failures: 0, isLeft: false });
      // After the caller's acknowledgement has left.
      setImmediate(pump);
    }
    return 'stored';
  }

  async function start(handler: HandleEvent): Promise<void> {
    const { deadLettered } = inboxBacklog(db);
    if (deadLettered > 0) log.error({ deadLettered }, 'Events failed too often and are dead-lettered');
    handle = handler;
    const left = addStored({ isLeft: true });
    if (left > 0) log.info({ events: left }, 'Events that were stored before the last stop are handled now');
    looking = setInterval(look, lookMs).unref();
  }

  function look(): void {
    try {
      addStored({ isLeft: false });
    } catch (error) {
      log.warn({ error: errorName(error) }, 'The inbox could not be read');
    }
  }

  /** Adds the stored events that are not in memory: those of an earlier process, and those taken in again. */
  function addStored({ isLeft }: { isLeft: boolean }): number {
    if (stopping) return 0;
    const found = waitingEvents(db).filter(({ eventId }) => !unmarked.has(eventId));
    for (const event of found) waiting.add({ ...event, failures: 0, isLeft });
    pump();
    return found.length;
  }

  function pump(): void {
    while (handle && !stopping && running.size < concurrency) {
      const failed = runningFailed < mostFailed ? waiting.nextFailed() : undefined;
      const entry = failed ?? waiting.nextFresh();
      if (!entry) break;
      if (failed) runningFailed += 1;
      const run = handleOne(entry, handle).finally(() => {
        running.delete(run);
        if (failed) runningFailed -= 1;
        pump();
      });
      running.add(run);
    }
    if (waiting.size() === 0) for (const tell of atIdle.splice(0)) tell();
  }

  /** Never rejects. */
  async function handleOne(entry: Entry, handler: HandleEvent): Promise<void> {
    const { eventId } = entry;
    try {
      if (entry.isLeft) await write((tx) => countAttempt(tx, eventId, 'process ended'));
      entry.isLeft = false;
      const stored = storedBody(db, eventId);
      if (stored !== undefined) await handler(eventSchema.parse(JSON.parse(stored)));
    } catch (error) {
      await failed(entry, error);
      return;
    }
    try {
      // A handler may mark its event in the transaction of its effect.
      if (storedBody(db, eventId) !== undefined)
        await writeWithRetry(write, (tx) => markHandled(tx, eventId, now()), isStopping);
    } catch (error) {
      unmarked.add(eventId);
      log.error({ eventId, error: errorName(error) }, 'A handled event could not be marked and will be handled again');
    }
    waiting.remove(entry);
    // The cause may have passed for the others too.
    if (entry.failures > 0) wakeResting();
  }

  async function failed(entry: Entry, error: unknown): Promise<void> {
    const { eventId } = entry;
    entry.failures += 1;
    const cause = passingCause(error);
    const reason = cause?.reason ?? reasonOf(error);
    try {
      if (cause) await write((tx) => notePassingCause(tx, eventId, reason));
      else if ((await writeWithRetry(write, (tx) => countAttempt(tx, eventId, reason), isStopping)) >= MAX_ATTEMPTS) {
        log.error({ eventId, attempts: entry.failures, reason }, 'An event failed too often and is dead-lettered');
        waiting.remove(entry);
        return;
      }
    } catch {
      // On a full disk the note is left out. When stopping, the next start takes the event over.
    }
    log.warn({ eventId, attempts: entry.failures, reason }, 'An event failed and is tried again');
    rest(entry, cause);
  }

  function rest(entry: Entry, cause: PassingCause | undefined): void {
    if (stopping) return;
    const limitMs = (cause?.seconds ?? 0) * 1_000;
    const ms = pauseMs(pauses, entry.failures);
    // After a rate limit, the events that met it do not ask all at once.
    const timer = setTimeout(() => wake(entry), Math.max(ms, limitMs + Math.random() * pauses.firstMs));
    resting.set(entry, { timer, isLimited: limitMs > 0 });
  }

  function wake(entry: Entry): void {
    clearTimeout(resting.get(entry)?.timer);
    resting.delete(entry);
    waiting.tryAgain(entry);
    pump();
  }

  function wakeResting(): void {
    for (const [entry, { isLimited }] of [...resting]) if (!isLimited) wake(entry);
  }

  function idle(): Promise<void> {
    if (waiting.size() === 0) return Promise.resolve();
    return new Promise((resolve) => atIdle.push(resolve));
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearInterval(looking);
    for (const { timer } of resting.values()) clearTimeout(timer);
    resting.clear();
    await Promise.all(running);
  }

  return { take, start, look, idle, stop };
}
