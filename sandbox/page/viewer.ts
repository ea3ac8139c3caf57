import { useMemo, useSyncExternalStore } from 'react';
import type { Viewer } from './date-format.ts';
import { currentState, useStore } from './store.ts';

const TICK_MS = 30_000;
let tick = Date.now();
let tickSkewMs = 0;

/** The viewing person and the time in the sandbox; half a minute is precise enough for "3 minutes ago". */
export function useViewer(): Viewer {
  const timeZone = useStore((state) => state.me?.tz ?? 'UTC');
  const skewMs = useStore((state) => state.clockSkewMs);
  const nowMs = useSyncExternalStore(subscribe, currentTick);
  return useMemo(() => ({ timeZone, nowMs: nowMs + skewMs }), [timeZone, nowMs, skewMs]);
}

/** Shows a moved clock at once, and to the minute. */
function currentTick(): number {
  const { clockSkewMs } = currentState();
  if (clockSkewMs !== tickSkewMs) {
    tickSkewMs = clockSkewMs;
    tick = Date.now();
  }
  return tick;
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(() => {
    tick = Date.now();
    listener();
  }, TICK_MS);
  return () => clearInterval(timer);
}
