import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { saveRouting, saveSeller } from '../../src/leads/routing/settings.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { openView } from '../../src/platform/slack/open-view.ts';
import { requireSomeManager } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import {
  ROUTING_FORM,
  readRouting,
  readSeller,
  routingModal,
  SELLER_FORM,
  SELLERS,
  sellerModal,
  TEAM_ROUTING,
} from '../../views/teams/routing.ts';
import type { Deps } from '../deps.ts';

/** Who gets a team's leads and how long they have, from the list of `/baton teams`. */
export function register(app: App, deps: Deps): void {
  for (const [actionId, modal] of [
    [TEAM_ROUTING, routingModal],
    [SELLERS, sellerModal],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      await requireSomeManager(deps, body.user.id);
      const team = requireTeam(deps.db, Number(action.value));
      await openView(deps.modals, { triggerId: body.trigger_id, onTop: true }, modal(team));
    });
  }

  app.view(ROUTING_FORM, async ({ ack, body, view }) => {
    const { teamId, form } = readRouting(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const faults = await absent(deps, { oneSellerId: form.value.oneSellerId, fallbackId: form.value.fallbackId });
    if (faults) return ack({ response_action: 'errors', errors: faults });
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () =>
        saveRouting(tx, { teamId, by: body.user.id, settings: form.value }, now),
      ),
    );
    await ack();
  });

  app.view(SELLER_FORM, async ({ ack, body, view }) => {
    const { teamId, form } = readSeller(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    await refreshRoster(deps, requireTeam(deps.db, teamId), deps.now());
    const isSaved = await deps.write((tx) => saveSeller(tx, { teamId, ...form.value }));
    if (!isSaved) return ack({ response_action: 'errors', errors: { userId: 'They are not in this team.' } });
    await ack();
  });
}

/** Sentences for the fields in which somebody stands who cannot act. */
async function absent(
  { directory }: Deps,
  chosen: Record<string, string | null>,
): Promise<Record<string, string> | undefined> {
  const faults: Record<string, string> = {};
  for (const [field, userId] of Object.entries(chosen)) {
    const person = userId === null ? null : await directory.person(userId);
    if (person && !person.isMember) faults[field] = `${person.name} cannot take leads: they are ${person.standing}.`;
  }
  return Object.keys(faults).length > 0 ? faults : undefined;
}
