import { handOver, waitingBefore } from '../../src/leads/acts/offer.ts';
import { comeBack, goAway } from '../../src/leads/routing/away.ts';
import { readAway } from '../../src/leads/routing/away-words.ts';
import { awayUntil } from '../../src/leads/routing/queries.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { UserError } from '../../src/platform/errors.ts';
import { teamsOf } from '../../src/teams/membership.ts';
import { awaySaid } from '../../views/home/self.ts';
import { section } from '../../views/kit/blocks.ts';
import { type Away, awayAnswer, HAND_OVER, handedOver } from '../../views/leads/away.ts';
import { ephemeral } from '../../views/leads/ephemeral.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/**
 * `/leads away until Monday`, `/leads back`: people who are away get no leads, and can hand over those that are due before they are
 * back.
 */
export function routes(router: Router, deps: Deps): void {
  router.command('/leads back', {
    allow: 'lead.away',
    run: async ({ person, now }) => {
      await deps.write((tx) => comeBack(tx, person.id, now));
      return { say: ephemeral('Welcome back. You get leads again.') };
    },
  });

  router.command('/leads away …', {
    allow: 'lead.away',
    run: async ({ text, person, now }) => {
      const until = readAway(text, person.zone ?? 'UTC', now);
      if (until !== undefined) return { say: awayAnswer(await leave(deps, person.id, until)) };
      throw new UserError(
        'Until when are you away? Please write it as `/leads away until Monday`, `/leads away until Dec 24` or `/leads away for 3 days`.',
      );
    },
  });

  router.press(HAND_OVER, {
    allow: 'lead.away',
    resource: async ({ person, now }) => {
      for (const team of await teamsOf(deps, person.id, 'sales')) await refreshRoster(deps, team, now);
      return undefined;
    },
    change: (tx, { person }, now) => {
      const until = awayUntil(tx, person.id, now);
      // Back already, perhaps on another device.
      return until === undefined ? 0 : handOver(tx, person.id, until, now);
    },
    run: ({ changed, modal }) => {
      const said = handedOver(changed);
      return modal ? { update: awaySaid([section(said)]) } : { say: ephemeral(said), replaces: true };
    },
  });
}

/** Sets a person away from now on. Their leads stay until they say otherwise. */
export async function leave(deps: Deps, userId: string, until: Date | null): Promise<Away> {
  await deps.write((tx) => goAway(tx, userId, { until }, deps.now()));
  return { until, due: waitingBefore(deps.db, userId, until) };
}
