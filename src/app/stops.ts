import { setTimeout as sleep } from 'node:timers/promises';
import { nextEventLoopTurn } from '../platform/event-loop.ts';
import { errorName, type Log } from '../platform/log.ts';

interface Part {
  name: string;
  end: () => unknown;
}

export interface Stops {
  /** A running part. All running parts are stopped together, when the stop begins. */
  part(name: string, end: () => unknown): void;
  /** Something that the parts use. It is closed after them, the last one first. */
  resource(name: string, close: () => unknown): void;
  /** Ends everything within one time, whatever hangs. Never rejects. */
  stop(): Promise<void>;
}

/** The container is killed after 15 s (compose.yaml). */
const LONGEST_STOP_MS = 9_000;

/** The order in which Baton ends, also when its start fails half-way. */
export function createStops(log: Log, longestMs = LONGEST_STOP_MS): Stops {
  const parts: Part[] = [];
  const resources: Part[] = [];

  async function within({ name, end }: Part, timeIsUp: Promise<void>): Promise<void> {
    let isOver = false;
    const ended = (async () => end())()
      .catch((error: unknown) => {
        log.error({ part: name, error: errorName(error) }, 'A part did not stop cleanly');
      })
      .finally(() => {
        isOver = true;
      });
    await Promise.race([ended, timeIsUp]);
    // After the time is up, the rest is still closed, if that takes no waiting.
    await nextEventLoopTurn();
    if (!isOver) log.warn({ part: name }, 'Did not stop in time');
  }

  return {
    part: (name, end) => void parts.push({ name, end }),
    resource: (name, close) => void resources.push({ name, end: close }),
    async stop() {
      const inTime = new AbortController();
      const timeIsUp = sleep(longestMs, undefined, { signal: inTime.signal });
      timeIsUp.catch(() => {});
      await Promise.all(parts.splice(0).map((part) => within(part, timeIsUp)));
      for (const resource of resources.splice(0).reverse()) await within(resource, timeIsUp);
      inTime.abort();
    },
  };
}
