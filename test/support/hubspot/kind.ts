/** HubSpot's client for tests: it does not wait, since its clock moves by itself. */
import { hubspotKind } from '../../../src/crm/hubspot/kind.ts';
import type { PaceClock } from '../../../src/crm/hubspot/pace.ts';

/** Waiting moves it; nothing else does. */
export function waitingClock(): PaceClock {
  let ms = 0;
  return {
    nowMs: () => ms,
    sleep: async (waitMs) => {
      ms += waitMs;
    },
  };
}

export const testHubSpot = (timeoutMs = 10_000) =>
  hubspotKind({ pace: { inTenSeconds: 1_000_000, searchesInSecond: 1_000_000, clock: waitingClock() }, timeoutMs });
