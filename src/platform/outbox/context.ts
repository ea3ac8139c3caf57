import type { WebClient } from '@slack/web-api';
import { pauseMs } from '../backoff.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { writeWithRetry } from '../db/write-with-retry.ts';
import type { Log } from '../log.ts';
import type { Services } from '../services.ts';
import { MINUTE_MS } from '../time/units.ts';
import type { Destination } from './find-posted.ts';
import type { MethodLimits } from './limits.ts';
import type { AnyMessages } from './message.ts';

/** Reads a stored file; undefined if it is not stored. */
type ReadFile = (sha256: string) => Promise<Blob | undefined>;

/** Called in the transaction that settles a row. */
export interface PlaceHooks {
  /** A channel or person could not take a message, for a reason that someone has to fix. */
  placeFailed(tx: Tx, failed: { place: string; error: string }): void;
  /** A channel or person took a message. */
  placeWorks(tx: Tx, place: string): void;
}

/** Everything that decides whether a message may be posted now. */
export interface Posting {
  /** The id of a channel or a person. */
  to: string;
  atOnce: boolean;
  /** When it was enqueued. */
  since: Date;
}

/** Everything that the delivery of one message needs. */
export interface OutboxContext extends AnyMessages, PlaceHooks, Pick<Services, 'db' | 'write' | 'now'> {
  /** Without retries: see slack/clients.ts. */
  posting: WebClient;
  /** For searches. */
  web: WebClient;
  log: Log;
  /** Until when a message waits, so that it disturbs no one outside their working time; undefined if it may go now. */
  quietUntil(db: Db, posting: Posting, now: Date): Date | undefined;
  /** For uploads. */
  readFile: ReadFile;
  /** Between two posts of a queue, in the long run: Slack takes about one a second in a channel. */
  paceMs: number;
  /** The first wait after a failure that may pass. It doubles, up to a minute. */
  backoffMs: number;
  /** Wait before a message with an unknown outcome is searched for: Slack may still be storing it. */
  reconcileAfterMs: number;
  /** Slack's limits of methods, as it documents them. */
  limits: MethodLimits;
  /** By method: when a rate limit that Slack told ends, as performance.now(). */
  limitedUntil: Map<string, number>;
  /** Dedupe keys of the messages whose calls are under way: two edits of one message at once could arrive in the wrong order. */
  underWay: Set<string>;
  /** The row whose file is being uploaded. One at a time, so that large files do not share the time limit of one. */
  uploading: { id?: number };
  refusedToken: (error: string) => void;
  isStopping: () => boolean;
}

/** State of a queue that lives as long as the queue has work. */
export interface QueueMemory {
  failures: number;
  /** The row whose last call may have worked. `place` is its destination, unknown if another process made the call. */
  unknownOutcome?: { id: number; place?: Destination };
  /** The row whose message or thread was found deleted once. */
  goneId?: number;
  /** How often Slack was asked where an accepted file is shared. */
  shareChecks: number;
  /** As performance.now(). */
  sentAt: number;
  /** When no post counts against the pace any more; as performance.now(). */
  pacedUntil: number;
}

export const freshMemory = (): QueueMemory => ({ failures: 0, shareChecks: 0, sentAt: 0, pacedUntil: 0 });

/** A sent post takes one pace of its queue (the generic cell rate algorithm, ITU-T I.371). */
export function takePace({ paceMs }: OutboxContext, memory: QueueMemory): void {
  memory.pacedUntil = Math.max(memory.pacedUntil, memory.sentAt) + paceMs;
}

/** Resets what belongs to one row. The pace stays: it belongs to the queue. */
export function forgetRow(memory: QueueMemory): void {
  memory.failures = 0;
  memory.shareChecks = 0;
  memory.unknownOutcome = undefined;
  memory.goneId = undefined;
}

const LONGEST_BACKOFF_MS = MINUTE_MS;

/** The next wait of a queue. */
export function backoff(memory: QueueMemory, firstMs: number): number {
  memory.failures += 1;
  return pauseMs({ firstMs, longestMs: LONGEST_BACKOFF_MS }, memory.failures);
}

/** Writes the outcome of a call. It gives up after stop(); the next start then reconciles the row. */
export const writeOutcome = <T>({ write, isStopping }: OutboxContext, change: (tx: Tx) => T): Promise<T> =>
  writeWithRetry(write, change, isStopping);
