import { listBlocked, takeInBlocked } from '../../src/leads/blocked.ts';
import { pageOf } from '../../src/platform/paging.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { BLOCKED_PAGE, BLOCKED_SIZE, blockedModal, TAKE_IN } from '../../views/leads/blocked.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/leads blocked`: leads of blocked domains. */
export function routes(router: Router, deps: Deps): void {
  const list = (wanted: number) =>
    blockedModal(pageOf((slice) => listBlocked(deps.db, slice), { wanted, size: BLOCKED_SIZE }));

  router.command('/leads blocked', { allow: 'lead.blocked', run: () => ({ open: list(0) }) });
  router.page(BLOCKED_PAGE, { allow: 'lead.blocked', run: ({ page }) => list(page) });

  router.press(TAKE_IN, {
    allow: 'lead.blocked',
    change: (tx, { value, person }, now) => takeInBlocked(tx, { leadId: idIn(value), by: person.id }, now),
    run: () => ({ update: list(0) }),
  });
}
