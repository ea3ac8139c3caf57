import { offerToTeam } from '../../src/leads/acts/offer.ts';
import { comeBack, goAway } from '../../src/leads/routing/away.ts';
import { readAway } from '../../src/leads/routing/away-words.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { UserError } from '../../src/platform/errors.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import { teamsOf } from '../../src/teams/membership.ts';
import { ephemeral } from '../../views/leads/ephemeral.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/leads away until Monday`, `/leads back`: people who are away get no leads, and theirs are offered to the team. */
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
      if (until !== undefined) return { say: ephemeral(await leave(deps, person.id, until)) };
      throw new UserError(
        'Until when are you away? Please write it as `/leads away until Monday`, `/leads away until Dec 24` or `/leads away for 3 days`.',
      );
    },
  });
}

/** Sets a person away from now on. Resolves with a sentence about their leads. */
export async function leave(deps: Deps, userId: string, until: Date | null): Promise<string> {
  const now = deps.now();
  for (const team of await teamsOf(deps, userId, 'sales')) await refreshRoster(deps, team, now);
  const offered = await deps.write((tx) => {
    goAway(tx, userId, { until }, now);
    return offerToTeam(tx, userId, { all: false }, now);
  });
  const end = until ? `until ${moment(until)}` : 'until you say `/leads back`';
  const leads =
    offered === 0
      ? 'None of your leads waits for a first touch.'
      : `${offered === 1 ? 'One lead that waited' : `${offered} leads that waited`} for you went to your team.`;
  return `You get no leads ${end}. ${leads}`;
}
