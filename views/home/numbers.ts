import type { Numbers } from '../../src/home/numbers.ts';
import type { Figures } from '../../src/leads/reads/figures.ts';
import { type Blocks, bold, context, emoji, heading, mrkdwn, rich } from '../kit/blocks.ts';

/** Somebody's month beside their team's. */
export function numbersBlocks({ teams }: Numbers): Blocks {
  if (teams.length === 0) return [];
  const counted = teams.filter(({ mine, all }) => mine.count > 0 || all.count > 0 || all.acceptRate !== undefined);
  if (counted.length === 0) {
    return [heading('Your month'), rich([emoji('bar_chart'), ' Nothing to count yet. It begins with the first lead.'])];
  }
  return [
    heading('Your month'),
    ...counted.flatMap(({ team, mine, all }): Blocks => {
      const isSales = team.kind === 'sales';
      const fields = figureFields(mine, all, isSales);
      return [
        ...(teams.length > 1 ? [rich([bold(team.name)])] : []),
        { type: 'section', fields: fields.map(([label, value]) => mrkdwn(`*${label}*\n${value}`)) },
      ];
    }),
    context('Yours, and all together beside it. Times are working time and the one in the middle: half were quicker.'),
  ];
}

const figureFields = (mine: Figures, all: Figures, isSales: boolean): [label: string, value: string][] => [
  [isSales ? 'Leads accepted' : 'Leads handed off', beside(mine.count, all.count, String)],
  [isSales ? 'Accept rate' : 'Accepted by sales', beside(mine.acceptRate, all.acceptRate, percent)],
  ['Time to accept', beside(mine.acceptMs, all.acceptMs, duration)],
  ['Then to first touch', beside(mine.touchMs, all.touchMs, duration)],
];

const beside = (mine: number | undefined, all: number | undefined, words: (value: number) => string): string =>
  `${mine === undefined ? '–' : words(mine)}  ·  all: ${all === undefined ? '–' : words(all)}`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const MINUTE_MS = 60_000;

/** "45 min", "2 h 5 min"; long ones in hours alone. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours >= 10 || rest === 0 ? `${Math.round(minutes / 60)} h` : `${hours} h ${rest} min`;
}
