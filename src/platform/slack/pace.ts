import type { Allowance } from './allowance.ts';
import type { Clock } from './pages.ts';

/** Starts calls as soon as the allowance has more than `leaves`, and never more than `atOnce` at a time. A call takes its part itself. */
export function createPace(
  { allowance, leaves, atOnce }: { allowance: Allowance; leaves: number; atOnce: number },
  clock: Clock,
): <T>(call: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (call) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      for (let ms = allowance.waitMs(leaves); ms > 0; ms = allowance.waitMs(leaves)) await clock.wait(ms);
      return await call();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
