/** People read a definition while they hand a lead off, so it has to be short. */
export const MOST_CLAUSES = 20;
export const LONGEST_CLAUSE = 150;

export const clauseChanges = ['added', 'edited', 'moved', 'retired'] as const;
export type ClauseChange = (typeof clauseChanges)[number];

/** Details of each kind of change, besides who and when. Places count from 1. */
export interface ClauseChangeDetails {
  added: { text: string };
  edited: { from: string; to: string };
  moved: { from: number; to: number };
  retired: { text: string };
}
