/** Lines that the page of alignment and managers' homes share. */
import type { Deadlines, Kept } from '../../src/alignment/deadlines.ts';
import type { Rides } from '../../src/alignment/rides.ts';
import type { ComparedCard } from '../../src/report-cards/shown.ts';
import { overallOf } from '../../src/report-cards/types.ts';
import { counted } from '../kit/words.ts';
import { letterOf, otherName, sideNames } from '../report-cards/words.ts';
import { percent } from '../scoreboard/words.ts';

/** Opens the page; the value is not used. */
export const OPEN_ALIGNMENT = 'alignment_open';

/** "Sales rates marketing B−". */
export function ratingWords(shown: ComparedCard): string {
  const overall = overallOf(shown);
  const { side } = shown.card;
  return `${sideNames[side]} rates ${otherName(side)}${overall ? ` ${letterOf(overall.average)}` : ': no result'}`;
}

/** "3 held, with 2 debriefs · 1 planned · 2 offers without a rider". */
export function rideWords({ held, planned, offered, debriefs }: Rides): string {
  const parts = [
    ...(held > 0 ? [`${held} held, with ${counted(debriefs, 'debrief')}`] : []),
    ...(planned > 0 ? [`${planned} planned`] : []),
    ...(offered > 0 ? [`${counted(offered, 'offer')} without a rider`] : []),
  ];
  return parts.length === 0 ? 'none yet' : parts.join('  ·  ');
}

/** "4, 1 overdue". */
export const actionCounts = ({ total, overdue }: { total: number; overdue: number }): string =>
  total === 0 ? 'none' : `${total}${overdue > 0 ? `, ${overdue} overdue` : ''}`;

/** "leads accepted in time 92 % · returns answered in time 80 %". */
export const deadlineWords = ({ accepted, answered }: Deadlines): string =>
  `leads accepted ${share(accepted)}  ·  returns answered ${share(answered)}`;

const share = ({ kept, missed }: Kept): string => (kept + missed === 0 ? 'none yet' : percent(kept, kept + missed));
