import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { writeChoice } from '../../src/scoreboard/carry.ts';
import { definitionOf, type FigureKey } from '../../src/scoreboard/figures.ts';
import { periodNames } from '../../src/scoreboard/periods.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  dotted,
  heading,
  option,
  type Piece,
  person,
  plain,
  rich,
  selectField,
} from '../kit/blocks.ts';
import { behind } from './behind.ts';
import { contentBlocks, moneyBlocks, originBlocks, qualityBlocks, returnBlocks } from './parts.ts';
import { slaBlocks } from './slas.ts';
import { change, count, daySpan, percent, periodLabel, periodWords, TERMS, viewWords } from './words.ts';

/** Opens the scoreboard; the value may name a period. */
export const OPEN_BOARD = 'scoreboard_open';
export const BOARD_VIEW = 'scoreboard_view';
export const BOARD_PERIOD = 'scoreboard_period';
export const BOARD_FILTER = 'scoreboard_filter';
export const BOARD_HELP = 'scoreboard_help';
export const BOARD_CSV = 'scoreboard_csv';
export const BOARD_CHARTS = 'scoreboard_charts';
const CUSTOM = 'custom';

export interface Shown {
  board: Board;
  /** The chosen team. */
  teamName: string | undefined;
  /** How the teams stand against their targets. */
  targets: Blocks;
}

export const boardModal = ({ board, teamName, targets }: Shown): ModalView => ({
  type: 'modal',
  private_metadata: writeChoice(board.choice),
  title: plain('Scoreboard'),
  close: plain('Close'),
  blocks: [
    choices(board),
    rich(dotted(about(board, teamName))),
    ...notes(board),
    ...targets,
    ...funnelBlocks(board),
    ...slaBlocks(board),
    ...returnBlocks(board),
    ...qualityBlocks(board),
    ...moneyBlocks(board),
    ...originBlocks(board),
    ...contentBlocks(board),
    ...velocityBlocks(board),
    actions(
      'scoreboard_more',
      button(BOARD_HELP, 'What is this?', 'all'),
      button(BOARD_CHARTS, 'Send me charts', 'charts'),
      button(BOARD_CSV, 'Send me this as CSV', 'figures'),
    ),
  ],
});

function choices({ choice }: Board): KnownBlock {
  const views = Object.entries(viewWords).map(([value, text]) => option(value, text));
  const periods = periodNames.map((name) => option(name, periodWords[name]));
  const custom = typeof choice.period === 'string' ? [] : [option(CUSTOM, periodLabel(choice.period))];
  const select = (actionId: string, all: PlainTextOption[], chosen: string) => ({
    ...selectField(all, chosen),
    action_id: actionId,
  });
  return actions(
    'scoreboard_choice',
    select(BOARD_VIEW, views, choice.view),
    select(BOARD_PERIOD, [...periods, ...custom], typeof choice.period === 'string' ? choice.period : CUSTOM),
    button(BOARD_FILTER, 'Filter…', 'open'),
  );
}

function about({ choice, period }: Board, teamName: string | undefined): Piece[][] {
  const { source, campaign } = choice;
  return [
    [bold(daySpan(period.first, period.last))],
    [teamName ?? 'all sales teams'],
    ...(source === undefined ? [] : [[`source: ${source || 'none'}`]]),
    ...(campaign === undefined ? [] : [[`campaign: ${campaign || 'none'}`]]),
    ...(choice.person ? [[`only as ${choice.person.as}: `, person(choice.person.id)]] : []),
  ];
}

/** Everything that keeps a reader from a wrong conclusion. */
function notes({ choice, isOver, isRipe, before, uncounted }: Board): Blocks {
  const said = [
    choice.view === 'activity'
      ? 'Everything that happened in these days.'
      : 'The outcome so far of the leads that were handed off in these days.',
    ...(isOver ? [] : ['The period is still running.']),
    ...(choice.view === 'cohort' && !isRipe
      ? ['Still ripening: these leads need more time, so nothing is compared.']
      : []),
    ...(before === undefined && (choice.view === 'activity' ? isOver : isRipe) ? ['No comparison yet.'] : []),
    ...(before === undefined ? [] : ['▲ and ▼ compare with the period before.']),
    ...(uncounted > 0 ? [`Still counting: ${count(uncounted)} changes of leads are not in yet.`] : []),
  ];
  return [context(said.join(' '))];
}

const FUNNEL = ['handed_off', 'accepted', 'touched', 'qualified', 'won', 'lost'] as const;
const OFTEN_QUOTED =
  'Often quoted: 27 % of web leads are ever contacted. It comes from test requests to some 10,000 companies, as told on Forbes.com; the study itself could not be checked.';

function funnelBlocks(board: Board): Blocks {
  const { choice, figures, before } = board;
  const whole = leadsIn(figures.handed_off);
  const isCohort = choice.view === 'cohort';
  const line = (key: FigureKey): Piece[] => {
    const leads = leadsIn(figures[key]);
    const term = TERMS[key] ? ` (${TERMS[key]})` : '';
    const share = isCohort && key !== 'handed_off' && whole > 0 ? [[percent(leads, whole)]] : [];
    const changed = change(leads, before?.[key]);
    return dotted([
      [bold(count(leads)), ` ${definitionOf(key).title.toLowerCase()}${term}`],
      ...share,
      ...(changed ? [[changed]] : []),
    ]);
  };
  return [
    heading('Funnel'),
    rich(...FUNNEL.map(line)),
    ...(isCohort && whole > 0 ? [context(OFTEN_QUOTED)] : []),
    ...behind(board, 'funnel', [...FUNNEL]),
  ];
}

function velocityBlocks({ velocity }: Board): Blocks {
  if (!velocity) return [];
  const { rate, qualified, qualifiedBefore, month, monthBefore } = velocity;
  const share = `${rate < 0 ? '−' : '+'}${Math.round(Math.abs(rate) * 100)} %`;
  const name = (iso: string) =>
    new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.parse(iso));
  return [
    heading('Lead velocity'),
    rich([
      bold(share),
      ` qualified leads: ${count(qualified)} in ${name(month)}, ${count(qualifiedBefore)} in ${name(monthBefore)}`,
    ]),
  ];
}
