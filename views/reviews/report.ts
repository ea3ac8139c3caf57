/** The report of a monthly review, to project and to print. */
import type { Bar, Drawing, Item, Part } from '../../src/platform/drawing/drawing.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import type { Report, ReportAction } from '../../src/reviews/report/read.ts';
import { leadsIn, type Part as Share } from '../../src/scoreboard/tally.ts';
import { counted, times } from '../kit/words.ts';
import { cohortParts, FIRST_ROW, funnelParts, nothing, slaParts, tilesPart } from '../scoreboard/drawn.ts';
import { causeWords, count, daySpan, monthName, percent, sumLines } from '../scoreboard/words.ts';
import { goalsOf, teamParts } from '../targets/drawn.ts';

/** Names of people by their ids: a drawing has no mentions. */
export type Names = ReadonlyMap<string, string>;

export function reportDrawing(report: Report, names: Names): Drawing {
  const { board, cohort, progress, months, at } = report;
  const { first, last } = board.period;
  return {
    title: isMonth(first, last) ? `Monthly review: ${monthName(first)}` : 'Review',
    subtitle: `Sales and marketing · ${daySpan(first, last)}${board.before ? '' : ' · no comparison yet'}. ${FIRST_ROW}`,
    foot: `Baton · as of ${daySpan(isoDay(at), isoDay(at))} · every figure is defined in /baton scoreboard`,
    at,
    pages: [
      [
        tilesPart(board, goalsOf(progress.sums)),
        { kind: 'columns', columns: [funnelParts(cohort), slaParts(board)] },
        ...teamParts(progress),
        ...cohortParts(months),
        { kind: 'columns', columns: [changeParts(report), [...returnParts(report), ...stepParts(report, names)]] },
        { kind: 'columns', columns: [moneyParts(report), contentParts(report)] },
        { kind: 'heading', text: 'Actions of the last review' },
        ...actionParts(report.actions, names),
      ],
    ],
  };
}

const isMonth = (first: string, last: string) =>
  first.endsWith('-01') &&
  isoDay(new Date(Date.parse(last) + DAY_MS)).endsWith('-01') &&
  monthName(first) === monthName(last);

const isoDay = (at: Date) => at.toISOString().slice(0, 10);

/** A name and its number. */
const line = (label: string, value: string): Bar => ({ label, value, share: undefined, tone: 'neutral' });

const lines = (bars: Bar[], empty: string): Part => (bars.length > 0 ? { kind: 'bars', bars } : nothing(empty));

function changeParts({ board, causes }: Report): Part[] {
  const empty = board.before ? 'Nothing moved by more than one lead.' : 'No comparison yet.';
  const moved = causes.map((cause) => {
    const { before, name } = causeWords(cause);
    return line(`${before}${name}`, `${count(cause.leads)}, before ${count(cause.before)}`);
  });
  return [{ kind: 'heading', text: 'Changes', note: 'Against the month before.' }, lines(moved, empty)];
}

function returnParts({ board, clauses }: Report): Part[] {
  const returned = leadsIn(board.figures.returned);
  const note = `${counted(returned, 'lead')} returned, ${count(leadsIn(board.figures.recycled))} recycled.`;
  const items = clauses.map(({ words, leads }): Item => {
    const cited = `${counted(leads, 'return')}, ${percent(leads, returned)}`;
    return { mark: 'dot', text: words, note: cited };
  });
  const empty = 'No clause of the definition is named in more than 20 % of the returns.';
  return [
    { kind: 'heading', text: 'Clauses behind many returns', note },
    items.length > 0 ? { kind: 'list', items } : nothing(empty),
  ];
}

function moneyParts({ board }: Report): Part[] {
  const { pipeline, revenue, influenced } = board.figures;
  const bars = [
    ...moneyLines('Pipeline, sourced', pipeline),
    ...moneyLines('Revenue, sourced', revenue),
    ...moneyLines('Of it influenced by content', influenced),
  ];
  return [
    { kind: 'heading', text: 'Pipeline and revenue', note: 'Sourced and influenced overlap. Currencies stay apart.' },
    { kind: 'bars', bars },
  ];
}

const MOST_CURRENCIES = 3;

/** A line for each currency, and for the leads without a value. */
function moneyLines(label: string, parts: readonly Share[]): Bar[] {
  const amounts = sumLines(parts);
  const shown =
    amounts.length > MOST_CURRENCIES
      ? [...amounts.slice(0, MOST_CURRENCIES - 1), `and ${count(amounts.length - MOST_CURRENCIES + 1)} more`]
      : amounts;
  return shown.map((text, at) => line(at === 0 ? label : '', text));
}

function contentParts({ holes }: Report): Part[] {
  const searched = holes.map((hole) => line(hole.words, times(hole.times)));
  return [
    { kind: 'heading', text: 'Content that was not found', note: 'Searches without a result, until today.' },
    lines(searched, 'Every search found something.'),
  ];
}

/** Nothing where no survey had one. */
function stepParts({ steps }: Report, names: Names): Part[] {
  if (steps.length === 0) return [];
  const items = steps.map(({ what, ownerId, answered, asked }): Item => {
    const survey = `from a survey that ${count(answered)} of ${count(asked)} answered`;
    return { mark: 'dot', text: what, note: [names.get(ownerId ?? ''), survey].filter(Boolean).join(' · ') };
  });
  return [
    { kind: 'heading', text: 'Next steps from feedback' },
    { kind: 'list', items },
  ];
}

const MOST_ACTIONS = 16;

function actionParts(actions: ReportAction[], names: Names): Part[] {
  if (actions.length === 0) return [nothing('None.')];
  const items = actions.slice(0, MOST_ACTIONS).map((one) => actionItem(one, names));
  const rest = actions.length - items.length;
  return [{ kind: 'list', items, columns: 2 }, ...(rest > 0 ? [nothing(`And ${count(rest)} more.`)] : [])];
}

function actionItem({ what, ownerId, dueOn, status, reason }: ReportAction, names: Names): Item {
  const state = { open: `due ${daySpan(dueOn, dueOn)}`, done: 'done', dropped: `dropped: ${reason ?? ''}` }[status];
  return { mark: status, text: what, note: [names.get(ownerId), state].filter((one) => one !== undefined).join(' · ') };
}
