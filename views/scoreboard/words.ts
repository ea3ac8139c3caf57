import type { Cause } from '../../src/scoreboard/causes.ts';
import { definitionOf, type FigureKey } from '../../src/scoreboard/figures.ts';
import type { PeriodChoice, PeriodName } from '../../src/scoreboard/periods.ts';
import type { Board, Speed } from '../../src/scoreboard/read.ts';
import { partLabel } from '../../src/scoreboard/rows.ts';
import type { BoardView } from '../../src/scoreboard/scope.ts';
import { leadsIn, type Part } from '../../src/scoreboard/tally.ts';
import { money } from '../leads/words.ts';

export const viewWords: Record<BoardView, string> = {
  activity: 'Activity',
  cohort: 'Cohort so far',
};

export const periodWords: Record<PeriodName, string> = {
  week: 'This week',
  last_week: 'Last week',
  month: 'This month',
  last_month: 'Last month',
  quarter: 'This quarter',
  last_quarter: 'Last quarter',
};

/** The field's terms. */
export const TERMS: Partial<Record<FigureKey, string>> = { handed_off: 'MQL', accepted: 'SAL', qualified: 'SQL' };

export const periodLabel = (choice: PeriodChoice): string =>
  typeof choice === 'string' ? periodWords[choice] : daySpan(choice.first, choice.last);

const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Nov 1 – 30, 2026". Intl puts thin spaces around the dash, which few fonts have. */
export const daySpan = (first: string, last: string): string =>
  days.formatRange(Date.parse(`${first}T00:00Z`), Date.parse(`${last}T00:00Z`)).replaceAll(/\s/gu, ' ');

const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "November 2026", of an ISO date. */
export const monthName = (date: string): string => months.format(Date.parse(`${date}T00:00Z`));

/** The days of a scoreboard and the leads that it is about, for what has no mentions. */
export function aboutWords({ choice, period }: Pick<Board, 'choice' | 'period'>, teamName: string | undefined): string {
  const { source, campaign, person } = choice;
  const said = [
    daySpan(period.first, period.last),
    teamName ?? 'all sales teams',
    ...(source === undefined ? [] : [`source: ${source || 'none'}`]),
    ...(campaign === undefined ? [] : [`campaign: ${campaign || 'none'}`]),
    ...(person ? [`only the leads of one ${person.as}`] : []),
  ];
  return said.join(' · ');
}

export const count = (leads: number): string => leads.toLocaleString('en');

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

/** "45 min", "2 h 5 min", "30 h". */
export function duration(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, minutes)} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours >= 10 || rest === 0 ? `${Math.round(minutes / 60)} h` : `${hours} h ${rest} min`;
}

/** "half in 38 min, 9 of 10 in 3 h". */
export const speedWords = ({ median, p90 }: Speed): string =>
  median === undefined || p90 === undefined ? '' : `half in ${duration(median)}, 9 of 10 in ${duration(p90)}`;

/** "▲ 12 %" against the period before; "new" where that had none. */
export function change(now: number, before: number | undefined): string {
  if (before === undefined) return '';
  if (before === now) return '＝';
  if (before === 0) return 'before: 0';
  const share = Math.round((100 * (now - before)) / before);
  return `${share < 0 ? '▼' : '▲'} ${Math.abs(share)} %`;
}

/** Currencies apart, the largest first, and last the leads without a value. */
export function sumLines(parts: readonly Part[]): string[] {
  const known = parts
    .filter(({ part }) => part !== null)
    .toSorted((a, b) => b.cents - a.cents)
    .map(({ part, cents }) => money(cents / 100, String(part)));
  const without = leadsIn(parts.filter(({ part }) => part === null));
  const all = [...known, ...(without > 0 ? [`${count(without)} without a value`] : [])];
  return all.length === 0 ? ['0'] : all;
}

/** "120,000 EUR, 3 without a value". */
export const sums = (parts: readonly Part[]): string => sumLines(parts).join(', ');

/** "Returned: No budget". */
export const figureLabel = (board: Pick<Board, 'clauses'>, key: FigureKey, part?: Part['part']): string => {
  const { title } = definitionOf(key);
  return part === undefined ? title : `${title}: ${partLabel(board, key, part)}`;
};

const missedWords = {
  accept_missed: 'Deadline to accept missed',
  touch_missed: 'Deadline to contact missed',
  answer_missed: 'Deadline to answer a return missed',
} as const;

/** A cause in words; its name follows them. */
export function causeWords({ kind, name }: Cause): { before: string; name: string } {
  switch (kind) {
    case 'source':
      return { before: 'Leads from ', name };
    case 'reason':
      return { before: 'Returned as ', name };
    case 'clause':
      return { before: 'Returned for the clause ', name };
    case 'absent':
      return { before: 'Days out of office in ', name };
    default:
      return { before: missedWords[kind], name: '' };
  }
}
