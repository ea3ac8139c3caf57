/**
 * How often all homes together may be published. Slack takes a hundred and more views.publish a minute from an app in a
 * workspace (https://docs.slack.dev/apis/web-api/rate-limits, tier 4); with this there are never more than ninety.
 */
const A_MINUTE = 70;
const AT_ONCE = 20;
/** Kept for those who are concerned themselves. */
const RESERVE = 8;

export interface Allowance {
  /** Milliseconds until another is allowed; `rest` leaves the reserve alone. */
  waitMs(of: 'all' | 'rest'): number;
  take(share: number): void;
}

/** A bucket that fills by and by. */
export function openAllowance(): Allowance {
  let left = AT_ONCE;
  let filledAt = performance.now();
  const perMs = A_MINUTE / 60_000;
  const fill = () => {
    const at = performance.now();
    left = Math.min(AT_ONCE, left + (at - filledAt) * perMs);
    filledAt = at;
  };
  return {
    waitMs: (of) => {
      fill();
      const missing = (of === 'all' ? 1 : RESERVE + 1) - left;
      return missing > 0 ? Math.ceil(missing / perMs) : 0;
    },
    take: (share) => {
      fill();
      left -= share;
    },
  };
}
