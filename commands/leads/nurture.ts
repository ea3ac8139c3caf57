import { listNurtured } from '../../src/leads/reads/nurture-list.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { NURTURE_PAGE, NURTURE_REST, NURTURE_SIZE, nurtureModal } from '../../views/leads/nurture.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The rest of the weekly list of leads in nurture. */
export function routes(router: Router, deps: Deps): void {
  router.press(NURTURE_REST, { allow: 'lead.list_nurtured', run: () => ({ open: pageOf(deps, 0) }) });

  router.page(NURTURE_PAGE, { allow: 'lead.list_nurtured', run: ({ page }) => pageOf(deps, page) });
}

/** The list again after an act on one of its leads. */
export const nurturedAgain = (deps: Deps, kept: string) => pageOf(deps, readPage(kept).page);

function pageOf({ db, now }: Deps, wanted: number) {
  const pageAt = (page: number) => listNurtured(db, { limit: NURTURE_SIZE, offset: page * NURTURE_SIZE }, now());
  const found = pageAt(wanted);
  // The last lead of the last page is gone, so the page before it is the last.
  const page = Math.min(wanted, Math.max(0, Math.ceil(found.total / NURTURE_SIZE) - 1));
  return nurtureModal({ ...(page === wanted ? found : pageAt(page)), page });
}
