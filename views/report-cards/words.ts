/** Words and lines that the message, the page and the forms of report cards share. */
import type { ComparedCard, ShownCard } from '../../src/report-cards/shown.ts';
import { averageOf, isWeak, type Marks, marks } from '../../src/report-cards/types.ts';
import type { TeamKind } from '../../src/teams/table.ts';
import { bold, emoji, type Line, type Piece } from '../kit/blocks.ts';

export const sideNames: Record<TeamKind, string> = { sales: 'Sales', marketing: 'Marketing' };
export const otherName = (side: TeamKind): string => (side === 'sales' ? 'marketing' : 'sales');

const LETTERS = [
  [3.85, 'A'],
  [3.5, 'A−'],
  [3.15, 'B+'],
  [2.85, 'B'],
  [2.5, 'B−'],
  [2.15, 'C+'],
  [1.85, 'C'],
  [1, 'C−'],
] as const;

/** The letter that is nearest to an average. */
export const letterOf = (average: number): string => LETTERS.find(([least]) => average >= least)?.[1] ?? 'F';

const squares = ['large_green_square', 'large_blue_square', 'large_yellow_square', 'large_red_square'];
/** More marks are shown as a share of so many squares. */
const MOST_SQUARES = 12;

/** The spread: a square for each mark, from A to F. */
function spreadOf(given: Marks): Piece[] {
  const total = given.reduce((sum, count) => sum + count, 0);
  const scale = total > MOST_SQUARES ? MOST_SQUARES / total : 1;
  return given.flatMap((count, mark) => {
    const shown = count === 0 ? 0 : Math.max(1, Math.round(count * scale));
    return Array.from({ length: shown }, () => emoji(squares[mark] ?? ''));
  });
}

/** "A 3 · B 4 · C 2". */
const countsOf = (given: Marks): string =>
  given.flatMap((count, mark) => (count > 0 ? [`${marks[mark]} ${count}`] : [])).join(' · ');

/** So little is the same mark. */
const SAME = 0.05;

/** "up 0.4 since last time". */
function changeWords(now: number | undefined, before: number | undefined): string | undefined {
  if (now === undefined || before === undefined) return undefined;
  return sinceLastTime(now - before);
}

export function sinceLastTime(change: number): string {
  if (Math.abs(change) < SAME) return 'as last time';
  return `${change > 0 ? 'up' : 'down'} ${Math.abs(change).toFixed(1)} since last time`;
}

/** "B−  Answers in time", and the spread in the line below. */
export function needLines({ card, before }: ShownCard, place: number): Line[] {
  const given = card.marks?.[place] ?? [];
  const average = averageOf(given);
  const change = changeWords(average, before[place]);
  return [
    [
      bold(average === undefined ? '–' : letterOf(average)),
      '  ',
      bold(card.needs[place] ?? ''),
      ...(isWeak(given) ? ['  ', emoji('warning')] : []),
    ],
    [...spreadOf(given), '  ', [countsOf(given), ...(change === undefined ? [] : [change])].join('  ·  ')],
  ];
}

/** "9 of 12 in sales answered"; else why there is nothing to show. */
export function answeredWords({ card, minimum }: ComparedCard): string {
  const side = sideNames[card.side].toLowerCase();
  switch (card.outcome) {
    case 'shown':
      return `${card.answered ?? 0} of ${card.asked} in ${side} answered.`;
    case 'too_few_asked':
      return `${sideNames[card.side]} has ${card.asked === 1 ? '1 person' : `${card.asked} people`}: too few to stay anonymous, so no one was asked.`;
    case 'too_few_answers':
      return `Fewer than ${minimum} of ${card.asked} people in ${side} answered. To protect them, nothing is shown and the answers are deleted unread.`;
    case 'lost':
      return `The key that kept the answers of ${side} anonymous was lost, and the answers with it.`;
  }
}
