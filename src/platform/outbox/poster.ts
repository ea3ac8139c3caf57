import { errorName } from '../log.ts';
import { stepOf } from './claim.ts';
import { freshMemory, type OutboxContext, type PlaceHooks } from './context.ts';
import { createMethodLimits } from './limits.ts';
import type { AnyMessages } from './message.ts';
import { backlog, queuesSince, waitingQueues } from './queries.ts';
import { startQueues } from './queues.ts';

/** The hooks and times have defaults: no message waits, and without `readFile` no file is found. */
type Optional = keyof PlaceHooks | 'quietUntil' | 'readFile' | 'paceMs' | 'backoffMs' | 'reconcileAfterMs';

export interface PosterOptions
  extends AnyMessages,
    Pick<OutboxContext, 'db' | 'write' | 'now' | 'posting' | 'web' | 'log'>,
    Partial<Pick<OutboxContext, Optional>> {
  /** Between two tests of a token that Slack refused. */
  probeMs?: number;
  /** Calls at once. */
  concurrency?: number;
  /** Slack's second in its limits of methods; `paceMs` when left out, 0 for a Slack without these limits. */
  limitSecondMs?: number;
}

export interface Poster {
  /** Something may have been enqueued. Cheap; called after each commit. */
  wake(): void;
  /** Resolves when nothing is due. */
  idle(): Promise<void>;
  /** Starts no further call; resolves when the running ones are settled. */
  stop(): Promise<void>;
  status(): PosterStatus;
}

interface PosterStatus {
  /** Slack refuses the token: everything waits. */
  paused: { error: string; since: Date } | undefined;
  waiting: number;
  oldest: Date | undefined;
}

const SCAN_AGAIN_MS = 1_000;

/**
 * Posts the messages in the outbox: each message once, the messages of a queue in order, many queues at once. It starts
 * with the rows that an earlier process left.
 */
export function startPoster(options: PosterOptions): Poster {
  const { db, now, posting, log, probeMs = 30_000, paceMs = 1_000, limitSecondMs = paceMs } = options;
  let paused: PosterStatus['paused'];
  let stopping = false;
  let scanning = false;
  let seen = 0;
  let probe: NodeJS.Timeout | undefined;

  const context: OutboxContext = {
    placeFailed: () => {},
    placeWorks: () => {},
    quietUntil: () => undefined,
    readFile: async () => undefined,
    backoffMs: 1_000,
    reconcileAfterMs: 2_000,
    ...options,
    paceMs,
    limits: createMethodLimits(limitSecondMs),
    limitedUntil: new Map(),
    underWay: new Set(),
    uploading: {},
    refusedToken,
    isStopping: () => stopping,
  };
  const queues = startQueues({
    concurrency: options.concurrency ?? 8,
    remember: freshMemory,
    step: stepOf(context),
    now,
  });

  function refusedToken(error: string): void {
    if (paused || stopping) return;
    log.error({ error }, 'Slack refuses the token: posting waits until it works');
    paused = { error, since: now() };
    queues.pause();
    probe = setTimeout(testToken, probeMs);
  }

  async function testToken(): Promise<void> {
    try {
      await posting.auth.test();
    } catch {
      if (!stopping) probe = setTimeout(testToken, probeMs);
      return;
    }
    log.info('Slack takes the token: posting goes on');
    paused = undefined;
    queues.resume();
  }

  function scan(): void {
    scanning = false;
    if (stopping) return;
    try {
      addQueues(queuesSince(db, seen));
    } catch (error) {
      log.error({ error: errorName(error) }, 'The outbox could not be read');
      setTimeout(wake, SCAN_AGAIN_MS);
    }
    queues.wakeDeferred();
  }

  function addQueues(found: { queues: string[]; seen: number }): void {
    seen = found.seen;
    for (const orderingKey of found.queues) queues.add(orderingKey);
  }

  function wake(): void {
    if (scanning || stopping) return;
    scanning = true;
    setImmediate(scan);
  }

  async function idle(): Promise<void> {
    scan();
    while (!stopping && !queues.isEmpty()) {
      await queues.empty();
      scan();
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(probe);
    await queues.stop();
  }

  addQueues(waitingQueues(db));

  return { wake, idle, stop, status: () => ({ paused, ...backlog(db) }) };
}
