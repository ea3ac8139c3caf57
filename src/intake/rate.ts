import { MINUTE_MS } from '../platform/time/units.ts';

/** Limits the requests of each source, by the generic cell rate algorithm (ITU-T I.371). In memory: a start begins again. */
export interface RateLimit {
  /** Counts a request. Returns the seconds to wait when it is one too many. */
  waitS(sourceId: number, perMinute: number, now: number): number;
}

export function createRateLimit(): RateLimit {
  /** When each source's minute would be unused again, in ms. */
  const fullAt = new Map<number, number>();
  return {
    waitS(sourceId, perMinute, now) {
      const stepMs = MINUTE_MS / perMinute;
      const next = Math.max(fullAt.get(sourceId) ?? 0, now) + stepMs;
      const waitMs = next - MINUTE_MS - now;
      if (waitMs > 0) return Math.ceil(waitMs / 1000);
      fullAt.set(sourceId, next);
      return 0;
    },
  };
}
