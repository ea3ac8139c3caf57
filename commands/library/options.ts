import type { App } from '@slack/bolt';
import { suggestItems } from '../../src/library/search/search.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { ITEM_CHOICE, itemOptions, MOST_ITEMS } from '../../views/kit/item-choice.ts';
import type { Deps } from '../deps.ts';

/** Items of the library to choose from while one types, in whatever form. */
export function register(app: App, deps: Deps): void {
  app.options(ITEM_CHOICE, async ({ ack, options, body }) => {
    await requireColleague(deps.directory, body.user.id);
    await ack({ options: itemOptions(suggestItems(deps.db, options.value, MOST_ITEMS, deps.now())) });
  });
}
