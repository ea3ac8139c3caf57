import { leadsLike } from '../../src/leads/reads/typeahead.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { CUSTOMER_CHOICE, customerOptions, LEAD_CHOICE, leadOptions, MOST_LEADS } from '../../views/leads/options.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The typeahead of leads, in any form. */
export function routes(router: Router, deps: Deps): void {
  const like = async (typed: string, person: Person) =>
    leadsLike(deps.db, { typed, sight: await sightOf(deps, person), limit: MOST_LEADS });

  router.options(LEAD_CHOICE, {
    allow: 'lead.choose',
    run: async ({ typed, person }) => leadOptions(await like(typed, person)),
  });

  router.options(CUSTOMER_CHOICE, {
    allow: 'lead.choose',
    run: async ({ typed, person }) => customerOptions(await like(typed, person), typed),
  });
}
