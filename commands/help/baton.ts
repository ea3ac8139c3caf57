import { companyDomainIn } from '../../src/leads/company-domain.ts';
import { readCommand } from '../../src/leads/reading/command.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { planRoute } from '../../src/leads/routing/route.ts';
import { ruleOf } from '../../src/leads/routing/team-rules.ts';
import { cardEmoji } from '../../src/leads/settings.ts';
import { acceptDueAt } from '../../src/leads/sla/clock.ts';
import { UserError } from '../../src/platform/errors.ts';
import { retryDeadLettered } from '../../src/platform/inbox/queries.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { isTeamKnown } from '../../src/teams/members.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { rolesOf } from '../../src/teams/roles.ts';
import { EVENTS_RETRY, eventsRetried, healthMessage } from '../../views/health/health.ts';
import { commandsModal, HELP_MORE, help } from '../../views/help/help.ts';
import { routeTestMessage, teamUnknownMessage } from '../../views/leads/route-test.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { digestsNow, MOST_ANSWERS } from '../leads/digest-now.ts';

/**
 * `/baton`: help, health, routing, and a preview of the digest. Other capabilities handle its remaining subcommands.
 */
export function routes(router: Router, deps: Deps): void {
  router.command('/baton', {
    allow: 'baton.ask',
    run: async ({ text, person }) => ({
      say: await helpFor(deps, person, /^(?:help)?$/i.test(text) ? undefined : text),
    }),
  });

  router.press(HELP_MORE, {
    allow: 'baton.ask',
    run: async ({ person }) => ({
      open: commandsModal({ roles: await rolesOf(deps, person), emoji: settingOf(deps.db, cardEmoji) }),
    }),
  });

  router.command('/baton route test …', {
    allow: 'baton.ask',
    run: async ({ text, now }) => ({ say: await routesFor(deps, text, now) }),
  });

  router.command('/baton health', { allow: 'baton.health', run: () => ({ say: healthMessage(deps.health()) }) });

  router.press(EVENTS_RETRY, {
    allow: 'baton.health',
    change: (tx) => retryDeadLettered(tx),
    run: ({ changed }) => {
      deps.readInbox();
      return { say: eventsRetried(changed), replaces: true };
    },
  });

  for (const words of ['digest', 'digest now']) {
    router.command(`/baton ${words}`, {
      allow: 'digest.preview',
      run: ({ person, channelId }) => ({ say: digestsNow(deps, person, channelId) }),
    });
  }
}

async function helpFor(deps: Deps, colleague: Person, unknown?: string) {
  const emoji = settingOf(deps.db, cardEmoji);
  return help({ roles: await rolesOf(deps, colleague), emoji, ...(unknown !== undefined && { unknown }) });
}

/** The person in each sales team who would get a lead of this company now, and why. */
async function routesFor(deps: Deps, about: string, now: Date) {
  const teams = teamsOfKind(deps.db, 'sales').slice(0, MOST_ANSWERS);
  if (teams.length === 0) throw new UserError('No sales team is set up yet. Create one with `/baton teams`.');
  return Promise.all(
    teams.map(async (team) => {
      await refreshRoster(deps, team, now);
      if (!isTeamKnown(deps.db, team)) return teamUnknownMessage(team.name);
      const lead = {
        id: 0,
        teamId: team.id,
        handedOffAt: now,
        companyDomain: companyDomainIn(deps.db, readCommand(about).email ?? null),
      };
      const dueAt = acceptDueAt(team, { temperature: 'warm' }, now);
      const route = planRoute(deps.db, lead, { team, namedId: null, dueAt, queue: 'first' }, now);
      const rule = ruleOf(deps.db, team.id);
      return routeTestMessage({ teamName: team.name, route, rule, isPool: team.routing === 'pool' });
    }),
  );
}
