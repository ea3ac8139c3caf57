/** Parts of the scoreboard as drawings: for its picture, and for the report of a review. */
import type { Bar, Cell, Part, Tile, Tone } from '../../src/platform/drawing/drawing.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import { type Month, STEPS, type Step } from '../../src/scoreboard/months.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { leadsIn, type Part as Share } from '../../src/scoreboard/tally.ts';
import { owedByBoth } from './slas.ts';
import { count, monthName, percent, speedWords, sumLines, TERMS } from './words.ts';

/** The colours of the two teams. */
const SIDES = { sales: 'first', marketing: 'second' } as const satisfies Record<string, Tone>;

/** The outcome so far of the leads of a cohort. */
export function funnelParts(cohort: Board): Part[] {
  const whole = leadsIn(cohort.figures.handed_off);
  const note = cohort.isRipe
    ? 'The outcome of the leads that were handed off in this time.'
    : 'The outcome so far of the leads that were handed off in this time. They are still ripening.';
  if (whole === 0) return [{ kind: 'heading', text: 'Funnel' }, nothing('No leads were handed off in this time.')];
  return [
    { kind: 'heading', text: 'Funnel', note },
    { kind: 'bars', bars: STEPS.map((step) => stepBar(step, leadsIn(cohort.figures[step]), whole)) },
  ];
}

export const nothing = (text: string): Part => ({ kind: 'text', text });

function stepBar(step: Step, leads: number, whole: number): Bar {
  const term = TERMS[step] ? ` (${TERMS[step]})` : '';
  const share = step === 'handed_off' ? '' : ` · ${percent(leads, whole)}`;
  return {
    label: `${definitionOf(step).title}${term}`,
    value: `${count(leads)}${share}`,
    share: leads / whole,
    tone: 'neutral',
  };
}

/** Both teams in the same measure, each in its colour. */
export function slaParts(board: Board): Part[] {
  const { sales, marketing } = owedByBoth(board);
  const side = (name: string, tone: Tone, owed: typeof sales): Part[] => [
    { kind: 'heading', text: name, tone },
    { kind: 'bars', bars: owed.map((one) => owedBar(one, tone)) },
  ];
  return [...side('Sales', SIDES.sales, sales), ...side('Marketing', SIDES.marketing, marketing)];
}

function owedBar({ words, kept, missed, speed }: ReturnType<typeof owedByBoth>['sales'][number], tone: Tone): Bar {
  const all = kept + missed;
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  if (all === 0) return { label, value: '–', note: 'Nothing was due.', share: 0, tone };
  const times = speedWords(speed);
  const note = [`${count(kept)} of ${count(all)}`, ...(times ? [times] : [])].join(' · ');
  return { label, value: percent(kept, all), note, share: kept / all, tone };
}

/** Shares of each month's leads, the darker the higher. */
export function cohortParts(months: readonly Month[]): Part[] {
  if (months.length === 0) return [];
  const isYoung = months.some(({ isRipe }) => !isRipe);
  return [
    {
      kind: 'heading',
      text: 'Month by month',
      note: `Leads by the month of their hand-off, and the share of them that came so far.${isYoung ? ' Months with * are still ripening: do not compare them with earlier ones.' : ''}`,
    },
    {
      kind: 'table',
      head: ['Handed off in', 'Leads', ...STEPS.slice(1).map((step) => definitionOf(step).title)],
      rows: months.map(({ first, cohort, isRipe }): Cell[] => [
        { text: `${monthName(first)}${isRipe ? '' : ' *'}` },
        { text: count(cohort.handed_off) },
        ...STEPS.slice(1).map((step) => shareCell(cohort[step], cohort.handed_off)),
      ]),
    },
  ];
}

const shareCell = (leads: number, whole: number): Cell =>
  whole === 0 ? { text: '–' } : { text: percent(leads, whole), shade: leads / whole };

/** Bars against targets, by the figure. */
export type Goals = Partial<Record<Step | 'revenue', NonNullable<Tile['goals']>>>;

/** The row of tiles is activity, and the funnel below it a cohort. */
export const FIRST_ROW = 'The first row counts all events of these days.';

/** The figures that everyone asks for first. */
export function tilesPart(board: Board, goals: Goals = {}): Part {
  const { figures, before } = board;
  const steps = (['handed_off', 'accepted', 'qualified', 'won'] as const).map((step): Tile => {
    const leads = leadsIn(figures[step]);
    const { title } = definitionOf(step);
    return { label: title, value: count(leads), note: against(leads, before?.[step]), goals: goals[step] };
  });
  return { kind: 'tiles', tiles: [...steps, { ...revenueTile(figures.revenue), goals: goals.revenue }] };
}

/** "+14 % against 112". */
function against(now: number, before: number | undefined): string | undefined {
  if (before === undefined) return undefined;
  if (before === 0 || before === now) return `before: ${count(before)}`;
  const share = Math.round((100 * (now - before)) / before);
  return `${share < 0 ? '−' : '+'}${Math.abs(share)} % against ${count(before)}`;
}

/** The largest currency; the others are named below it, since they are never added up. */
function revenueTile(parts: readonly Share[]): Tile {
  const [main = '–', ...rest] = sumLines(parts);
  return { label: 'Revenue, sourced', value: main, note: rest.length > 0 ? `and ${rest.join(', ')}` : undefined };
}
