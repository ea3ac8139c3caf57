import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { saveRouting, saveSeller } from '../../src/leads/routing/settings.ts';
import { ruleOf, saveTeamRule } from '../../src/leads/routing/team-rules.ts';
import { FormError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { changesOfTeam } from '../../src/teams/changes.ts';
import { standingFault } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { MOST_CHANGES } from '../../views/teams/changes.ts';
import {
  ROUTING_FORM,
  readRouting,
  readSeller,
  routingModal,
  SELLER_FORM,
  SELLERS,
  sellerModal,
  TEAM_ROUTING,
} from '../../views/teams/routing.ts';
import { RULES_FORM, readRules, rulesModal, TEAM_RULES } from '../../views/teams/rules.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** Routing and SLAs of a team, from the list of `/baton teams`. */
export function routes(router: Router, deps: Deps): void {
  for (const [actionId, modal] of [
    [TEAM_ROUTING, routingModal],
    [SELLERS, sellerModal],
  ] as const) {
    router.press(actionId, {
      allow: 'team.manage',
      run: ({ value }) => {
        const team = requireTeam(deps.db, idIn(value));
        return { open: modal(team, changesOfTeam(deps.db, team.id, MOST_CHANGES)) };
      },
    });
  }

  router.press(TEAM_RULES, {
    allow: 'team.manage',
    run: ({ value }) => {
      const team = requireTeam(deps.db, idIn(value));
      return { open: rulesModal(team, ruleOf(deps.db, team.id), changesOfTeam(deps.db, team.id, MOST_CHANGES)) };
    },
  });

  router.submit(RULES_FORM, {
    allow: 'team.manage',
    read: readRules,
    change: (tx, { value: rule, ref: { teamId }, person }, now) =>
      saveTeamRule(tx, { teamId, by: person.id, rule }, now),
  });

  router.submit(ROUTING_FORM, {
    allow: 'team.manage',
    read: readRouting,
    check: ({ value: { oneSellerId, fallbackId } }) => absent(deps, { oneSellerId, fallbackId }),
    change: (tx, { value: settings, ref: { teamId }, person }, now) =>
      saveRouting(tx, { teamId, by: person.id, settings }, now),
  });

  router.submit(SELLER_FORM, {
    allow: 'team.manage',
    read: readSeller,
    check: async ({ ref: { teamId }, now }) => {
      await refreshRoster(deps, requireTeam(deps.db, teamId), now);
      return undefined;
    },
    change: (tx, { ref: { teamId }, value, person: { id: by } }, now) => {
      if (!saveSeller(tx, { teamId, by, ...value }, now))
        throw new FormError({ userId: 'This person is not in the team.' });
    },
  });
}

/** Faults for the fields with a person who cannot act. */
async function absent(
  { directory }: Deps,
  chosen: Record<string, string | null>,
): Promise<Record<string, string> | undefined> {
  const faults: Record<string, string> = {};
  for (const [field, userId] of Object.entries(chosen)) {
    const person = userId === null ? null : await directory.person(userId);
    const fault = person && standingFault(person, 'lead');
    if (fault) faults[field] = fault;
  }
  return Object.keys(faults).length > 0 ? faults : undefined;
}
