import { leadsLike } from '../../src/leads/reads/typeahead.ts';
import { CUSTOMER_CHOICE, customerOptions, LEAD_CHOICE, leadOptions, MOST_LEADS } from '../../views/leads/options.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The typeahead of leads, in any form. */
export function routes(router: Router, { db }: Deps): void {
  const like = (typed: string, userId: string) => leadsLike(db, { typed, userId, limit: MOST_LEADS });

  router.options(LEAD_CHOICE, {
    allow: 'lead.choose',
    run: ({ typed, person }) => leadOptions(like(typed, person.id)),
  });

  router.options(CUSTOMER_CHOICE, {
    allow: 'lead.choose',
    run: ({ typed, person }) => customerOptions(like(typed, person.id), typed),
  });
}
