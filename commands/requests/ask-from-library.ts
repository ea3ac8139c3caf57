import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { requireOpenSuggestion } from '../../src/library/empty-searches.ts';
import { openOver } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { suggestionActions } from '../../views/library/missing.ts';
import { emptySearchActions, readSearch } from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import { permit } from '../guard.ts';
import { requestFormFor } from './ask.ts';

/** A search without a result, or the suggestion that follows from several, becomes a content request. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(emptySearchActions.ask, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const form = await requestFormFor(deps, body.user.id, { title: readSearch(body.view).words });
    await openOver(deps.modals, body, form);
  });

  app.action<BlockAction<ButtonAction>>(suggestionActions.request, async ({ ack, body, action }) => {
    await ack();
    await permit(deps, 'library.add', body.user.id);
    const { id: suggestionId, words } = requireOpenSuggestion(deps.db, idIn(action.value));
    const form = await requestFormFor(deps, body.user.id, { title: words, suggestionId });
    await openOver(deps.modals, body, form);
  });
}
