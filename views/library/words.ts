/** Items in words: the same in searches, messages and figures. */

import type { Stage } from '../../src/leads/types.ts';
import { type ContentKind, kindLabel } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, cut, date, dotted, emoji, type Piece, person } from '../kit/blocks.ts';
import { stageWords } from '../leads/words.ts';

type Shown = Pick<LibraryItem, 'title' | 'kind' | 'stage' | 'tags' | 'link' | 'file' | 'ownerId' | 'reviewAt'>;

/** The title, linked to the content. */
export const itemTitle = (item: Pick<LibraryItem, 'title' | 'link'>): Piece =>
  item.link === null
    ? bold(item.title)
    : { type: 'link', url: item.link, text: isolated(item.title), style: { bold: true } };

/** Null: items for any stage. */
export const stageName = (stage: Stage | null): string => (stage === null ? 'Any stage' : stageWords[stage]);

export const ownedBy = ({ ownerId }: Pick<LibraryItem, 'ownerId'>): Piece[] => ['owner: ', person(ownerId)];

/** Nothing while no one has answered. */
export const helpedOf = (helped: number, notHelped: number): Piece[][] =>
  helped + notHelped === 0 ? [] : [[`helped ${helped} of ${helped + notHelped} who answered`]];

/** The effect of retiring an item. */
export const RETIRED = 'Searches no longer find it.';

/** Kind, stage, tags and file name. */
const itemMeta = (item: Shown, kinds: readonly ContentKind[]): Piece[][] => [
  [kindLabel(kinds, item.kind)],
  ...(item.stage ? [[stageWords[item.stage]]] : []),
  ...(item.tags.length > 0 ? [[cut(item.tags.join(', '), 120)]] : []),
  ...(item.file ? [[emoji('paperclip'), ' ', cut(item.file.name, 60)]] : []),
];

/** A warning for an item past its review date; else empty. */
const staleLine = (item: Pick<LibraryItem, 'reviewAt' | 'ownerId'>, isStale: boolean): Piece[] =>
  isStale
    ? [
        emoji('hourglass'),
        ' ',
        bold('Review overdue'),
        ' since ',
        date(item.reviewAt, '{date}'),
        ': check with ',
        person(item.ownerId),
      ]
    : [];

/** `withOwner` only outside messages, where it would notify the owner. */
export const itemLines = (
  item: Shown,
  look: { kinds: readonly ContentKind[]; isStale: boolean; withOwner?: boolean },
): Piece[][] => [
  [itemTitle(item)],
  dotted([...itemMeta(item, look.kinds), ...(look.withOwner ? [[person(item.ownerId)]] : [])]),
  staleLine(item, look.isStale),
];

/** For the `text` of a message, which Slack reads as mrkdwn. */
export const escapedItem = ({ title }: Pick<LibraryItem, 'title'>): string => escaped(isolated(title));
