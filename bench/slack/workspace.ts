/** The people and teams of the benchmark workspace. */
export const TEAM = 'T1';
export const SIGNING_SECRET = 'a-secret-of-the-benchmarks';
export const BOT_TOKEN = 'xoxb-benchmark';
export const APP_TOKEN = 'xapp-benchmark';

export const MARKETER = 'UMIA';
export const SELLERS = ['USAM', 'USUE', 'USID', 'USOL', 'USKY', 'USIV', 'USTU', 'USAL'];
export const PEOPLE = [MARKETER, ...SELLERS];
export const MANAGER = 'UMAX';

/** In a company whose teams have sellers of their own. */
export const sellersOf = (team: number): string[] => SELLERS.map((seller) => `${seller}${team}`);

export const TEAMS = 20;

/** All people of both kinds of companies. */
export const EVERYONE = [
  ...PEOPLE,
  MANAGER,
  ...Array.from({ length: TEAMS }, (_, index) => sellersOf(index + 1)).flat(),
];

export const channelOf = (team: number): string => `C${team}`;

/** A Thursday, 10:00 in Berlin, so that SLAs run whenever the benchmarks run. */
export const AT = new Date('2026-11-19T09:00:00Z');
