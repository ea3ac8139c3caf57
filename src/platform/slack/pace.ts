import type { Clock } from './pages.ts';

/** Starts calls at once up to `burst`, then `perSecond`, and never more than `atOnce` at a time. */
export function createPace(
  { burst, perSecond, atOnce }: { burst: number; perSecond: number; atOnce: number },
  clock: Clock,
): <T>(call: () => Promise<T>) => Promise<T> {
  const stepMs = 1_000 / perSecond;
  let nextAtMs = Number.NEGATIVE_INFINITY;
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (call) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      const nowMs = clock.nowMs();
      // The generic cell rate algorithm (ITU-T I.371): `nextAtMs` is when the bucket would be full again.
      nextAtMs = Math.max(nextAtMs, nowMs) + stepMs;
      const waitMs = nextAtMs - burst * stepMs - nowMs;
      if (waitMs > 0) await clock.wait(waitMs);
      return await call();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
