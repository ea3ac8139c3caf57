import { type Allowance, createAllowance } from '../slack/allowance.ts';
import { type Delivery, liveOf } from './message.ts';

/** The unit of a limit, for what is not limited by channel. Slack limits all methods of an upload together. */
export const METHODS = {
  edit: 'chat.update',
  ephemeral: 'chat.postEphemeral',
  upload: 'files',
  end_step: 'functions',
  unfurl: 'chat.unfurl',
} as const;

/** Calls a minute, for an app in a workspace (https://docs.slack.dev/apis/web-api/rate-limits). Uploads go one at a time. */
const A_MINUTE = { 'chat.update': 50, 'chat.postEphemeral': 100, functions: 50, 'chat.unfurl': 50 };
/** A tenth stays free: Slack counts when a call arrives. */
const USED = 0.9;
const AT_ONCE = 0.8;
/** The share of the burst that edits of live messages leave to cards. */
const LIVE_LEAVES = 0.5;

/** Keeps calls below Slack's limits, so that none is refused while a flood is worked off. */
export interface MethodLimits {
  waitMs(delivery: Delivery): number;
  take(delivery: Delivery): void;
}

/** `secondMs` is Slack's second: 0 without limits. */
export function createMethodLimits(secondMs: number): MethodLimits {
  const clock = { nowMs: () => performance.now() };
  const allowances = new Map<string, { burst: number; allowance: Allowance }>(
    Object.entries(A_MINUTE).map(([method, aMinute]) => {
      const burst = aMinute * AT_ONCE;
      const stepMs = (60 * secondMs) / (aMinute * USED);
      return [method, { burst, allowance: createAllowance({ burst, stepMs }, clock) }];
    }),
  );
  const of = ({ act }: Delivery) => (act === 'post' ? undefined : allowances.get(METHODS[act]));
  return {
    waitMs: (delivery) => {
      const limit = of(delivery);
      return limit?.allowance.waitMs(liveOf(delivery) ? limit.burst * LIVE_LEAVES : 0) ?? 0;
    },
    take: (delivery) => of(delivery)?.allowance.take(),
  };
}
