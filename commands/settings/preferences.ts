import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { requireView } from '../../src/platform/slack/open-view.ts';
import { preferencesOf } from '../../src/preferences/queries.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { PREFERENCES, PREFERENCES_FORM, preferencesModal, readPreferences } from '../../views/settings/preferences.ts';
import type { Deps } from '../deps.ts';

/** What somebody wants to hear: `/baton me`, and the button in their morning list. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(PREFERENCES, async ({ ack, body }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await openPreferences(deps, body.user.id, body.trigger_id);
  });

  app.view(PREFERENCES_FORM, async ({ ack, body, view }) => {
    const { form } = readPreferences(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireColleague(deps.directory, body.user.id);
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => savePreferences(tx, body.user.id, form.value, now)),
    );
    await ack();
  });
}

export async function openPreferences(deps: Deps, userId: string, triggerId: string): Promise<void> {
  await requireView(deps.modals, { triggerId }, preferencesModal(preferencesOf(deps.db, userId)));
}
