import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Stage, stages } from '../../src/leads/types.ts';
import type { ShelfRow } from '../../src/library/figures.ts';
import { type ContentKind, kindLabel } from '../../src/library/settings.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { isolated } from '../kit/bidi.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  divider,
  emoji,
  literal,
  plain,
  rich,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { stageName } from './words.ts';

const CONTENT_BROWSE = 'content_browse';
/** Lists a shelf, which the value names. */
const SHOW_SHELF = 'content_shelf';
export const browseActions = { search: 'content_to_search', add: 'content_add', figures: 'content_figures' } as const;

/** Slack's limit for a row, less the button for the whole stage. */
const MOST_KINDS = 24;

export interface Browse {
  rows: ShelfRow[];
  kinds: readonly ContentKind[];
  channelId: string | null;
  /** Whether the reader may add items. */
  mayAdd: boolean;
  /** Whether the reader may see the figures. */
  maySeeFigures: boolean;
}

/** The library by buyer's stage: a button per kind, and the kinds without items. */
export function browseModal({ rows, kinds, channelId, mayAdd, maySeeFigures }: Browse): ModalView {
  const total = rows.reduce((sum, { items }) => sum + items, 0);
  return {
    type: 'modal',
    callback_id: CONTENT_BROWSE,
    private_metadata: writeRef({ channel: channelId }),
    title: plain('Library'),
    close: plain('Close'),
    blocks: [
      rich([emoji('books'), ' ', bold(counted(total, 'item')), ' by buyer’s stage']),
      actions(
        'browse',
        button(browseActions.search, 'Search…', '-', { style: 'primary' }),
        ...(mayAdd ? [button(browseActions.add, 'Add an item…', '-')] : []),
        ...(maySeeFigures ? [button(browseActions.figures, 'Figures', '-')] : []),
      ),
      // The row for any stage only if it has items.
      ...rows.filter(({ stage, items }) => stage !== null || items > 0).flatMap((row) => shelf(row, kinds)),
      divider,
      context('Faster: `/content case study healthcare`. Not there? `/request-content` asks marketing.'),
    ],
  };
}

function shelf({ stage, items, kinds: filled, holes }: ShelfRow, kinds: readonly ContentKind[]): Blocks {
  const name = stageName(stage);
  const rest = filled.length > MOST_KINDS;
  const missing = holes.map((key) => isolated(kindLabel(kinds, key))).join(', ');
  return [
    divider,
    rich([bold(name), `  ·  ${counted(items, 'item')}`]),
    ...(items === 0
      ? []
      : [
          actions(
            `shelf:${stage ?? 'none'}`,
            ...filled
              .slice(0, MOST_KINDS)
              .map(({ kind, items: count }) =>
                shelfButton(stage, kind, `${cut(kindLabel(kinds, kind), 60)} · ${count}`),
              ),
            ...(filled.length > 1 ? [shelfButton(stage, null, rest ? 'All kinds' : 'All')] : []),
          ),
        ]),
    ...(stage !== null && missing !== ''
      ? [{ type: 'context' as const, elements: [literal(`Nothing yet: ${missing}`, 2000)] }]
      : []),
  ];
}

function shelfButton(stage: Stage | null, kind: string | null, text: string) {
  const value = `${stage ?? 'none'}:${kind ?? ''}`;
  const made = button(`${SHOW_SHELF}:${value}`, '', value, {
    label: `${stageName(stage)}: ${text}`,
  });
  // Managers type the names of kinds.
  return { ...made, text: literal(text, 75) };
}

const stageOrNone = z.enum([...stages, 'none']);

/** Matches the buttons of all shelves. */
export const shelfAction = new RegExp(`^${SHOW_SHELF}:`);

/** The shelf of a button; the first one if the value is invalid. */
export function readShelf(value: string | undefined): { stage: Stage | 'none'; kind: string | null } {
  const [stage = '', kind = ''] = (value ?? '').split(':');
  return { stage: stageOrNone.catch('awareness').parse(stage), kind: kind === '' ? null : kind };
}

const ref = z.object({ channel: z.string().max(30).nullable() });

export const readBrowse = (view: { private_metadata: string }) => ({ channelId: readRef(view, ref).channel });
