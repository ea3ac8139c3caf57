import type { App } from '@slack/bolt';
import { leadsLike } from '../../src/leads/reads/typeahead.ts';
import type { Lead } from '../../src/leads/table.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { CUSTOMER_CHOICE, customerOptions, LEAD_CHOICE, leadOptions, MOST_LEADS } from '../../views/leads/options.ts';
import type { Deps } from '../deps.ts';

/** Leads to choose from while one types, in whatever form. */
export function register(app: App, deps: Deps): void {
  app.options(LEAD_CHOICE, async ({ ack, options, body }) => {
    await ack({ options: leadOptions(await leadsFor(deps, body.user.id, options.value)) });
  });

  app.options(CUSTOMER_CHOICE, async ({ ack, options, body }) => {
    await ack({ options: customerOptions(await leadsFor(deps, body.user.id, options.value), options.value) });
  });
}

/** Who is in no team sees no leads, here as everywhere. */
async function leadsFor(deps: Deps, userId: string, typed: string): Promise<Lead[]> {
  await requireColleague(deps.directory, userId);
  if ((await teamsOf(deps, userId)).length === 0) return [];
  return leadsLike(deps.db, { typed, userId, limit: MOST_LEADS });
}
