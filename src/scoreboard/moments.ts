import type { ScoreboardLead } from './table.ts';

/** All by which a lead counts somewhere. */
const MOMENTS = [
  'handedOffAt',
  'acceptedAt',
  'acceptMissedAt',
  'touchedAt',
  'touchMissedAt',
  'qualifiedAt',
  'wonAt',
  'lostAt',
  'returnedAt',
  'answeredAt',
  'answerMissedAt',
  'recycledAt',
  'ratedAt',
] as const satisfies (keyof ScoreboardLead)[];

export const momentsIn = (story: Pick<ScoreboardLead, (typeof MOMENTS)[number]>): Date[] =>
  MOMENTS.flatMap((moment) => story[moment] ?? []);
