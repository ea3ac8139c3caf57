/** How many requests of the day are left. */

import { MINUTE_MS } from '../../platform/time/units.ts';
import { CrmError } from '../crm.ts';
import { usageAnswer } from './answers.ts';
import type { Hub } from './hub.ts';
import { paths } from './paths.ts';

const FRESH_MS = 10 * MINUTE_MS;

interface Left {
  requests: number;
  of: number;
  untilReset: string;
}

export function createUsage(hub: Hub) {
  let told: (Left & { at: number }) | undefined;
  return {
    /** Asks once in a while. An account that does not say is no fault. */
    async refresh(): Promise<void> {
      const now = hub.now().getTime();
      if (told && now - told.at < FRESH_MS) return;
      try {
        const { results } = await hub.send({ method: 'GET', path: paths.usage, kind: 'read' }, usageAnswer);
        const fullest = results
          .filter(
            ({ usageLimit, fetchStatus }) => usageLimit > 0 && (fetchStatus === 'SUCCESS' || fetchStatus === 'CACHED'),
          )
          .toSorted((a, b) => a.usageLimit - a.currentUsage - (b.usageLimit - b.currentUsage))[0];
        if (!fullest) return;
        const { currentUsage, usageLimit, resetsAt = '' } = fullest;
        told = { requests: Math.max(usageLimit - currentUsage, 0), of: usageLimit, untilReset: resetsAt, at: now };
      } catch (error) {
        if (!(error instanceof CrmError) || error.fault === 'key') throw error;
      }
    },
    left(): Left | undefined {
      const { day } = hub.heard;
      const untilReset = told?.untilReset ?? '';
      if (day) return { requests: day.left, of: day.of, untilReset };
      return told && { requests: told.requests, of: told.of, untilReset };
    },
  };
}
