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

/** HubSpot counts on arrival, so requests may come together a little closer than they were sent. */
const MARGIN = 1.1;

export interface Window {
  /** Waits for its turn, in the order of the calls. */
  take(signal: AbortSignal): Promise<void>;
  /** For an account with other limits. */
  allow(most: number): void;
  /** After a 429. */
  pauseFor(ms: number): void;
}

/** At most this many in each span, wherever it begins. */
export function createWindow(most: number, spanMs: number, clock: PaceClock): Window {
  let sent: number[] = [];
  let pausedUntil = 0;
  let line: Promise<void> = Promise.resolve();
  const longMs = spanMs * MARGIN;
  const waitMs = (): number => {
    const now = clock.nowMs();
    sent = sent.filter((at) => at > now - longMs);
    const full = sent.length < most ? 0 : (sent[sent.length - most] ?? now) + longMs - now;
    return Math.max(full, pausedUntil - now, 0);
  };
  const turn = async (signal: AbortSignal) => {
    for (let ms = waitMs(); ms > 0; ms = waitMs()) await clock.sleep(ms, signal);
    signal.throwIfAborted();
    sent.push(clock.nowMs());
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
      pausedUntil = Math.max(pausedUntil, clock.nowMs() + ms);
    },
  };
}
