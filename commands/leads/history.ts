import { momentOfRating } from '../../src/leads/quality/queries.ts';
import { mayRate } from '../../src/leads/quality/rate.ts';
import { historyOf, requireLead, sizeOfHistory } from '../../src/leads/queries.ts';
import { sliceOf } from '../../src/platform/paging.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { leadActions } from '../../views/leads/actions.ts';
import { HISTORY_PAGE, HISTORY_PAGE_SIZE, historyModal } from '../../views/leads/history.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The whole history of a lead, by page. */
export function routes(router: Router, deps: Deps): void {
  /** Not for an owner who left the team. */
  const readBy = (id: string) => {
    const { teamId, handedOffBy } = requireLead(deps.db, idIn(id));
    return { teamId, handedOffBy };
  };

  router.press([leadActions.history, `${leadActions.menu} history`], {
    allow: 'lead.see',
    resource: ({ value }) => readBy(value),
    run: ({ value, person }) => ({ open: historyPage(deps, { leadId: idIn(value), userId: person.id }, 0) }),
  });

  router.page(HISTORY_PAGE, {
    allow: 'lead.see',
    resource: ({ carry }) => readBy(carry),
    run: ({ carry, page, person }) => historyPage(deps, { leadId: idIn(carry), userId: person.id }, page),
  });
}

/** People who worked on the lead can rate it there. */
export function historyPage({ db }: Deps, { leadId, userId }: { leadId: number; userId: string }, page: number) {
  const lead = requireLead(db, leadId);
  return historyModal({
    lead,
    entries: historyOf(db, leadId, sliceOf(page, HISTORY_PAGE_SIZE)),
    page,
    total: sizeOfHistory(db, leadId),
    mayRate: mayRate(lead, userId) && momentOfRating(db, leadId, userId) !== undefined,
  });
}
