/** The pace of requests: below HubSpot's limits, so that other integrations of the account are not slowed down. */
import { setTimeout } from 'node:timers/promises';

export interface PaceClock {
  nowMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const systemPaceClock: PaceClock = {
  nowMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, { signal, ref: false });
  },
};

export interface Pace {
  /** Requests of any kind in ten seconds; a higher one is taken from the answers. */
  inTenSeconds: number;
  searchesInSecond: number;
  clock: PaceClock;
}

export interface Tuning {
  pace: Pace;
  /** For one request with its answer. */
  timeoutMs?: number;
}

/**
 * Starter accounts have 100 requests in ten seconds, others 190; every account has five searches in a second.
 * Sources: HubSpot's *API usage guidelines*; *Search the CRM*, *Limits*.
 */
export const usualPace: Pace = { inTenSeconds: 90, searchesInSecond: 4, clock: systemPaceClock };

export interface Window {
  /** Waits for its turn, in the order of the calls. @returns what to call once the answer is there. */
  take(signal: AbortSignal): Promise<() => void>;
  /** For an account with other limits. */
  allow(most: number): void;
  /** After a 429. */
  pauseFor(ms: number): void;
}

/**
 * At most this many in each span, wherever it begins. HubSpot counts a request at some time between its sending and its answer, so a
 * request holds its place from its sending until the span after its answer.
 */
export function createWindow(most: number, spanMs: number, clock: PaceClock): Window {
  /** When each place is free again; without end while the answer is not there. */
  let held: { untilMs: number }[] = [];
  let pausedUntilMs = 0;
  let line: Promise<unknown> = Promise.resolve();
  /** Endings that change what the first in line waits for. */
  let wake = () => {};

  const waitMs = (): number => {
    const now = clock.nowMs();
    held = held.filter(({ untilMs }) => untilMs > now);
    const free = held.map(({ untilMs }) => untilMs).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[
      held.length - most
    ];
    return Math.max(free === undefined ? 0 : free - now, pausedUntilMs - now, 0);
  };

  const turn = async (signal: AbortSignal) => {
    for (let ms = waitMs(); ms > 0; ms = waitMs()) {
      const ended = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await (Number.isFinite(ms) ? clock.sleep(ms, signal) : abortable(ended, signal));
    }
    signal.throwIfAborted();
    const place = { untilMs: Number.POSITIVE_INFINITY };
    held.push(place);
    return () => {
      place.untilMs = clock.nowMs() + spanMs;
      wake();
    };
  };

  return {
    take(signal) {
      const mine = line.then(() => turn(signal));
      line = mine.catch(() => {});
      return mine;
    },
    allow(many) {
      most = Math.max(1, many);
    },
    pauseFor(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.nowMs() + ms);
    },
  };
}

const abortable = (ended: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    ended.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
