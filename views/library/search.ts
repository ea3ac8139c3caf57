import type { ViewOutput } from '@slack/bolt';
import type { ExternalSelect, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { stages } from '../../src/leads/types.ts';
import type { FoundItem } from '../../src/library/search/search.ts';
import { type ContentKind, kindLabel } from '../../src/library/settings.ts';
import { TAG_LENGTH } from '../../src/library/types.ts';
import { heldValue } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  type Blocks,
  button,
  channel,
  context,
  cut,
  divider,
  input,
  option,
  optional,
  options,
  plain,
  rich,
  section,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { stageWords } from '../leads/words.ts';
import { getItem, itemActions, shareButton, useButton } from './buttons.ts';
import { itemLines } from './words.ts';

export const CONTENT_SEARCH = 'content_search';
export const SEARCH_PAGE = 'content_search_page';
export const SEARCH_PAGE_SIZE = 5;
export const SEARCH_WORDS = 'words';
/** Menus that filter at once. */
export const searchFilters = { kind: 'content_kind', stage: 'content_stage', tag: 'content_tag' } as const;
const FILTERS = 'filters';
const WORDS_LENGTH = 200;
const ANY = 'any';

/** Actions after a search without a result. */
export const emptySearchActions = { ask: 'content_ask', wish: 'content_wish', forget: 'content_forget_wish' } as const;

export interface SearchState {
  words: string;
  kind: string | null;
  /** 'none': items for any stage. */
  stage: (typeof stages)[number] | 'none' | null;
  tag: string | null;
  page: number;
  /** The channel of the command, if something can be shared there. */
  channelId: string | null;
  /** Items that were shared from here. */
  shared: number[];
}

export interface SearchLook extends SearchState {
  items: FoundItem[];
  total: number;
  /** The number of exact matches. */
  exact: number;
  kinds: readonly ContentKind[];
  /** Whether any item has tags. */
  hasTags: boolean;
  /** Whether the reader may change all items; owners may change theirs. */
  mayTend: boolean;
  userId: string;
  /** Whether there is a marketing team to ask. */
  mayAsk: boolean;
  /** Whether the reader has an alert for these words. */
  isWished: boolean;
}

/** The search, its filters and a page of results. The view itself keeps words and filters. */
export const searchModal = (look: SearchLook): ModalView => ({
  type: 'modal',
  callback_id: CONTENT_SEARCH,
  private_metadata: writeRef({ channel: look.channelId, page: look.page, shared: look.shared.join(',') }),
  title: plain('Find content'),
  submit: plain('Search'),
  close: plain('Close'),
  blocks: [
    optional({
      ...input(SEARCH_WORDS, 'What are you looking for?', {
        ...textField(WORDS_LENGTH, look.words, { placeholder: 'case study healthcare, price list, security…' }),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      }),
      dispatch_action: true,
    }),
    filters(look),
    ...onePrimary(found(look)),
  ],
});

function filters({ kinds, kind, stage, tag, hasTags }: SearchLook): KnownBlock {
  const kindChoices = [
    option(ANY, 'All kinds'),
    ...kinds.slice(0, 98).map(({ key, label }) => typedOption(key, label)),
  ];
  // A chosen kind stays in the menu even if no item has it any more.
  if (kind !== null && !kinds.some(({ key }) => key === kind))
    kindChoices.push(typedOption(kind, kindLabel(kinds, kind)));
  const stageChoices = [option(ANY, 'All stages'), ...options(stageWords), option('none', 'Any stage')];
  return actions(
    FILTERS,
    { ...selectField(kindChoices, kind ?? ANY, 'Kind'), action_id: searchFilters.kind },
    { ...selectField(stageChoices, stage ?? ANY, 'Buyer’s stage'), action_id: searchFilters.stage },
    ...(hasTags || tag !== null ? [tagFilter(tag)] : []),
  );
}

/** Loaded when opened: there may be thousands. */
const tagFilter = (tag: string | null): ExternalSelect => ({
  type: 'external_select',
  action_id: searchFilters.tag,
  min_query_length: 0,
  placeholder: plain('Tags'),
  initial_option: tag === null ? anyTag : typedOption(tag, tag),
});

const anyTag = option(ANY, 'All tags');

/** Slack's limit is a hundred. */
export const MOST_TAGS_OFFERED = 99;

export const tagChoices = (tags: readonly string[]): PlainTextOption[] => [
  anyTag,
  ...tags.slice(0, MOST_TAGS_OFFERED).map((tag) => typedOption(tag, tag)),
];

function found(look: SearchLook): Blocks {
  const { items, total, exact, page, channelId } = look;
  const count = `${counted(exact, 'item')}.`;
  const paging = pageButtons(SEARCH_PAGE, { page, size: SEARCH_PAGE_SIZE, total, carry: '' });
  return [
    ...(exact === 0
      ? nothing(look)
      : [rich(channelId === null ? [count] : [count, ' “Share here” posts in ', channel(channelId), '.'])]),
    ...items.flatMap((item, at) => [
      divider,
      ...(exact > 0 && at + page * SEARCH_PAGE_SIZE === exact ? [context(CLOSEST)] : []),
      ...itemRow(item, look),
    ]),
    ...(paging.length > 0 ? [divider, ...paging] : []),
    ...(exact > 0 ? noneOfThese(look) : []),
  ];
}

/** The results may not be what the person wanted. */
const noneOfThese = ({ words, mayAsk }: SearchLook): Blocks =>
  mayAsk && words.trim() !== ''
    ? [divider, actions('none_of_these', button(emptySearchActions.ask, 'None of these? Request it', '-'))]
    : [];

/** Without an exact match: other things to do. */
function nothing({ words, kind, stage, tag, total, mayAsk, isWished }: SearchLook): Blocks {
  if (words.trim() === '') return [section('No items here yet.')];
  const near = total > 0 ? ` ${CLOSEST}` : '';
  const isLikeSome = total > 0 || [kind, stage, tag].some((filter) => filter !== null);
  const sentence = isLikeSome ? 'No exact match.' : 'Nothing similar in the library yet.';
  return [
    section(`:mag: ${sentence}${near}`),
    actions(
      'nothing_found',
      ...(mayAsk ? [button(emptySearchActions.ask, 'Request', '-', { style: 'primary' })] : []),
      isWished
        ? button(emptySearchActions.forget, 'Stop notifying me', '-')
        : button(emptySearchActions.wish, 'Notify me', '-'),
    ),
    ...(isWished ? [context(':bell: You’ll be notified when something matches.')] : []),
  ];
}

const CLOSEST = 'Closest results:';

const SUMMARY_SHOWN = 180;

function itemRow(item: FoundItem, look: SearchLook): Blocks {
  const { kinds, channelId, shared, mayTend } = look;
  const summary = item.summary ? [[cut(item.summary.replace(/\s+/g, ' '), SUMMARY_SHOWN)]] : [];
  const id = String(item.id);
  const named = (text: string) => ({ label: `${text}: ${item.title}` });
  const share =
    channelId === null
      ? []
      : shared.includes(item.id)
        ? [button(itemActions.share, '✓ Shared', id, named('Already shared'))]
        : [shareButton(itemActions.share, item)];
  // The title leads to a link.
  const get = channelId === null || item.link === null ? [getItem(item)] : [];
  const [first = getItem(item), ...others] = [
    ...share,
    ...get,
    button(itemActions.send, 'Send…', id),
    useButton(item),
    button(`${itemActions.menu} details`, 'Details and versions', id),
    ...(mayTend || item.ownerId === look.userId ? [button(`${itemActions.menu} edit`, 'Edit…', id)] : []),
  ];
  return [
    rich(...itemLines(item, { kinds, isStale: item.isStale, withOwner: true }), ...summary),
    rowActions(`item:${id}`, [first, ...others]),
  ];
}

const ref = z.object({
  channel: z
    .string()
    .regex(/^[CG][A-Z0-9]{1,20}$/)
    .nullable(),
  page: z.number().int().nonnegative(),
  shared: z.string().regex(/^[\d,]*$/),
});

const kindKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,29}$/)
  .nullable()
  .catch(null);

/** The state of a search, as its view holds it. Values may be forged, so they are parsed. */
export function readSearch(view: Pick<ViewOutput, 'state' | 'private_metadata'>): SearchState {
  const { channel: channelId, page, shared } = readRef(view, ref);
  const held = (actionId: string, blockId = FILTERS) => {
    const value = heldValue(view.state.values[blockId]?.[actionId]);
    return typeof value === 'string' && value !== ANY ? value : null;
  };
  return {
    words: (held(SEARCH_WORDS, SEARCH_WORDS) ?? '').slice(0, WORDS_LENGTH),
    kind: kindKey.parse(held(searchFilters.kind)),
    stage: z
      .enum([...stages, 'none'])
      .nullable()
      .catch(null)
      .parse(held(searchFilters.stage)),
    tag: held(searchFilters.tag)?.slice(0, TAG_LENGTH) ?? null,
    page,
    channelId,
    shared: shared.split(',').filter(Boolean).map(Number),
  };
}
