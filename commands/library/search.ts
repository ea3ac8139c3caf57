import type { ModalView } from '@slack/types';
import { createEmptySearchRecorder } from '../../src/library/empty-search-recorder.ts';
import { shelfTable } from '../../src/library/figures.ts';
import { hasTags, tagsLike } from '../../src/library/queries.ts';
import { type LibraryQuestion, searchLibrary } from '../../src/library/search/search.ts';
import { hasSearchAlert } from '../../src/library/search-alerts.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { pageOf } from '../../src/platform/paging.ts';
import { placeToShare } from '../../src/platform/slack/channel.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import type { Answer, Pressed } from '../../src/platform/slack/routes.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { homeActions } from '../../views/home/home.ts';
import { browseActions, browseModal, readBrowse, readShelf, shelfAction } from '../../views/library/browse.ts';
import {
  CONTENT_SEARCH,
  MOST_TAGS_OFFERED,
  readSearch,
  SEARCH_PAGE,
  SEARCH_PAGE_SIZE,
  SEARCH_WORDS,
  type SearchState,
  searchFilters,
  searchModal,
  tagChoices,
} from '../../views/library/search.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/**
 * `/content words` searches; `/content` alone opens the shelves. Other files have `/content add` and `/content
 * figures`.
 */
export function routes(router: Router, deps: Deps): void {
  const allow = 'library.find';
  const remember = createEmptySearchRecorder(deps);

  router.command('/content', {
    allow,
    run: async ({ text: words, channelId: from, person }) => {
      const channelId = placeToShare(from);
      if (words === '') return { open: await browsePage(deps, person, channelId) };
      const state = { ...emptySearch, words, channelId };
      return { open: await searchPage(deps, state, person), afterwards: () => remember(state.words, person.id) };
    },
  });

  const empty = {
    allow,
    run: async ({ person }: { person: Person }) => ({ open: await searchPage(deps, emptySearch, person) }),
  } as const;
  router.shortcut('find_content', empty);
  router.press(homeActions.findContent, empty);

  router.submit(CONTENT_SEARCH, {
    allow,
    read: readSearch,
    run: async ({ value, person }) => {
      const state = { ...value, page: 0 };
      return { update: await searchPage(deps, state, person), afterwards: () => remember(state.words, person.id) };
    },
  });

  router.press(SEARCH_WORDS, {
    allow,
    run: async ({ modal, person }) => {
      if (modal?.callback_id !== CONTENT_SEARCH) return undefined;
      const state = { ...readSearch(modal), page: 0 };
      return { update: await searchPage(deps, state, person), afterwards: () => remember(state.words, person.id) };
    },
  });

  router.press(Object.values(searchFilters), { allow, run: (pressed) => searchAgain(deps, pressed, { page: 0 }) });

  router.options(searchFilters.tag, {
    allow,
    run: ({ typed }) => tagChoices(tagsLike(deps.db, typed, MOST_TAGS_OFFERED)),
  });

  router.press([`${SEARCH_PAGE}:back`, `${SEARCH_PAGE}:on`], {
    allow,
    run: (pressed) => searchAgain(deps, pressed, { page: readPage(pressed.value).page }),
  });

  router.press(shelfAction, {
    allow,
    run: async ({ modal, value, person }) =>
      modal && {
        update: await searchPage(deps, { ...emptySearch, ...readBrowse(modal), ...readShelf(value) }, person),
      },
  });

  router.press(browseActions.search, {
    allow,
    run: async ({ modal, person }) =>
      modal && { update: await searchPage(deps, { ...emptySearch, ...readBrowse(modal) }, person) },
  });
}

const emptySearch: SearchState = {
  words: '',
  kind: null,
  stage: null,
  tag: null,
  page: 0,
  channelId: null,
  shared: [],
};

/** Repeats the search of this modal after an act, with its change. */
export async function searchAgain(
  deps: Deps,
  { modal, person }: Pick<Pressed, 'modal' | 'person'>,
  change: Partial<SearchState>,
): Promise<Answer> {
  if (modal?.callback_id !== CONTENT_SEARCH) return {};
  return { update: await searchPage(deps, { ...readSearch(modal), ...change }, person) };
}

async function searchPage(deps: Deps, state: SearchState, person: Person): Promise<ModalView> {
  const { db } = deps;
  const now = deps.now();
  const { id: userId } = person;
  const question = questionOf(state);
  const found = pageOf((slice) => searchLibrary(db, { ...question, ...slice }, now), {
    wanted: state.page,
    size: SEARCH_PAGE_SIZE,
  });
  return searchModal({
    ...state,
    ...found,
    userId,
    kinds: kindsOf(db),
    hasTags: hasTags(db),
    mayTend: await may(deps, 'library.add', person),
    mayAsk: teamsOfKind(db, 'marketing').length > 0,
    isWished: hasSearchAlert(db, { userId, words: state.words }),
  });
}

const questionOf = ({ words, kind, stage, tag }: SearchState): Omit<LibraryQuestion, 'limit' | 'offset'> => ({
  words,
  ...(kind === null ? {} : { kind }),
  ...(stage === null ? {} : { stage: stage === 'none' ? null : stage }),
  ...(tag === null ? {} : { tag }),
});

async function browsePage(deps: Deps, person: Person, channelId: string | null): Promise<ModalView> {
  return browseModal({
    rows: shelfTable(deps.db),
    kinds: kindsOf(deps.db),
    channelId,
    mayAdd: await may(deps, 'library.add', person),
    maySeeFigures: await may(deps, 'library.figures', person),
  });
}
