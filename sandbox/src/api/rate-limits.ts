import type { Json } from '../json.ts';
import { str } from '../json.ts';
import type { Method } from './method.ts';

interface Bucket {
  left: number;
  atMs: number;
}

/** Burst size of one channel, before the limit of one message per second applies. */
const CHANNEL_BURST = 3;

/** Counts calls in real time. Returns the seconds to wait, or undefined when the call may proceed. */
export type RateLimits = (name: string, method: Method, args: Json) => number | undefined;

export function createRateLimits(): RateLimits {
  const buckets = new Map<string, Bucket>();
  return (name, method, args) => {
    const perChannel = method.rate === 'perChannel';
    const size = method.burst ?? (method.rate === 'perChannel' ? CHANNEL_BURST : method.rate);
    const perMs = method.rate === 'perChannel' ? 1 / 1000 : method.rate / 60_000;
    const key = perChannel ? `${name}/${str(args.channel)}` : name;
    const atMs = performance.now();
    const bucket = buckets.get(key) ?? { left: size, atMs };
    bucket.left = Math.min(size, bucket.left + (atMs - bucket.atMs) * perMs);
    bucket.atMs = atMs;
    buckets.set(key, bucket);
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1000));
    bucket.left -= 1;
    return undefined;
  };
}
