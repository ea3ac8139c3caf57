import { requireOpenSuggestion } from '../../src/library/empty-searches.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { suggestionActions } from '../../views/library/missing.ts';
import { emptySearchActions, readSearch } from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { requestFormFor } from './ask.ts';

/** Turns a search without a result, or the suggestion after several, into a content request. */
export function routes(router: Router, deps: Deps): void {
  router.press(emptySearchActions.ask, {
    allow: 'request.ask',
    run: async ({ modal, person }) =>
      modal && { open: await requestFormFor(deps, person.id, { title: readSearch(modal).words }) },
  });

  router.press(suggestionActions.request, {
    allow: 'library.suggestion',
    run: async ({ value, person }) => {
      const { id: suggestionId, words: title } = requireOpenSuggestion(deps.db, idIn(value));
      return { open: await requestFormFor(deps, person.id, { title, suggestionId }) };
    },
  });
}
