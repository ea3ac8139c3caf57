import { sliceOf } from '../../src/platform/paging.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { hasVoted, historyOf, requireRequest, sizeOfHistory } from '../../src/requests/queries.ts';
import { requestActions } from '../../views/requests/card.ts';
import { REQUEST_HISTORY_PAGE, REQUEST_HISTORY_SIZE, requestHistoryModal } from '../../views/requests/history.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The whole history of a request, by page: for the people who need it, and for the teams. */
export function routes(router: Router, { db }: Deps): void {
  const allow = 'request.history';
  const readBy = (id: string, userId: string) => ({ isTheirs: hasVoted(db, idIn(id), userId) });

  router.press([requestActions.history, `${requestActions.menu} history`], {
    allow,
    resource: ({ value, person }) => readBy(value, person.id),
    run: ({ value }) => ({ open: pageOf(idIn(value), 0) }),
  });

  router.page(REQUEST_HISTORY_PAGE, {
    allow,
    resource: ({ carry, person }) => readBy(carry, person.id),
    run: ({ carry, page }) => pageOf(idIn(carry), page),
  });

  function pageOf(requestId: number, page: number) {
    return requestHistoryModal({
      request: requireRequest(db, requestId),
      entries: historyOf(db, requestId, sliceOf(page, REQUEST_HISTORY_SIZE)),
      page,
      total: sizeOfHistory(db, requestId),
    });
  }
}
