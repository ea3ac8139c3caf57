import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { requireConnection } from '../../src/crm/connection.ts';
import { dryRun } from '../../src/crm/dry-run.ts';
import { cardOf } from '../../src/leads/card-place.ts';
import { updateNamedView } from '../../src/platform/slack/open-view.ts';
import { refusedModal, waitModal } from '../../views/crm/connect.ts';
import { dryRunModal } from '../../views/crm/dry-run.ts';
import { crmActions } from '../../views/crm/page.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { faultOf, requirePlan } from './pages.ts';

/** A look at what the sync would do next. Nothing is added or written. */
export function routes(router: Router, deps: Deps): void {
  const { db, crms, crmSync, workspaceUrl, modals, now } = deps;
  router.press(crmActions.dryRun, {
    allow: 'crm.manage',
    run: () => {
      const connection = requireConnection(db);
      const plan = requirePlan(deps);
      const kind = crms.kindOf(connection.kind);
      const external_id = `crm:${randomUUID()}`;
      const show = (view: ModalView) => updateNamedView(modals, { ...view, external_id });
      return {
        open: { ...waitModal('Dry run', `Reading the next records of ${kind.label}…`), external_id },
        afterwards: async () => {
          const fault = await faultOf(async () => {
            const crm = await crms.client(connection);
            const found = await dryRun(db, await crmSync.contextOf(connection, plan), crm, now());
            const look = { cardOf: ({ id }: { id: number }) => cardOf(db, id), workspaceUrl };
            await show(dryRunModal({ label: kind.label, ...found, ...look }));
          });
          if (fault) await show(refusedModal(kind, fault));
        },
      };
    },
  });
}
