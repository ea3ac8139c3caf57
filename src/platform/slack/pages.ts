import { setTimeout as sleep } from 'node:timers/promises';
import { outcomeOf } from './api-errors.ts';

/** Real time, as a test can replace it. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  nowMs(): number;
  wait(ms: number): Promise<unknown>;
}

export const realClock: Clock = {
  nowMs: () => performance.now(),
  wait: (ms) => sleep(ms, undefined, { ref: false }),
};

export interface Page {
  response_metadata?: { next_cursor?: string };
}

/** Pauses before a later page is asked for again, beyond the retries of the client. */
const PAUSES_MS = [1_000, 5_000, 30_000];

/**
 * Asks until Slack answers: after a 429 as soon as Slack takes the method again, and after each of `pausesMs` when a
 * fault may pass. `onLimited` is called before the wait that Slack asks for.
 * @throws the error of WebClient when Slack refuses the question, or does not answer.
 */
export async function askPatiently<T>(
  question: () => Promise<T>,
  clock: Clock,
  onLimited: () => void,
  pausesMs: readonly number[] = [],
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await question();
    } catch (error) {
      const failure = outcomeOf(error);
      if (failure.kind === 'limited') {
        onLimited();
        await clock.wait(failure.seconds * 1_000);
        continue;
      }
      const pauseMs = pausesMs[failures];
      if (pauseMs === undefined || (failure.kind !== 'unsent' && failure.kind !== 'unknown')) throw error;
      failures += 1;
      await clock.wait(pauseMs);
    }
  }
}

/** All pages of a list, in order. A page that fails is asked for again at its cursor, so that no page is read twice. */
export async function* pagesOf<P extends Page>(
  ask: (cursor?: { cursor: string }) => Promise<P>,
  clock: Clock,
  onLimited: () => void,
): AsyncGenerator<P> {
  let cursor: string | undefined;
  do {
    const at = cursor ? { cursor } : undefined;
    const page: P = await askPatiently(() => ask(at), clock, onLimited, at ? PAUSES_MS : []);
    yield page;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}
