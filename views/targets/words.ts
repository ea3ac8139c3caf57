import type { FigureProgress } from '../../src/targets/standing.ts';
import type { Target } from '../../src/targets/table.ts';
import type { Pace, TargetFigure, TargetSide } from '../../src/targets/types.ts';
import { bold, emoji, type Piece } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { money } from '../leads/words.ts';
import { count, percent } from '../scoreboard/words.ts';

/** Opens the targets; the value may name one. */
export const OPEN_TARGETS = 'targets_open';

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "Q4 2026", "November 2026". */
export function periodName(key: string): string {
  const [year, part = ''] = key.split('-');
  return part.startsWith('Q') ? `${part} ${year}` : month.format(Date.parse(`${key}-01T00:00Z`));
}

export const sideName: Record<TargetSide, string> = { marketing: 'Marketing', sales: 'Sales' };

export const amount = (cents: number, currency: string): string => money(cents / 100, currency);

/** The same colours as for deadlines; the words say it too. */
const paces: Record<Pace, { icon: string; words: string }> = {
  not_begun: { icon: 'white_circle', words: 'not begun' },
  ahead: { icon: 'large_green_circle', words: 'ahead' },
  on_track: { icon: 'large_green_circle', words: 'on track' },
  behind: { icon: 'large_yellow_circle', words: 'behind' },
  reached: { icon: 'tada', words: 'reached' },
  missed: { icon: 'red_circle', words: 'not reached' },
};
export const paceWords = (pace: Pace): string => paces[pace].words;

/** "320,000 of 1,200,000 EUR", "340 of 900". */
export const partOf = ({ currency, target, done }: FigureProgress): string =>
  currency === null
    ? `${count(done)} of ${count(target)}`
    : `${money(done / 100, null)} of ${amount(target, currency)}`;

/** "320,000 of 1,200,000 EUR, behind". */
export const standingWords = (one: FigureProgress): string => `${partOf(one)}, ${paceWords(one.pace)}`;

const nouns: Record<TargetFigure, string> = {
  revenue: 'won',
  handed_off: 'leads handed off',
  qualified: 'leads qualified',
};

/** "320,000 of 1,200,000 EUR won". */
export const doneWords = (one: FigureProgress): string => `${partOf(one)} ${nouns[one.figure]}`;

/** "🟡 320,000 of 1,200,000 EUR won · 27 % · behind". */
export const progressLine = (one: FigureProgress): Piece[] => [
  emoji(paces[one.pace].icon),
  ` ${doneWords(one)}  ·  ${percent(one.done, one.target)}  ·  `,
  bold(paceWords(one.pace)),
];

/** Marketing's figures: "1,200,000 EUR · 900 leads handed off". */
export function topDownWords({ currency, topCents, topHandedOff, topQualified }: Target): string | undefined {
  const parts = [
    topCents !== null && amount(topCents, currency),
    topHandedOff !== null && `${counted(topHandedOff, 'lead')} handed off`,
    topQualified !== null && `${counted(topQualified, 'lead')} qualified`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join('  ·  ');
}
