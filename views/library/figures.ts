import type { KnownBlock, ModalView } from '@slack/types';
import type { Stage } from '../../src/leads/types.ts';
import type { ShelfRow } from '../../src/library/figures.ts';
import { type ContentKind, kindLabel } from '../../src/library/settings.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import type { Turnaround } from '../../src/requests/figures.ts';
import { isolated } from '../kit/bidi.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  emoji,
  type Piece,
  plain,
  rich,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { stageName } from './words.ts';

export const FIGURES_DAYS = 90;
/** Opens one of the lists; the value names it. */
const OPEN_FIGURES = 'figures_list';

export interface Figures {
  since: Date;
  shelves: ShelfRow[];
  kinds: readonly ContentKind[];
  uses: Map<Stage | null, number>;
  requests: Map<Stage | null, number>;
  /** Searches without a result. */
  missing: { words: string; times: number }[];
  /** For the first teams. */
  turnarounds: { team: string; figures: Turnaround }[];
  /** The number of other teams. */
  moreTeams: number;
}

/** Marketing teams in one message. */
export const MOST_TEAMS = 5;

/** Marketing's figures: a chart, the missing content, the turnaround, and lists behind buttons. */
export const figuresMessage = (figures: Figures, { chart }: { chart: boolean }): SlackMessage => ({
  text: `Library figures since ${figures.since.toISOString().slice(0, 10)}`,
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
    context('For a chart and a table, run `/content figures`.'),
  ],
});

const titleLine = ({ since }: Figures): Blocks => [
  rich([emoji('bar_chart'), ' ', bold('Library figures'), ' since ', date(since, '{date_long}')]),
];

const waitsAndLists = ({ missing, turnarounds, moreTeams }: Figures): Blocks => [
  ...turnarounds.map(({ team, figures }) => rich(...turnaroundLines(team, figures))),
  ...(moreTeams > 0 ? [context(`And ${counted(moreTeams, 'more team')}.`)] : []),
  ...(missing.length > 0
    ? [rich([bold('Searches with no result')], ...missing.map(({ words, times }): Piece[] => [`${times} × ${words}`]))]
    : []),
  actions(
    'figures',
    button(OPEN_FIGURES, 'Most used', 'used'),
    button(OPEN_FIGURES_UNUSED, `Unused for ${FIGURES_DAYS} days`, 'unused'),
    button(OPEN_FIGURES_WON, 'Used in won deals', 'won'),
  ),
];

/** Buttons of one message differ by their action. */
const OPEN_FIGURES_UNUSED = `${OPEN_FIGURES}:unused`;
const OPEN_FIGURES_WON = `${OPEN_FIGURES}:won`;
export const figuresAction = new RegExp(`^${OPEN_FIGURES}(:unused|:won)?$`);

/** Items, uses and requests next to each other: a stage with many requests and few uses lacks content. */
function stageChart({ shelves, uses, requests }: Figures): KnownBlock {
  const labels = shelves.map(({ stage }) => stageName(stage));
  const series = (name: string, value: (row: ShelfRow) => number) => ({
    name,
    data: shelves.map((row) => ({ label: stageName(row.stage), value: value(row) })),
  });
  return {
    type: 'data_visualization',
    title: 'By buyer’s stage',
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

/** Slack takes a hundred rows; companies have fewer kinds. */
const MOST_ROWS = 60;

/** Items of each kind and stage; a dash for none. */
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
    [`${one.asked} requested`],
    [`${one.delivered} delivered`, ...(one.delivered > 0 ? [`, ${one.inTime} on time`] : [])],
    ...(one.declined > 0 ? [[`${one.declined} declined`]] : []),
  ];
  const waits = [
    ...(one.medianToClaimMs === null ? [] : [[`to claim: ${workingTime(one.medianToClaimMs)}`]]),
    ...(one.medianTotalMs === null ? [] : [[`to deliver: ${workingTime(one.medianTotalMs)}`]]),
  ];
  return [
    [bold(`Requests to ${team}`)],
    dotted(asked),
    waits.length > 0 ? ['Median working time ', ...dotted(waits)] : [],
  ];
}

/** In hours, since working days differ in length. */
function workingTime(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
