import type { App } from '@slack/bolt';
import { companyDomain } from '../../src/leads/contact.ts';
import { guessFromCommand } from '../../src/leads/extract.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { planRoute } from '../../src/leads/routing/route.ts';
import { cardEmoji } from '../../src/leads/settings.ts';
import { acceptDueAt } from '../../src/leads/sla/clock.ts';
import { UserError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireColleague, runsAll } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { rolesOf } from '../../src/teams/roles.ts';
import { healthMessage } from '../../views/health/health.ts';
import { help } from '../../views/help/help.ts';
import { routeTestMessage } from '../../views/leads/route-test.ts';
import type { Deps } from '../deps.ts';
import { openDefinition } from '../leads/definition.ts';
import { digestsNow, MOST_ANSWERS } from '../leads/digest-now.ts';
import { openBox } from '../questions/ask.ts';
import { openPreferences } from '../settings/preferences.ts';
import { openSettings } from '../settings/settings.ts';
import { openSetup } from '../setup/setup.ts';
import { openTeams } from '../teams/teams.ts';

/** `/baton`: help, teams, what somebody hears, the lead definition, and what the digest would be now. */
export function register(app: App, deps: Deps): void {
  app.command('/baton', async ({ ack, command, respond }) => {
    await ack();
    const colleague = await requireColleague(deps.directory, command.user_id);
    const words = command.text.trim().toLowerCase().replace(/\s+/g, ' ');
    if (words === 'me') return openPreferences(deps, colleague.id, command.trigger_id);
    if (words === 'teams') return openTeams(deps, colleague.id, command.trigger_id);
    if (words === 'settings') return openSettings(deps, colleague.id, command.trigger_id);
    if (words === 'setup') return openSetup(deps, colleague.id, command.trigger_id);
    if (words === 'definition') {
      return openDefinition(deps, { colleague, channelId: command.channel_id, triggerId: command.trigger_id });
    }
    if (/^ask\b/.test(words)) {
      const typed = command.text.trim().slice('ask'.length).trim();
      return openBox(deps, { colleague, triggerId: command.trigger_id, words: typed });
    }
    if (words.startsWith('route test')) {
      const messages = await routesFor(deps, command.text.trim().slice('route test'.length));
      for (const message of messages) await respond({ response_type: 'ephemeral', ...message });
      return;
    }
    if (words === 'health') {
      if (!runsAll(colleague)) throw new UserError('Only workspace admins can see how I am. Please ask one of them.');
      return void (await respond({ response_type: 'ephemeral', ...healthMessage(deps.health()) }));
    }
    const messages =
      words === 'digest now' || words === 'digest'
        ? digestsNow(deps, colleague, command.channel_id)
        : [await helpFor(deps, colleague, words === '' || words === 'help' ? undefined : command.text.trim())];
    for (const message of messages) await respond({ response_type: 'ephemeral', ...message });
  });
}

async function helpFor(deps: Deps, colleague: Person, unknown?: string) {
  const emoji = settingOf(deps.db, cardEmoji);
  return help({ roles: await rolesOf(deps, colleague), emoji, ...(unknown !== undefined && { unknown }) });
}

/** Who would get a lead of this company now, in each sales team, and why. */
async function routesFor(deps: Deps, about: string) {
  const teams = teamsOfKind(deps.db, 'sales').slice(0, MOST_ANSWERS);
  if (teams.length === 0) throw new UserError('There is no sales team yet. `/baton teams` makes one.');
  const now = deps.now();
  return Promise.all(
    teams.map(async (team) => {
      await refreshRoster(deps, team, now);
      const lead = {
        id: 0,
        teamId: team.id,
        handedOffAt: now,
        companyDomain: companyDomain(guessFromCommand(about).email ?? null),
      };
      const dueAt = acceptDueAt(team, { temperature: 'warm' }, now);
      const route = planRoute(deps.db, lead, { team, namedId: null, dueAt, queue: 'first' }, now);
      return routeTestMessage({ teamName: team.name, route, isPool: team.routing === 'pool' });
    }),
  );
}
