import type { Numbers } from '../../src/home/numbers.ts';
import type { Figures } from '../../src/leads/reads/figures.ts';
import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { actions, type Blocks, bold, button, context, heading, mrkdwn, rich } from '../kit/blocks.ts';
import { OPEN_BOARD } from '../scoreboard/board.ts';

/** Also in a month without figures yet: those of the last one are there. */
const scoreboard: Blocks[number] = actions('home_scoreboard', button(OPEN_BOARD, 'Scoreboard', 'home'));

/** The reader's month next to the team's, and the way to the figures of both teams. */
export function numbersBlocks({ teams }: Numbers): Blocks {
  const shown = teams.filter(({ mine, all }) => mine.count > 0 || all.count > 0 || all.acceptRate !== undefined);
  if (shown.length === 0) return teams.length === 0 ? [] : [scoreboard];
  return [
    heading('Your month'),
    ...shown.flatMap(({ team, mine, all }): Blocks => {
      const isSales = team.kind === 'sales';
      const fields = figureFields(mine, all, isSales);
      return [
        ...(teams.length > 1 ? [rich([bold(team.name)])] : []),
        { type: 'section', fields: fields.map(([label, value]) => mrkdwn(`*${label}*\n${value}`)) },
      ];
    }),
    context('You vs. team this month. Median working time.'),
    scoreboard,
  ];
}

const figureFields = (mine: Figures, all: Figures, isSales: boolean): [label: string, value: string][] => [
  [isSales ? 'Leads accepted' : 'Leads handed off', compared(mine.count, all.count, String)],
  [isSales ? 'Accept rate' : 'Accepted by sales', compared(mine.acceptRate, all.acceptRate, percent)],
  ['Time to accept', compared(mine.acceptMs, all.acceptMs, duration)],
  ['Then to first contact', compared(mine.touchMs, all.touchMs, duration)],
];

const compared = (mine: number | undefined, all: number | undefined, words: (value: number) => string): string =>
  `${mine === undefined ? '–' : words(mine)}  ·  team: ${all === undefined ? '–' : words(all)}`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** "45 min", "2 h 5 min"; long ones in hours alone. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours >= 10 || rest === 0 ? `${Math.round(minutes / 60)} h` : `${hours} h ${rest} min`;
}
