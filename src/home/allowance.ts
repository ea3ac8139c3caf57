/**
 * How often all homes together may be published. Slack takes a hundred and more views.publish a minute from an app in a
 * workspace, "including generous burst behavior" (https://docs.slack.dev/apis/web-api/rate-limits, tier 4).
 */
import { MINUTE_MS } from '../platform/time/units.ts';

const A_MINUTE = 90;
/** In minutes' worth. */
const AT_ONCE = 2 / 3;
/** Kept for those who are concerned themselves. */
const RESERVE = 1 / 4;

export interface Allowance {
  /** Milliseconds until another is allowed; `rest` leaves the reserve alone. */
  waitMs(of: 'all' | 'rest'): number;
  take(share: number): void;
}

/** A bucket that fills by and by. */
export function openAllowance(aMinute = A_MINUTE): Allowance {
  const size = aMinute * AT_ONCE;
  const perMs = aMinute / MINUTE_MS;
  let left = size;
  let filledAt = performance.now();
  const fill = () => {
    const at = performance.now();
    left = Math.min(size, left + (at - filledAt) * perMs);
    filledAt = at;
  };
  return {
    waitMs: (of) => {
      fill();
      const missing = 1 + (of === 'all' ? 0 : size * RESERVE) - left;
      return missing > 0 ? Math.ceil(missing / perMs) : 0;
    },
    take: (share) => {
      fill();
      left -= share;
    },
  };
}
