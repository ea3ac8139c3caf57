import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { FoundItem } from '../../src/library/search/search.ts';
import type { ContentKind } from '../../src/library/settings.ts';
import { optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { LIMITS } from '../../src/requests/types.ts';
import { actions, bold, button, context, cut, emoji, input, type Line, plain, rich, textField } from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { rowActions } from '../kit/row.ts';
import { calendarDate } from '../kit/words.ts';
import { getItem, itemActions, shareButton } from '../library/buttons.ts';
import { itemLines } from '../library/words.ts';
import { requestActions } from './card.ts';
import { requestStatusEmoji, requestStatusWords } from './words.ts';

export const REQUEST_SEARCH = 'request_search';
/** Each change of this field searches while the form is open. */
export const QUESTION = 'question';
/** Shares a found item; its value is the item's id. */
export const SHARE_FOUND = 'request_share_found';
/** As many as a person reads at a glance. */
export const MOST_FOUND = 5;

/** The channel where the command was used; null for a shortcut. */
const ref = z.object({
  channel: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/)
    .nullable(),
});

export interface RequestSearch {
  question: string;
  /** Library items that match; the first `exact` of them have all of the words. */
  items: FoundItem[];
  exact: number;
  /** Open requests for something similar. */
  alike: ContentRequest[];
  kinds: readonly ContentKind[];
  channel: string | null;
}

/** The first step of a request: a search, because the content may exist already. */
export function requestSearchModal(search: RequestSearch): ModalView {
  const { question, items, alike, channel } = search;
  return {
    type: 'modal',
    callback_id: REQUEST_SEARCH,
    private_metadata: writeRef({ channel }),
    title: plain('Request content'),
    submit: plain(items.length + alike.length > 0 ? 'None of these? Request' : 'Request'),
    close: plain('Cancel'),
    blocks: [
      {
        ...input(QUESTION, 'What do you need?', {
          ...textField(LIMITS.title, question, { placeholder: 'Case study for a hospital, prices for ten seats…' }),
          dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
        }),
        dispatch_action: true,
      },
      ...onePrimary(foundBlocks(search)),
      ...alikeBlocks(alike),
    ],
  };
}

function foundBlocks({ question, items, exact, alike, kinds, channel }: RequestSearch): KnownBlock[] {
  if (question.trim() === '') return [context('Searches the library as you type.')];
  if (items.length === 0) {
    if (alike.length > 0) return [];
    return [rich(['Nothing similar in the library. Request it, and marketing makes it.'])];
  }
  return items.flatMap((item, at) => [
    ...(at === 0 && exact > 0 ? [context('Already in the library. Share it right away.')] : []),
    ...(at === exact ? [context('Closest results in the library:')] : []),
    ...foundRow(item, channel, kinds),
  ]);
}

/** As many requests as a person compares. */
export const MOST_ALIKE = 3;

function alikeBlocks(alike: ContentRequest[]): KnownBlock[] {
  if (alike.length === 0) return [];
  return [
    context('Already requested. Same need? Add yours and I’ll notify you.'),
    ...alike.flatMap((request) => [
      rich(
        [emoji(requestStatusEmoji[request.status]), ' ', bold(request.title)],
        [`${requestStatusWords[request.status]}  ·  due `, calendarDate(request.neededBy)],
      ),
      actions(
        `alike:${request.id}`,
        button(requestActions.vote, ':heavy_plus_sign: I need this too', String(request.id), {
          label: `I need this too: ${request.title}`,
        }),
      ),
    ]),
  ];
}

const SUMMARY_SHOWN = 150;

function foundRow(item: FoundItem, channel: string | null, kinds: readonly ContentKind[]): KnownBlock[] {
  const summary = item.summary ? [[cut(item.summary.replace(/\s+/g, ' '), SUMMARY_SHOWN)]] : [];
  const id = String(item.id);
  const send = button(itemActions.send, 'Send…', id);
  return [
    rich(...itemLines(item, { kinds, isStale: item.isStale }), ...summary),
    rowActions(
      `found:${id}`,
      channel === null ? [getItem(item), send] : [shareButton(SHARE_FOUND, item), getItem(item), send],
    ),
  ];
}

const fields = z.object({ [QUESTION]: optionalTyped(LIMITS.title) });

export const readRequestSearch = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

/** The search answered the request. */
export const nothingToAsk = (line: Line): ModalView => ({
  type: 'modal',
  title: plain('Request content'),
  close: plain('Done'),
  blocks: [rich(line)],
});
