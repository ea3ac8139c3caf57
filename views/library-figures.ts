import type { KnownBlock, ModalView } from '@slack/types';
import type { Lead } from '../src/leads/table.ts';
import type { Stage } from '../src/leads/terms.ts';
import type { ItemUse, ShelfRow } from '../src/library/figures.ts';
import { type ContentKind, kindLabel } from '../src/library/settings.ts';
import type { LibraryItem } from '../src/library/table.ts';
import type { LibraryUse } from '../src/library/uses-table.ts';
import type { SlackMessage } from '../src/outbox/announcement.ts';
import type { Turnaround } from '../src/requests/turnaround.ts';
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
} from './blocks.ts';
import { isolated } from './isolated.ts';
import { leadTitle, stageWords } from './lead-words.ts';
import { itemTitle } from './library-words.ts';
import { pageButtons } from './paging.ts';

export const FIGURES_DAYS = 90;
/** Opens one of the lists; the value names it. */
export const OPEN_FIGURES = 'figures_list';
export const FIGURES_PAGE = 'figures_page';
export const FIGURES_PAGE_SIZE = 10;
/** Who used an item; the value is its id. */
export const ITEM_USES = 'figures_uses';

export const figureLists = ['used', 'unused', 'won'] as const;
export type FigureList = (typeof figureLists)[number];

export interface Figures {
  since: Date;
  shelves: ShelfRow[];
  kinds: readonly ContentKind[];
  uses: Map<Stage | null, number>;
  requests: Map<Stage | null, number>;
  /** What is looked for and not there. */
  missing: { words: string; times: number }[];
  turnarounds: { team: string; figures: Turnaround }[];
}

/** What marketing's library does, for one pair of eyes: a chart, the holes, the turnaround, and lists behind buttons. */
export const figuresMessage = (figures: Figures, { chart }: { chart: boolean }): SlackMessage => ({
  text: `The library since ${figures.since.toISOString().slice(0, 10)}`,
  blocks: [
    ...titleLine(figures),
    ...(chart ? [stageChart(figures)] : [rich(...stageLines(figures))]),
    shelfBlock(figures),
    ...waitsAndLists(figures),
  ],
});

/** The same in a modal, which takes neither charts nor tables. */
export const figuresModal = (figures: Figures): ModalView => ({
  type: 'modal',
  title: plain('Figures'),
  close: plain('Back'),
  blocks: [
    ...titleLine(figures),
    rich(...stageLines(figures)),
    ...waitsAndLists(figures),
    context('`/content figures` shows them with a chart and a table.'),
  ],
});

const titleLine = ({ since }: Figures): Blocks => [
  rich([emoji('bar_chart'), ' ', bold('The library'), ' since ', date(since, '{date_long}')]),
];

const waitsAndLists = ({ missing, turnarounds }: Figures): Blocks => [
  ...turnarounds.map(({ team, figures }) => rich(...turnaroundLines(team, figures))),
  ...(missing.length > 0
    ? [
        rich(
          [bold('Looked for, and not there')],
          ...missing.map(({ words, times }): Piece[] => [`${times} × ${words}`]),
        ),
      ]
    : []),
  actions(
    'figures',
    button(OPEN_FIGURES, 'Most used', 'used'),
    button(OPEN_FIGURES_UNUSED, `Unused for ${FIGURES_DAYS} days`, 'unused'),
    button(OPEN_FIGURES_WON, 'In won deals', 'won'),
  ),
];

/** Buttons of one message differ by their action. */
const OPEN_FIGURES_UNUSED = `${OPEN_FIGURES}:unused`;
const OPEN_FIGURES_WON = `${OPEN_FIGURES}:won`;
export const figuresAction = new RegExp(`^${OPEN_FIGURES}(:unused|:won)?$`);

const stageName = (stage: Stage | null): string => (stage === null ? 'No stage' : stageWords[stage]);

/** Items, uses and requests side by side at each stage: where there is much asked and little used, something is missing. */
function stageChart({ shelves, uses, requests }: Figures): KnownBlock {
  const labels = shelves.map(({ stage }) => stageName(stage));
  const series = (name: string, value: (row: ShelfRow) => number) => ({
    name,
    data: shelves.map((row) => ({ label: stageName(row.stage), value: value(row) })),
  });
  return {
    type: 'data_visualization',
    title: 'By the buyer’s stage',
    chart: {
      type: 'bar',
      series: [
        series('Items', ({ items }) => items),
        series('Uses', ({ stage }) => uses.get(stage) ?? 0),
        series('Requests', ({ stage }) => requests.get(stage) ?? 0),
      ],
      axis_config: { categories: labels, x_label: 'Stage' },
    },
    // Slack's types do not have this block yet (docs.slack.dev, Data visualization block).
  } as unknown as KnownBlock;
}

const stageLines = ({ shelves, uses, requests }: Figures): Piece[][] =>
  shelves.map(({ stage, items }) =>
    dotted([
      [bold(stageName(stage))],
      [counted(items, 'item')],
      [counted(uses.get(stage) ?? 0, 'use')],
      [counted(requests.get(stage) ?? 0, 'request')],
    ]),
  );

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** A hundred rows are what a table takes; nobody has as many kinds. */
const MOST_ROWS = 60;

/** What there is of each kind for each stage; a dash is a hole. */
function shelfBlock({ shelves, kinds }: Figures): KnownBlock {
  const known = kinds.map(({ key }) => key);
  const gone = shelves.flatMap((row) => row.kinds.map(({ kind }) => kind)).filter((kind) => !known.includes(kind));
  const cell = (text: string) => ({ type: 'raw_text' as const, text: text === '' ? '–' : isolated(text) });
  const countOf = (row: ShelfRow, key: string) => row.kinds.find(({ kind }) => kind === key)?.items ?? 0;
  const rows = [...known, ...new Set(gone)]
    .slice(0, MOST_ROWS)
    .map((key) => [
      cell(kindLabel(kinds, key)),
      ...shelves.map((row) => cell(countOf(row, key) === 0 ? '–' : String(countOf(row, key)))),
    ]);
  return {
    type: 'table',
    rows: [[cell('Items'), ...shelves.map(({ stage }) => cell(stageName(stage)))], ...rows],
    column_settings: [{}, ...shelves.map(() => ({ align: 'right' as const }))],
  } as KnownBlock;
}

function turnaroundLines(team: string, one: Turnaround): Piece[][] {
  const asked: Piece[][] = [
    [`${one.asked} asked`],
    [`${one.delivered} delivered`, ...(one.delivered > 0 ? [`, ${one.inTime} of them in time`] : [])],
    ...(one.declined > 0 ? [[`${one.declined} declined`]] : []),
  ];
  const waits = [
    ...(one.medianToClaimMs === null ? [] : [[`claimed within ${workingTime(one.medianToClaimMs)}`]]),
    ...(one.medianTotalMs === null ? [] : [[`delivered within ${workingTime(one.medianTotalMs)}`]]),
  ];
  return [
    [bold(`Requests to ${team}`)],
    dotted(asked),
    waits.length > 0 ? [...dotted(waits), ' of working time, half of them sooner'] : [],
  ];
}

/** Working time in hours: a working day is not as long everywhere. */
export function workingTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

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
      rich([emoji('trophy'), ' ', bold(leadTitle(lead))], ...items.slice(0, 10).map((title): Piece[] => ['• ', title])),
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
