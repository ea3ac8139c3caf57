import type { LibraryItem } from '../../src/library/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, dated, dotted, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { counted, namesAndMore } from '../kit/words.ts';
import { stageWords } from '../leads/words.ts';
import { escapedItem, itemTitle } from './words.ts';

export const KEEP_ITEM = 'library_keep';
export const REVIEW_ITEM = 'library_review_item';
export const RETIRE_ITEM = 'library_retire';
/** Sends the reader their list. */
export const REVIEW_SHOW = 'library_review_show';
export const REVIEW_PAGE = 'library_review_page';
/** Items in one message. */
export const REVIEW_SIZE = 8;

export interface ReviewList {
  ownerId: string;
  /** The owner has left, and another person reviews in their place. */
  inPlace: boolean;
  items: LibraryItem[];
  total: number;
  /** From 0. */
  page: number;
  /** The label of a kind. */
  kindLabel: (key: string) => string;
}

/** A person's items past their review date, with buttons. */
export function reviewMessage({ ownerId, inPlace, items, total, page, kindLabel }: ReviewList): SlackMessage {
  if (total === 0) {
    return {
      text: 'All items are reviewed.',
      blocks: [rich([emoji('white_check_mark'), ' All items are reviewed. Thank you.'])],
    };
  }
  const title = `${counted(total, 'item needs', 'items need')} a review`;
  const them = total === 1 ? 'it' : 'them';
  return {
    text: `${title}: ${namesAndMore(items.map(escapedItem), total)}`,
    blocks: [
      rich(
        [emoji('books'), ' ', bold(title)],
        inPlace
          ? [person(ownerId), ` owned ${them} and has left. Sales sees a warning until someone reviews ${them}.`]
          : [`Sales sees a warning until you review ${them}.`],
      ),
      ...items.flatMap((item) => reviewRow(item, { page, ownerId, kindLabel })),
      ...pageButtons(REVIEW_PAGE, { page, size: REVIEW_SIZE, total, carry: ownerId }),
    ],
  };
}

/** In a manager's morning message. */
export const reviewSummary = (items: number): Blocks => [
  rich([
    emoji('books'),
    ' ',
    bold(counted(items, 'item needs', 'items need')),
    ' a review. Sales sees a warning until then.',
  ]),
  actions('review_show', button(REVIEW_SHOW, 'Review items', 'all')),
];

/** One item and its buttons, in the message or in a home. */
export function reviewRow(
  item: LibraryItem,
  { page, ownerId, kindLabel }: Pick<ReviewList, 'page' | 'ownerId' | 'kindLabel'>,
): Blocks {
  const { id, title, kind, stage, reviewAt, file } = item;
  const about: Piece[][] = [
    [kindLabel(kind)],
    ...(stage ? [[stageWords[stage]]] : []),
    ['review was ', dated('due ', reviewAt, '{date}')],
    ...(file ? [[file.name]] : []),
  ];
  const value = reviewValue({ itemId: id, page, ownerId });
  return [
    rich([itemTitle(item)], dotted(about)),
    rowActions(`review:${id}`, [
      button(KEEP_ITEM, 'Keep', value, { label: `Keep: ${title}` }),
      button(REVIEW_ITEM, 'Update…', value),
      button(RETIRE_ITEM, 'Retire…', value),
    ]),
  ];
}

/** The value of a button: the item, and its page in which owner's list. */
export interface ReviewValue {
  itemId: number;
  page: number;
  ownerId: string;
}

const reviewValue = ({ itemId, page, ownerId }: ReviewValue) => `${itemId}:${page}:${ownerId}`;

/** Values come from a client, so an invalid one is item 0, which does not exist. */
export function readReviewValue(value: string | undefined): ReviewValue {
  const [, id = '0', page = '0', ownerId = ''] = /^(\d{1,15}):(\d{1,6}):(\w{1,30})$/.exec(value ?? '') ?? [];
  return { itemId: Number(id), page: Number(page), ownerId };
}

/** The list from which a form was opened. */
export interface ReviewPlace {
  messageId: number;
  ownerId: string;
  page: number;
}

export const writeReviewPlace = ({ messageId, ownerId, page }: ReviewPlace) => `${messageId}:${page}:${ownerId}`;

/** Undefined if the form was opened elsewhere. */
export function readReviewPlace(place: string | undefined): ReviewPlace | undefined {
  const [, messageId, page, ownerId] = /^(\d{1,15}):(\d{1,6}):(\w{1,30})$/.exec(place ?? '') ?? [];
  return messageId && ownerId ? { messageId: Number(messageId), ownerId, page: Number(page) } : undefined;
}
