import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;

/** The answers of a process whose event loop is watched. */
export function loopDelays() {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  return {
    watchLoop: () => {
      loop.reset();
      loop.enable();
    },
    /** Milliseconds of loop delay, beyond the timer's own interval. */
    loopDelays: (shares: number[]) => {
      loop.disable();
      return shares.map((share) => loop.percentile(share * 100) / 1e6 - RESOLUTION_MS);
    },
  };
}
