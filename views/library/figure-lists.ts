/** The lists behind marketing's figures: what was used, by whom, what nobody used, and what was used in won deals. */
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
import { leadTitle, stageWords } from '../leads/words.ts';
import { FIGURES_DAYS } from './figures.ts';
import { itemTitle } from './words.ts';

export const FIGURES_PAGE = 'figures_page';
export const FIGURES_PAGE_SIZE = 10;
/** Of the items that were used in one deal. */
const MOST_TITLES = 10;
/** Who used an item; the value is its id. */
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

/** What was used, the most used first. */
export const usedModal = (rows: ItemUse[], paged: Paged): ModalView =>
  listModal(
    'Most used',
    'used',
    paged.total === 0 ? notYet : `Shared, sent, or used with a lead in the last ${FIGURES_DAYS} days.`,
    rows.flatMap(({ item, uses, people, won, helped, notHelped }) => [
      rich(
        [itemTitle(item)],
        dotted([
          [uses === 1 ? 'used once' : uses === 2 ? 'used twice' : `used ${uses} times`],
          [people === 1 ? 'by one person' : `by ${people} people`],
          ...(won > 0 ? [[emoji('trophy'), won === 1 ? ' in a won deal' : ` in ${won} won deals`]] : []),
          ...(helped + notHelped > 0 ? [[`helped ${helped} of ${helped + notHelped} who said so`]] : []),
        ]),
      ),
      actions(`used:${item.id}`, button(ITEM_USES, 'By whom, and where', String(item.id))),
    ]),
    paged,
  );

/** What nobody used: to be made known, or to go. */
export const unusedModal = (items: LibraryItem[], kinds: readonly ContentKind[], paged: Paged): ModalView =>
  listModal(
    `Unused for ${FIGURES_DAYS} days`,
    'unused',
    paged.total === 0 ? 'Everything that is older was used. :tada:' : 'Does sales not know it, or not need it?',
    items.map((item) =>
      rich(
        [itemTitle(item)],
        dotted([
          [kindLabel(kinds, item.kind)],
          ...(item.stage ? [[stageWords[item.stage]]] : []),
          ['added ', date(item.createdAt, '{date_short}')],
          [person(item.ownerId), ' looks after it'],
        ]),
      ),
    ),
    paged,
  );

/** Won deals, and what was used in them. */
export const wonModal = (deals: { lead: Lead; items: string[] }[], paged: Paged): ModalView =>
  listModal(
    'In won deals',
    'won',
    paged.total === 0 ? notYet : `Deals won in the last ${FIGURES_DAYS} days in which content was used.`,
    deals.map(({ lead, items }) =>
      rich(
        [emoji('trophy'), ' ', bold(leadTitle(lead))],
        ...items.slice(0, MOST_TITLES).map((title): Piece[] => ['• ', title]),
        ...(items.length > MOST_TITLES ? [[`and ${items.length - MOST_TITLES} more`]] : []),
      ),
    ),
    paged,
  );

/** Who did what with one item. */
export const usesModal = (
  item: LibraryItem,
  uses: { use: LibraryUse; lead: Lead | undefined }[],
  { page, total }: Paged,
): ModalView => ({
  type: 'modal',
  title: plain('By whom, and where'),
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
    sent: use.toId === use.userId ? [' fetched it'] : [' sent it to ', use.toId ? person(use.toId) : 'somebody'],
    used: [' used it with ', lead ? bold(leadTitle(lead)) : 'a lead'],
    helped: [' said that it helped'],
    not_helped: [' said that it did not help'],
  };
  return dotted([
    [person(use.userId), ...did[use.kind]],
    ...(use.stage ? [[stageWords[use.stage]]] : []),
    [date(use.at)],
  ]);
}
