import { suggestItems } from '../../src/library/search/search.ts';
import { ITEM_CHOICE, itemOptions, MOST_ITEMS } from '../../views/kit/item-choice.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The typeahead of items, in any form. */
export const routes = (router: Router, { db }: Deps): void =>
  router.options(ITEM_CHOICE, {
    allow: 'library.find',
    run: ({ typed, now }) => itemOptions(suggestItems(db, typed, MOST_ITEMS, now)),
  });
