/** The lists behind marketing's figures: used items, their users, unused items, and won deals. */
import type { ModalView } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { ItemUse } from '../../src/library/figures.ts';
import { type ContentKind, kindLabel } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { LibraryUse } from '../../src/library/usage-table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  divider,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted, times } from '../kit/words.ts';
import { leadTitle, stageWords } from '../leads/words.ts';
import { FIGURES_DAYS } from './figures.ts';
import { helpedOf, itemTitle, ownedBy } from './words.ts';

export const FIGURES_PAGE = 'figures_page';
export const FIGURES_PAGE_SIZE = 10;
/** Items of one deal. */
const MOST_TITLES = 10;
/** Lists the uses of an item; the value is its id. */
export const ITEM_USES = 'figures_uses';

interface Paged {
  page: number;
  total: number;
}

const listModal = (title: string, list: string, intro: string, rows: Blocks, { page, total }: Paged): ModalView => ({
  type: 'modal',
  title: plain(title),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section(intro)] : [context(intro), ...rows]),
    ...pageButtons(FIGURES_PAGE, { page, size: FIGURES_PAGE_SIZE, total, carry: list }),
  ],
});

const notYet = `Nothing in the last ${FIGURES_DAYS} days.`;

/** Used items, the most used first. */
export const usedModal = (rows: ItemUse[], paged: Paged): ModalView =>
  listModal(
    'Most used',
    'used',
    paged.total === 0 ? notYet : `Shared, sent, or used with a lead in the last ${FIGURES_DAYS} days.`,
    rows.flatMap(({ item, uses, people, won, helped, notHelped }) => [
      rich(
        [itemTitle(item)],
        dotted([
          [`used ${times(uses)}`],
          [`by ${counted(people, 'person', 'people')}`],
          ...(won > 0 ? [[emoji('trophy'), ` in ${counted(won, 'won deal')}`]] : []),
          ...helpedOf(helped, notHelped),
        ]),
      ),
      actions(`used:${item.id}`, button(ITEM_USES, 'Uses', String(item.id))),
    ]),
    paged,
  );

/** Unused items: to promote or to retire. */
export const unusedModal = (items: LibraryItem[], kinds: readonly ContentKind[], paged: Paged): ModalView =>
  listModal(
    `Unused for ${FIGURES_DAYS} days`,
    'unused',
    paged.total === 0
      ? `Every item older than ${FIGURES_DAYS} days was used. :tada:`
      : 'Does sales not know these, or not need them?',
    items.map((item) =>
      rich(
        [itemTitle(item)],
        dotted([
          [kindLabel(kinds, item.kind)],
          ...(item.stage ? [[stageWords[item.stage]]] : []),
          ['added ', date(item.createdAt, '{date}')],
          ownedBy(item),
        ]),
      ),
    ),
    paged,
  );

/** Won deals, and the items used in them. */
export const wonModal = (deals: { lead: Lead; items: string[] }[], paged: Paged): ModalView =>
  listModal(
    'Used in won deals',
    'won',
    paged.total === 0 ? notYet : `Deals won in the last ${FIGURES_DAYS} days that used content.`,
    deals.map(({ lead, items }) =>
      rich(
        [emoji('trophy'), ' ', bold(leadTitle(lead))],
        ...items.slice(0, MOST_TITLES).map((title): Piece[] => ['• ', title]),
        ...(items.length > MOST_TITLES ? [[`and ${items.length - MOST_TITLES} more`]] : []),
      ),
    ),
    paged,
  );

/** The uses of one item. */
export const usesModal = (
  item: LibraryItem,
  uses: { use: LibraryUse; lead: Lead | undefined }[],
  { page, total }: Paged,
): ModalView => ({
  type: 'modal',
  title: plain('Uses'),
  close: plain('Back'),
  blocks: [
    rich([itemTitle(item)]),
    divider,
    ...uses.map(({ use, lead }) => rich(useLine(use, lead), ...(use.words ? [{ quote: [use.words] }] : []))),
    ...pageButtons(FIGURES_PAGE, { page, size: FIGURES_PAGE_SIZE, total, carry: `item-${item.id}` }),
  ],
});

function useLine(use: LibraryUse, lead: Lead | undefined): Piece[] {
  const did: Record<LibraryUse['kind'], Piece[]> = {
    shared: [
      ' shared it in ',
      ...(use.channelId ? [{ type: 'channel', channel_id: use.channelId } as const] : ['a channel']),
    ],
    sent: use.toId === use.userId ? [' got the file'] : [' sent it to ', use.toId ? person(use.toId) : 'someone'],
    used: [' used it with ', lead ? bold(leadTitle(lead)) : 'a lead'],
    helped: [' said it helped'],
    not_helped: [' said it did not help'],
  };
  return dotted([
    [person(use.userId), ...did[use.kind]],
    ...(use.stage ? [[stageWords[use.stage]]] : []),
    [date(use.at)],
  ]);
}
