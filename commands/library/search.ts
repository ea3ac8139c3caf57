import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { recordEmptySearch } from '../../src/library/empty-searches.ts';
import { shelfTable } from '../../src/library/figures.ts';
import { isLibrarian } from '../../src/library/permissions.ts';
import { hasTags, tagsLike } from '../../src/library/queries.ts';
import { meaningOf, meansTheSame } from '../../src/library/search/meaning.ts';
import { type LibraryQuestion, searchLibrary } from '../../src/library/search/search.ts';
import { hasSearchAlert } from '../../src/library/search-alerts.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { placeToShare } from '../../src/platform/slack/channel.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { homeActions } from '../../views/home/home.ts';
import { pageAction } from '../../views/kit/paging.ts';
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
import { answerFigures, maySeeFigures } from './figures.ts';
import { openAddItem } from './items.ts';

/** `/content words` finds; `/content` alone shows the shelves; `/content add` and `/content figures` are marketing's. */
export function register(app: App, deps: Deps): void {
  const remember = recordOnce(deps);

  app.command('/content', async ({ ack, command, respond }) => {
    await ack();
    const { user_id: userId, trigger_id: triggerId } = command;
    const words = command.text.trim();
    const channelId = placeToShare(command.channel_id);
    if (words.toLowerCase() === 'add') return openAddItem(deps, { userId, triggerId });
    if (words.toLowerCase() === 'figures') return answerFigures(deps, userId, respond);
    if (words === '') return requireView(deps.modals, { triggerId }, await browsePage(deps, userId, channelId));
    const state = { ...emptySearch, words, channelId };
    await requireView(deps.modals, { triggerId }, await searchPage(deps, state, userId));
    await remember(state, userId);
  });

  app.shortcut({ callback_id: 'find_content', type: 'shortcut' }, async ({ ack, shortcut }) => {
    await ack();
    await openSearch(deps, shortcut.user.id, shortcut.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.findContent, async ({ ack, body }) => {
    await ack();
    await openSearch(deps, body.user.id, body.trigger_id);
  });

  app.view(CONTENT_SEARCH, async ({ ack, body, view }) => {
    const state = { ...readSearch(view), page: 0 };
    await ack({ response_action: 'update', view: await searchPage(deps, state, body.user.id) });
    await remember(state, body.user.id);
  });

  app.action<BlockAction>(SEARCH_WORDS, async ({ ack, body }) => {
    await ack();
    if (body.view?.callback_id !== CONTENT_SEARCH) return;
    const state = { ...readSearch(body.view), page: 0 };
    await updateView(deps.modals, body.view.id, await searchPage(deps, state, body.user.id));
    await remember(state, body.user.id);
  });

  for (const filter of Object.values(searchFilters)) {
    app.action<BlockAction>(filter, async ({ ack, body }) => {
      await ack();
      await refreshSearch(deps, body, { page: 0 });
    });
  }

  app.options(searchFilters.tag, async ({ ack, options, body }) => {
    await requireColleague(deps.directory, body.user.id);
    await ack({ options: tagChoices(tagsLike(deps.db, options.value, MOST_TAGS_OFFERED)) });
  });

  app.action<BlockAction<ButtonAction>>(pageAction(SEARCH_PAGE), async ({ ack, body, action }) => {
    await ack();
    await refreshSearch(deps, body, { page: readPage(action.value).page });
  });

  app.action<BlockAction<ButtonAction>>(shelfAction, async ({ ack, body, action }) => {
    await ack();
    if (!body.view) return;
    const state = { ...emptySearch, ...readBrowse(body.view), ...readShelf(action.value) };
    await updateView(deps.modals, body.view.id, await searchPage(deps, state, body.user.id));
  });

  app.action<BlockAction<ButtonAction>>(browseActions.add, async ({ ack, body }) => {
    await ack();
    await openAddItem(deps, { userId: body.user.id, triggerId: body.trigger_id, onTop: true });
  });

  app.action<BlockAction<ButtonAction>>(browseActions.search, async ({ ack, body }) => {
    await ack();
    if (!body.view) return;
    const state = { ...emptySearch, ...readBrowse(body.view) };
    await updateView(deps.modals, body.view.id, await searchPage(deps, state, body.user.id));
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

/** Opens the search with nothing in it. */
export async function openSearch(deps: Deps, userId: string, triggerId: string): Promise<void> {
  await requireView(deps.modals, { triggerId }, await searchPage(deps, emptySearch, userId));
}

/** Shows the search of this view anew, with what changed by an act in it. */
export async function refreshSearch(deps: Deps, body: BlockAction, change: Partial<SearchState>): Promise<void> {
  if (body.view?.callback_id !== CONTENT_SEARCH) return;
  const state = { ...readSearch(body.view), ...change };
  await updateView(deps.modals, body.view.id, await searchPage(deps, state, body.user.id));
}

async function searchPage(deps: Deps, state: SearchState, userId: string): Promise<ModalView> {
  const { db } = deps;
  const now = deps.now();
  const person = await requireColleague(deps.directory, userId);
  const question = questionOf(state);
  const pageOf = (page: number) =>
    searchLibrary(db, { ...question, limit: SEARCH_PAGE_SIZE, offset: page * SEARCH_PAGE_SIZE }, now);
  let found = pageOf(state.page);
  // What stood on the last page has gone: the page before it is the last one now.
  const page = Math.min(state.page, Math.max(0, Math.ceil(found.total / SEARCH_PAGE_SIZE) - 1));
  if (page < state.page) found = pageOf(page);
  return searchModal({
    ...state,
    ...found,
    page,
    userId,
    kinds: kindsOf(db),
    hasTags: hasTags(db),
    mayTend: await isLibrarian(deps, person),
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

async function browsePage(deps: Deps, userId: string, channelId: string | null): Promise<ModalView> {
  const person = await requireColleague(deps.directory, userId);
  return browseModal({
    rows: shelfTable(deps.db),
    kinds: kindsOf(deps.db),
    channelId,
    mayAdd: await isLibrarian(deps, person),
    maySeeFigures: await maySeeFigures(deps, person),
  });
}

/**
 * Remembers searches that found nothing. Somebody who looks for the same thing again on one day counts once: that they
 * did is known in this process's memory alone, and for that day.
 */
function recordOnce({ db, write, now }: Deps) {
  let day = '';
  const counted = new Map<string, string[]>();
  return async ({ words }: SearchState, userId: string): Promise<void> => {
    const at = now();
    if (words.trim() === '' || searchLibrary(db, { words, limit: 1, offset: 0 }, at).exact > 0) return;
    if (day !== at.toISOString().slice(0, 10)) counted.clear();
    day = at.toISOString().slice(0, 10);
    const meaning = meaningOf(words);
    const before = counted.get(userId) ?? [];
    if (before.some((one) => meansTheSame(one, meaning))) return;
    counted.set(userId, [...before, meaning].slice(-MOST_COUNTED));
    await write((tx) => recordEmptySearch(tx, words, at));
  };
}

const MOST_COUNTED = 50;
