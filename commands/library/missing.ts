import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { putSuggestionAway } from '../../src/library/empty-searches.ts';
import { requireLibrarian } from '../../src/library/permissions.ts';
import { addSearchAlert, removeSearchAlert } from '../../src/library/search-alerts.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { suggestionActions } from '../../views/library/missing.ts';
import { emptySearchActions, readSearch } from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import { refreshSearch } from './search.ts';

/** After a search without a result: search alerts, and suggestions that marketing dismisses. Asking for it: commands/requests. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(emptySearchActions.wish, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const { words } = readSearch(body.view);
    if (words.trim() !== '') await deps.write((tx) => addSearchAlert(tx, { userId, words }, deps.now()));
    await refreshSearch(deps, body, {});
  });

  app.action<BlockAction<ButtonAction>>(emptySearchActions.forget, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const { words } = readSearch(body.view);
    await deps.write((tx) => removeSearchAlert(tx, { userId, words }));
    await refreshSearch(deps, body, {});
  });

  app.action<BlockAction<ButtonAction>>(suggestionActions.notNow, async ({ ack, body, action }) => {
    await ack();
    const { id: by } = await requireLibrarian(deps, body.user.id);
    const suggestionId = idIn(action.value);
    await deps.write((tx) => putSuggestionAway(tx, { suggestionId, by }, deps.now()));
  });
}
