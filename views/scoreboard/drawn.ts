/** Parts of the scoreboard as drawings: for its picture, and for the report of a review. */
import type { Bar, Cell, Part, Tile, Tone } from '../../src/platform/drawing/drawing.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import { type Month, STEPS, type Step } from '../../src/scoreboard/months.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { leadsIn, type Part as Share } from '../../src/scoreboard/tally.ts';
import { money } from '../leads/words.ts';
import { owedByBoth } from './slas.ts';
import { count, monthName, percent, speedWords, TERMS } from './words.ts';

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

/** The figures that everyone asks for first. `goals` are targets by figure. */
export function tilesPart(board: Board, goals: Partial<Record<Step | 'revenue', Goal>> = {}): Part {
  const { figures, before } = board;
  const steps = (['handed_off', 'accepted', 'qualified', 'won'] as const).map((step): Tile => {
    const leads = leadsIn(figures[step]);
    const notes = [against(leads, before?.[step])];
    return tile(definitionOf(step).title, count(leads), { done: leads, notes, goal: goals[step] });
  });
  return { kind: 'tiles', tiles: [...steps, revenueTile(figures.revenue, goals.revenue)] };
}

export interface Goal {
  target: number;
  /** Of revenue. */
  currency?: string | null;
}

function tile(
  label: string,
  value: string,
  { done, notes, goal }: { done: number; notes: string[]; goal: Goal | undefined },
): Tile {
  const words = goal ? [`Target ${goal.currency ? money(goal.target, goal.currency) : count(goal.target)}`] : [];
  const note = [...words, ...notes].filter((one) => one !== '').join(' · ');
  return { label, value, note, ...(goal && { progress: done / goal.target }) };
}

/** "+14 % against 112". */
function against(now: number, before: number | undefined): string {
  if (before === undefined) return '';
  if (before === 0 || before === now) return `before: ${count(before)}`;
  const share = Math.round((100 * (now - before)) / before);
  return `${share < 0 ? '−' : '+'}${Math.abs(share)} % against ${count(before)}`;
}

/** The currency of the target, or the largest one; the others are named below it, since they are never added up. */
function revenueTile(parts: readonly Share[], goal: Goal | undefined): Tile {
  const known = parts.filter(({ part }) => part !== null).toSorted((a, b) => b.cents - a.cents);
  const main = known.find(({ part }) => part === goal?.currency) ?? known[0];
  const rest = known.filter((one) => one !== main).map(({ part, cents }) => money(cents / 100, String(part)));
  const without = leadsIn(parts.filter(({ part }) => part === null));
  const notes = [
    ...(rest.length > 0 ? [`and ${rest.join(', ')}`] : []),
    ...(without > 0 ? [`${count(without)} without a value`] : []),
  ];
  const done = (main?.cents ?? 0) / 100;
  const value = main || goal ? money(done, String(main?.part ?? goal?.currency)) : '–';
  return tile('Revenue, sourced', value, { done, notes, goal });
}
