import { disconnectCrm, stopCrm, switchOn } from '../../src/crm/connection.ts';
import { crmActions } from '../../views/crm/page.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { firstPage } from './pages.ts';

/** The sync is switched on and stopped, and the CRM disconnected. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'crm.manage';
  const acts = {
    [crmActions.on]: switchOn,
    [crmActions.stop]: stopCrm,
    [crmActions.disconnect]: disconnectCrm,
  };
  for (const [action, act] of Object.entries(acts)) {
    router.press(action, {
      allow,
      change: (tx, { person: { id: by } }, now) => void act(tx, { by }, now),
      run: ({ modal }) => {
        deps.reschedule();
        return modal ? { update: firstPage(deps) } : {};
      },
    });
  }
}
