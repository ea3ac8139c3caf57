/** Limits of the marketing plan: a list that a team keeps in two minutes. */
export const LONGEST_TITLE = 80;
export const LONGEST_AUDIENCE = 120;
export const LONGEST_TASK = 300;
export const LONGEST_QUESTION = 300;
export const LONGEST_ANSWER = 500;
/** As long as the names of campaigns in a hand-off. */
export const LONGEST_CAMPAIGN = 70;
export const MOST_ITEMS = 5;
/** Entries that are planned or run. */
export const MOST_ENTRIES = 60;
