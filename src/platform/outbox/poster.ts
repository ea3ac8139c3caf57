import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import { errorName, type Log } from '../log.ts';
import type { Now } from '../time/clock.ts';
import type { TellAdmin } from './alerts.ts';
import { type Delivering, freshMemory, type ReadFile } from './context.ts';
import type { Announcement } from './message.ts';
import { backlog, lanesSince, waitingLanes } from './queries.ts';
import { startLanes } from './queues.ts';
import { stepOf } from './step.ts';

export interface PosterOptions {
  db: Db;
  write: Write;
  now: Now;
  /** Without retries: see slack/clients.ts. */
  posting: WebClient;
  /** To look for marks. */
  web: WebClient;
  log: Log;
  /** By kind, as `enqueue` names it. */
  announcements: Record<string, Announcement<unknown>>;
  /** Called once for each trouble, in the transaction that notes it. */
  tellAdmin?: TellAdmin;
  /** For uploads; without it no file is there. */
  readFile?: ReadFile;
  /** Between two posts in one lane: Slack takes about one a second in a channel. */
  paceMs?: number;
  /** First wait after a failure that may pass. */
  backoffMs?: number;
  /** Before a message with an unknown outcome is looked for. */
  lookAfterMs?: number;
  /** Between two tries of a token that Slack refused. */
  probeMs?: number;
  /** Calls at once. */
  concurrency?: number;
}

export interface Poster {
  /** Something may have been put into the outbox. Cheap; called after each commit. */
  wake(): void;
  /** Resolves when nothing that is due is left. */
  idle(): Promise<void>;
  /** Begins nothing more, and resolves when what is on the wire is settled, or after ten seconds. */
  stop(): Promise<void>;
  status(): PosterStatus;
}

interface PosterStatus {
  /** Slack refuses the token; everything waits. */
  paused: { error: string; since: Date } | undefined;
  waiting: number;
  oldest: Date | undefined;
}

const STOP_MS = 10_000;
const SCAN_AGAIN_MS = 1_000;

/**
 * Posts what the outbox holds: each message once, messages of a lane in their order, lanes beside each other.
 * What a process left behind when it died is taken up first.
 */
export function startPoster(options: PosterOptions): Poster {
  const { db, now, posting, log, probeMs = 30_000 } = options;
  let paused: PosterStatus['paused'];
  let stopping = false;
  let scanning = false;
  let seen = 0;
  let probe: NodeJS.Timeout | undefined;

  const delivering: Delivering = {
    tellAdmin: () => [],
    readFile: async () => undefined,
    paceMs: 1_000,
    backoffMs: 1_000,
    lookAfterMs: 2_000,
    ...options,
    gates: new Map(),
    uploading: {},
    refusedToken,
    isStopping: () => stopping,
  };
  const lanes = startLanes({
    concurrency: options.concurrency ?? 8,
    remember: freshMemory,
    step: stepOf(delivering),
    now,
  });

  function refusedToken(error: string): void {
    if (paused || stopping) return;
    log.error({ error }, 'Slack refuses the token: posting waits until it works');
    paused = { error, since: now() };
    lanes.pause();
    probe = setTimeout(tryToken, probeMs);
  }

  async function tryToken(): Promise<void> {
    try {
      await posting.auth.test();
    } catch {
      if (!stopping) probe = setTimeout(tryToken, probeMs);
      return;
    }
    log.info('Slack takes the token: posting goes on');
    paused = undefined;
    lanes.resume();
  }

  function scan(): void {
    scanning = false;
    if (stopping) return;
    try {
      const found = lanesSince(db, seen);
      seen = found.seen;
      for (const lane of found.lanes) lanes.add(lane);
    } catch (error) {
      log.error({ error: errorName(error) }, 'The outbox could not be read');
      setTimeout(wake, SCAN_AGAIN_MS);
    }
    lanes.wakeDeferred();
  }

  function wake(): void {
    if (scanning || stopping) return;
    scanning = true;
    setImmediate(scan);
  }

  async function idle(): Promise<void> {
    scan();
    while (!stopping && !lanes.isEmpty()) {
      await lanes.empty();
      scan();
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(probe);
    await Promise.race([lanes.stop(), sleep(STOP_MS, undefined, { ref: false })]);
  }

  const left = waitingLanes(db);
  seen = left.seen;
  for (const lane of left.lanes) lanes.add(lane);

  return { wake, idle, stop, status: () => ({ paused, ...backlog(db) }) };
}
