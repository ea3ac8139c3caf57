import type { Clock } from './pages.ts';

/** A number of calls at once, and then one each `stepMs`. */
export interface Allowance {
  /** Milliseconds until a call is allowed that leaves so many to others. */
  waitMs(leaves?: number): number;
  /** Part of a call, if others share it. */
  take(share?: number): void;
}

/** The generic cell rate algorithm (ITU-T I.371). */
export function createAllowance(
  { burst, stepMs }: { burst: number; stepMs: number },
  clock: Pick<Clock, 'nowMs'>,
): Allowance {
  /** When as many as `burst` are allowed again. */
  let fullAtMs = Number.NEGATIVE_INFINITY;
  return {
    waitMs: (leaves = 0) => Math.max(0, fullAtMs + (1 + leaves - burst) * stepMs - clock.nowMs()),
    take: (share = 1) => {
      fullAtMs = Math.max(fullAtMs, clock.nowMs()) + share * stepMs;
    },
  };
}
