/**
 * Limits how often homes are published, all together. Slack allows 100+ calls of views.publish a minute per app and
 * workspace, "including generous burst behavior" (https://docs.slack.dev/apis/web-api/rate-limits, tier 4).
 */
import { createAllowance } from '../platform/slack/allowance.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Priority } from './screen.ts';

const A_MINUTE = 90;
/** The burst, as a share of a minute's allowance. */
const AT_ONCE = 2 / 3;
/** The share of the burst that a redraw leaves to those of a higher priority. */
const LEFT: Record<Priority, number> = { now: 0, soon: 1 / 8, later: 1 / 4, none: 1 };

export interface PublishLimit {
  /** Milliseconds until the next publish of this priority is allowed. */
  waitMs(priority: Priority): number;
  take(share: number): void;
}

export function openPublishLimit(aMinute = A_MINUTE): PublishLimit {
  const burst = aMinute * AT_ONCE;
  const clock = { nowMs: () => performance.now() };
  const allowance = createAllowance({ burst, stepMs: MINUTE_MS / aMinute }, clock);
  return {
    waitMs: (priority) => Math.ceil(allowance.waitMs(burst * LEFT[priority])),
    take: allowance.take,
  };
}
