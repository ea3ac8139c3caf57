import { listNurtured } from '../../src/leads/reads/nurture-list.ts';
import { pageOf } from '../../src/platform/paging.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { NURTURE_PAGE, NURTURE_REST, NURTURE_SIZE, nurtureModal } from '../../views/leads/nurture.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The whole list of leads in nurture, from its weekly digest. */
export function routes(router: Router, deps: Deps): void {
  router.press(NURTURE_REST, { allow: 'lead.list_nurtured', run: () => ({ open: nurturePage(deps, 0) }) });

  router.page(NURTURE_PAGE, { allow: 'lead.list_nurtured', run: ({ page }) => nurturePage(deps, page) });
}

/** Redraws the list after an act on one of its leads. */
export const nurturedAgain = (deps: Deps, kept: string) => nurturePage(deps, readPage(kept).page);

function nurturePage({ db, workspaceUrl, now }: Deps, wanted: number) {
  const found = pageOf((slice) => listNurtured(db, slice, now()), { wanted, size: NURTURE_SIZE });
  return nurtureModal(found, { workspaceUrl, now: now() });
}
