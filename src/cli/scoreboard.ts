import { stringify } from 'csv-stringify/sync';
import type { Db } from '../platform/db/open.ts';
import { readReport } from '../reviews/report/read.ts';
import { catchUp } from '../scoreboard/catch-up.ts';
import { boardCsv, leadsCsv } from '../scoreboard/csv.ts';
import { type FigureKey, figureKeys } from '../scoreboard/figures.ts';
import { readPeriod } from '../scoreboard/periods.ts';
import { type Board, type BoardChoice, readBoard, scopeOf } from '../scoreboard/read.ts';
import { boardRows } from '../scoreboard/rows.ts';
import { type BoardView, boardViews } from '../scoreboard/scope.ts';
import { progressOfBoard } from '../targets/of-board.ts';
import { type TargetRow, targetCsv, targetRows, targetTitles } from '../targets/rows.ts';
import type { Progress } from '../targets/standing.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { type Command, type Given, type Result, textOf, UsageError } from './command.ts';
import { withData } from './open.ts';
import { recordExport } from './record-export.ts';
import { writeWhole } from './whole-file.ts';

export const scoreboard: Command = {
  name: 'scoreboard',
  args: [],
  summary: 'Prints the figures of both teams, or the leads behind one of them.',
  help: `
docs/scoreboard.md defines the figures. Targets of the period are below them.
`,
  options: [
    [
      '--period <period>',
      'week, last_week, month, last_month (default), quarter, last_quarter, or 2026-05-01..2026-05-31',
    ],
    [
      '--view <view>',
      'activity: events in the period (default); cohort: the outcome so far of the leads handed off in it',
    ],
    ['--team <name>', 'only its leads'],
    ['--source <name>', 'only its leads'],
    ['--campaign <name>', 'only its leads'],
    ['--csv', 'CSV with the definition of each figure'],
    ['--leads <figure>', 'the leads behind a figure, by its key in --json, as CSV'],
    ['--png <file>', 'a picture with the funnel and the last months'],
    ['--pdf <file>', 'the pages of the monthly review for all teams, to project and print'],
  ],
  run: (given, terminal) =>
    withData(given, terminal, async (data) => {
      await catchUp(data);
      const leads = textOf(given, 'leads');
      const details = leads === undefined ? {} : { leads };
      await recordExport(data, terminal, { kind: 'data.exported', subject: 'scoreboard', details });
      const choice = choiceOf(data.db, given);
      const drawn = await writeDrawn(data.db, choice, given, terminal.now());
      if (drawn !== undefined) return { words: `Written to ${drawn}.`, data: { file: drawn } };
      return resultOf(data.db, readBoard(data.db, choice, terminal.now()), given, terminal.now());
    }),
};

function choiceOf(db: Db, given: Given): BoardChoice {
  const period = readPeriod(textOf(given, 'period') ?? 'last_month');
  if (!period) throw new UsageError('--period takes a name such as last_month, or 2026-05-01..2026-05-31.');
  const view = (textOf(given, 'view') ?? 'activity') as BoardView;
  if (!boardViews.includes(view)) throw new UsageError('--view is activity or cohort.');
  const name = textOf(given, 'team');
  const team = teamsOfKind(db, 'sales').find((one) => one.name.toLowerCase() === name?.toLowerCase());
  if (name !== undefined && !team) throw new UsageError(`No sales team is called ${name}.`);
  return { period, view, teamId: team?.id, source: textOf(given, 'source'), campaign: textOf(given, 'campaign') };
}

/** The file with a picture or a document, if one is asked for. */
async function writeDrawn(db: Db, choice: BoardChoice, given: Given, now: Date): Promise<string | undefined> {
  const [png, pdf] = [textOf(given, 'png'), textOf(given, 'pdf')];
  const { boardImage, readPicture, reviewDocument } = await import('../messages/drawings.ts');
  if (png !== undefined) await writeWhole(png, bytes(await boardImage(readPicture(db, choice, now))));
  else if (pdf !== undefined) {
    if (choice.teamId !== undefined || choice.source !== undefined || choice.campaign !== undefined)
      throw new UsageError('--pdf is for all teams, sources and campaigns.');
    const report = readReport(db, { period: choice.period, actions: [] }, now);
    await writeWhole(pdf, bytes(await reviewDocument(report, async () => [])));
  }
  return png ?? pdf;
}

async function* bytes(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function resultOf(db: Db, board: Board, given: Given, now: Date): Result {
  const figure = textOf(given, 'leads');
  if (figure !== undefined) {
    if (!figureKeys.includes(figure as FigureKey)) throw new UsageError(`Figures are ${figureKeys.join(', ')}.`);
    const scope = scopeOf(board.choice, board.period);
    const [header = [], ...rows] = leadsCsv(db, { key: figure as FigureKey }, scope);
    const leads = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
    return { words: csvOf([header, ...rows]), data: leads };
  }
  const progress = progressOfBoard(db, board, now);
  const { choice, period, isOver, isRipe } = board;
  const { first, last, zone } = period;
  const about = { view: choice.view, first, last, zone, isOver, isRipe };
  const asCsv = given.values.csv === true;
  return {
    words: asCsv ? csvOf([...boardCsv(board), ...targetCsv(progress)]) : tableOf(board, progress),
    data: { ...about, figures: boardRows(board), targets: targetRows(progress) },
  };
}

const csvOf = (rows: string[][]): string => stringify(rows).trimEnd();

function tableOf(board: Board, progress: Progress): string {
  const { choice, period } = board;
  const of = choice.view === 'activity' ? 'Activity' : 'Leads handed off';
  const lines = boardRows(board)
    .filter(({ count, value }) => count || value)
    .map(({ title, part, count, value, unit }) => {
      const numbers = [count, value === null ? null : `${value} ${unit}`].filter((one) => one !== null);
      return `${`${title}${part && `: ${part}`}`.padEnd(48)} ${numbers.join('  ')}`;
    });
  const nothing = lines.length === 0 ? ['Nothing in this period.'] : [];
  return [
    `${of} ${period.first} to ${period.last} (${period.zone})`,
    ...lines,
    ...nothing,
    ...targetRows(progress).map(targetLine),
  ].join('\n');
}

const targetLine = ({ team, period, figure, currency, target, done, pace }: TargetRow): string =>
  `${`${targetTitles[figure]}: ${team}, ${period}`.padEnd(48)} ${done} of ${[target, currency].filter(Boolean).join(' ')}  ${pace.replace('_', ' ')}`;
