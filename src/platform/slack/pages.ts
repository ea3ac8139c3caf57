import { setTimeout as sleep } from 'node:timers/promises';
import { type Pauses, pauseMs } from '../backoff.ts';
import { MINUTE_MS } from '../time/units.ts';
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

/** The next page of a list; undefined after the last one. @throws when a page is followed by itself, so that each read ends. */
export function nextCursor(page: Page | undefined, current?: string): string | undefined {
  const next = page?.response_metadata?.next_cursor || undefined;
  if (next !== undefined && next === current) throw new TypeError('A page of Slack is followed by itself');
  return next;
}

/** Between two questions for a later page, beyond the retries of the client. */
const PAUSES: Pauses = { firstMs: 1_000, longestMs: MINUTE_MS };

/**
 * Asks until Slack answers: after a 429 as soon as Slack takes the method again, and with `pauses` after a fault that may
 * pass. `onWait` is called before a wait that Slack asks for, and before each pause but the first.
 * @throws the error of WebClient when Slack refuses the question, or without `pauses` does not answer.
 */
export async function askPatiently<T>(
  question: () => Promise<T>,
  clock: Clock,
  onWait: () => void,
  pauses?: Pauses,
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await question();
    } catch (error) {
      const failure = outcomeOf(error);
      if (failure.kind === 'limited') {
        onWait();
        await clock.wait(failure.seconds * 1_000);
        continue;
      }
      if (!pauses || (failure.kind !== 'unsent' && failure.kind !== 'unknown')) throw error;
      failures += 1;
      if (failures > 1) onWait();
      await clock.wait(pauseMs(pauses, failures));
    }
  }
}

/**
 * All pages of a list, in order. A later page that fails is asked for again at its cursor, for as long as its fault may
 * pass, so that no page is read twice.
 */
export async function* pagesOf<P extends Page>(
  ask: (cursor?: { cursor: string }) => Promise<P>,
  clock: Clock,
  onWait: () => void,
): AsyncGenerator<P> {
  let cursor: string | undefined;
  do {
    const at = cursor ? { cursor } : undefined;
    const page: P = await askPatiently(() => ask(at), clock, onWait, at && PAUSES);
    yield page;
    cursor = nextCursor(page, cursor);
  } while (cursor);
}
