import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { putSuggestionAway, requireOpenSuggestion } from '../../src/library/empty-searches.ts';
import { requireLibrarian } from '../../src/library/permissions.ts';
import { forgetWish, wishFor } from '../../src/library/search-alerts.ts';
import { openOver } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { suggestionActions } from '../../views/library/missing.ts';
import { missActions, readSearch } from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import { requestFormFor } from '../requests/ask.ts';
import { refreshSearch } from './search.ts';

/** What can be done about what is not in the library: ask for it, be told, and for marketing to make it. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(missActions.ask, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const form = await requestFormFor(deps, body.user.id, { title: readSearch(body.view).words });
    await openOver(deps.modals, body, form);
  });

  app.action<BlockAction<ButtonAction>>(missActions.wish, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const { words } = readSearch(body.view);
    if (words.trim() !== '') await deps.write((tx) => wishFor(tx, { userId, words }, deps.now()));
    await refreshSearch(deps, body, {});
  });

  app.action<BlockAction<ButtonAction>>(missActions.forget, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const { id: userId } = await requireColleague(deps.directory, body.user.id);
    const { words } = readSearch(body.view);
    await deps.write((tx) => forgetWish(tx, { userId, words }));
    await refreshSearch(deps, body, {});
  });

  app.action<BlockAction<ButtonAction>>(suggestionActions.request, async ({ ack, body, action }) => {
    await ack();
    await requireLibrarian(deps, body.user.id);
    const { id: suggestionId, words } = requireOpenSuggestion(deps.db, idIn(action.value));
    const form = await requestFormFor(deps, body.user.id, { title: words, suggestionId });
    await openOver(deps.modals, body, form);
  });

  app.action<BlockAction<ButtonAction>>(suggestionActions.notNow, async ({ ack, body, action }) => {
    await ack();
    const { id: by } = await requireLibrarian(deps, body.user.id);
    const suggestionId = idIn(action.value);
    await deps.write((tx) => putSuggestionAway(tx, { suggestionId, by }, deps.now()));
  });
}
