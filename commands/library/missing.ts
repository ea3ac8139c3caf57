import { putSuggestionAway } from '../../src/library/empty-searches.ts';
import { addSearchAlert, removeSearchAlert } from '../../src/library/search-alerts.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { suggestionActions } from '../../views/library/missing.ts';
import { emptySearchActions, readSearch } from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { searchAgain } from './search.ts';

/** After a search without a result: search alerts, and suggestions that marketing dismisses. Asking for it: commands/requests. */
export function routes(router: Router, deps: Deps): void {
  router.press(emptySearchActions.wish, {
    allow: 'library.find',
    change: (tx, { modal, person: { id: userId } }, now) => {
      const words = modal ? readSearch(modal).words : '';
      if (words.trim() !== '') addSearchAlert(tx, { userId, words }, now);
    },
    run: (pressed) => searchAgain(deps, pressed, {}),
  });

  router.press(emptySearchActions.forget, {
    allow: 'library.find',
    change: (tx, { modal, person: { id: userId } }) => {
      if (modal) removeSearchAlert(tx, { userId, words: readSearch(modal).words });
    },
    run: (pressed) => searchAgain(deps, pressed, {}),
  });

  router.press(suggestionActions.notNow, {
    allow: 'library.suggestion',
    change: (tx, { value, person: { id: by } }, now) => putSuggestionAway(tx, { suggestionId: idIn(value), by }, now),
  });
}
