/** A definition is read by people who hand leads off: longer ones are not. */
export const MOST_CLAUSES = 20;
export const LONGEST_CLAUSE = 150;

export const clauseChanges = ['added', 'edited', 'moved', 'retired'] as const;
export type ClauseChange = (typeof clauseChanges)[number];

/** What each kind of change has to tell beyond who and when. Places count from 1. */
export interface ClauseChangeDetails {
  added: { text: string };
  edited: { from: string; to: string };
  moved: { from: number; to: number };
  retired: { text: string };
}
