/** Limits of an account. Sources: *API usage guidelines*; *Search the CRM*, limits. */
import type { Policy } from './problem.ts';

export interface Limits {
  inTenSeconds: number;
  searchesInSecond: number;
  nowMs: () => number;
}

export const usualLimits = (nowMs: () => number): Limits => ({ inTenSeconds: 190, searchesInSecond: 5, nowMs });

export function createLimits(limits: Limits | undefined) {
  let all: number[] = [];
  let searches: number[] = [];
  return {
    taken(isSearch: boolean): Policy | undefined {
      if (!limits) return undefined;
      const now = limits.nowMs();
      all = all.filter((at) => at > now - 10_000);
      searches = searches.filter((at) => at > now - 1000);
      if (all.length >= limits.inTenSeconds) return 'TEN_SECONDLY_ROLLING';
      if (isSearch && searches.length >= limits.searchesInSecond) return 'SECONDLY';
      all.push(now);
      if (isSearch) searches.push(now);
      return undefined;
    },
    headers(): [string, string][] {
      if (!limits) return [];
      return [
        ['x-hubspot-ratelimit-max', String(limits.inTenSeconds)],
        ['x-hubspot-ratelimit-remaining', String(Math.max(limits.inTenSeconds - all.length, 0))],
        ['x-hubspot-ratelimit-interval-milliseconds', '10000'],
      ];
    },
  };
}
