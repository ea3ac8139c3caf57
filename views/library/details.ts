import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { ContentKind } from '../../src/library/settings.ts';
import type { ItemText, ItemVersion, LibraryItem } from '../../src/library/table.ts';
import type { ItemChange } from '../../src/library/types.ts';
import type { UseCounts } from '../../src/library/usage.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  cut,
  date,
  dated,
  divider,
  dotted,
  emoji,
  literal,
  type Piece,
  person,
  plain,
  rich,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { times } from '../kit/words.ts';
import { itemActions } from './buttons.ts';
import { helpedOf, itemLines, ownedBy, RETIRED } from './words.ts';

export const VERSIONS_PAGE = 'content_versions_page';
export const VERSIONS_PAGE_SIZE = 8;
export const RESTORE_ITEM = 'library_restore';
export const RETIRE_FORM = 'content_retire_form';

export interface ItemDetails {
  item: LibraryItem;
  kinds: readonly ContentKind[];
  isStale: boolean;
  /** Whether the reader may retire it. */
  mayRetire: boolean;
  counts: UseCounts;
  /** The state of its document; undefined for a link. */
  text: ItemText | undefined;
  /** Newest first, and one more for comparison with the last. */
  versions: ItemVersion[];
  page: number;
  total: number;
}

/** Everything about an item: summary, owner, use and versions. */
export function detailsModal({ item, kinds, isStale, counts, text, versions, ...more }: ItemDetails): ModalView {
  const { page, total, mayRetire } = more;
  return {
    type: 'modal',
    title: plain('Details'),
    close: plain('Back'),
    blocks: [
      rich(...itemLines(item, { kinds, isStale }), ...(item.summary ? [{ quote: [item.summary] }] : [])),
      rich(
        dotted([
          ownedBy(item),
          ['review ', dated('due ', item.reviewAt, '{date}')],
          ['added ', date(item.createdAt, '{date}')],
        ]),
        dotted(countPieces(counts)),
        ...(item.retiredAt ? [[emoji('file_cabinet'), ' ', dated('Retired ', item.retiredAt, '{date_pretty}')]] : []),
      ),
      ...(item.retiredAt ? [restoreButton(item)] : mayRetire ? [retireButton(item)] : []),
      ...trouble(text),
      divider,
      ...versions.slice(0, VERSIONS_PAGE_SIZE).flatMap((version, at) => versionBlocks(version, versions[at + 1])),
      ...pageButtons(VERSIONS_PAGE, { page, size: VERSIONS_PAGE_SIZE, total, carry: String(item.id) }),
    ],
  };
}

function countPieces({ shared, sent, used, helped, not_helped }: UseCounts): Piece[][] {
  const passed = shared + sent;
  if (passed + used + helped + not_helped === 0) return [['Not used yet']];
  return [[`shared ${times(passed)}`], [`used with a lead ${times(used)}`], ...helpedOf(helped, not_helped)];
}

/** Baton's sentence can contain the name of a file, so it is literal. */
const trouble = (text: ItemText | undefined): Blocks =>
  text?.trouble ? [{ type: 'context', elements: [literal(text.trouble, 2000)] }] : [];

const changeWords: Record<ItemChange, string> = {
  added: 'added it',
  updated: 'updated it',
  kept: 'reviewed it without changes',
  retired: 'retired it',
  restored: 'restored it',
};

/** The changes of this version, on one line. */
function versionBlocks(version: ItemVersion, before: ItemVersion | undefined): Blocks {
  const { fields, change } = version;
  const differs = change === 'updated' && before ? differences(before.fields, fields) : [];
  const was = before && differs.includes('title') ? [{ quote: [`Before: ${cut(before.fields.title, 200)}`] }] : [];
  return [
    rich(
      [
        bold(`Version ${version.version}`),
        '  ·  ',
        person(version.by),
        ` ${changeWords[change]}`,
        ...(differs.length > 0 ? [`: ${differs.join(', ')}`] : []),
        '  ·  ',
        date(version.at),
      ],
      ...was,
    ),
  ];
}

const fieldWords: Record<string, string> = {
  title: 'title',
  kind: 'kind',
  stage: 'stage',
  tags: 'tags',
  summary: 'summary',
  link: 'link',
  file: 'file',
  ownerId: 'owner',
  reviewAt: 'review date',
};

const differences = (before: ItemVersion['fields'], after: ItemVersion['fields']): string[] =>
  Object.entries(fieldWords)
    .filter(([field]) => told(before, field) !== told(after, field))
    .map(([, word]) => word);

/** Forms know a review date without a time. */
function told(fields: ItemVersion['fields'], field: string): string {
  const value = fields[field as keyof typeof fields];
  return field === 'reviewAt' ? new Date(fields.reviewAt).toISOString().slice(0, 10) : JSON.stringify(value);
}

/** Confirms before an item is retired. `review` is the list of reviews to redraw, see review.ts. */
export const retireModal = (item: LibraryItem, review?: string): ModalView => ({
  type: 'modal',
  callback_id: RETIRE_FORM,
  private_metadata: writeRef({ itemId: item.id, review }),
  title: plain('Retire this item?'),
  submit: plain('Retire'),
  close: plain('Cancel'),
  blocks: [rich([bold(item.title)], [`${RETIRED} Its versions stay, and so does everything already shared.`])],
});

const ref = z.object({ itemId: z.number(), review: z.string().optional() });

export const readRetire = (view: { private_metadata: string }) => readRef(view, ref);

export const retiredModal = (item: LibraryItem): ModalView => ({
  type: 'modal',
  title: plain('Retired'),
  close: plain('Back'),
  blocks: [rich([bold(item.title), ` is retired. ${RETIRED}`]), restoreButton(item)],
});

const retireButton = ({ id }: LibraryItem) =>
  actions('retire', button(`${itemActions.menu} retire`, 'Retire…', String(id)));

const restoreButton = ({ id }: LibraryItem) => actions('restore', button(RESTORE_ITEM, 'Restore', String(id)));

export const restoredModal = (item: LibraryItem): ModalView => ({
  type: 'modal',
  title: plain('Restored'),
  close: plain('Back'),
  blocks: [rich([bold(item.title), ' is back in the library.'])],
});
