/** Who is in the workspace of the benchmarks, and its teams. */
export const TEAM = 'T1';
export const SIGNING_SECRET = 'a-secret-of-the-benchmarks';
export const BOT_TOKEN = 'xoxb-benchmark';
export const APP_TOKEN = 'xapp-benchmark';

export const MARKETER = 'UMIA';
export const SELLERS = ['USAM', 'USUE', 'USID', 'USOL', 'USKY', 'USIV', 'USTU', 'USAL'];
export const PEOPLE = [MARKETER, ...SELLERS];
export const MANAGER = 'UMAX';

export const channelOf = (team: number): string => `C${team}`;

/** A Thursday, 10:00 in Berlin: clocks run, whenever the benchmarks do. */
export const AT = new Date('2026-11-19T09:00:00Z');
