/** The fixed choices of roles. */

/** A line belongs to a side, or to both together. */
export const roleOwners = ['marketing', 'sales', 'both'] as const;
export type RoleOwner = (typeof roleOwners)[number];

/** Forms that can cite a line. */
export const citingForms = ['handoff', 'request'] as const;
export type CitingForm = (typeof citingForms)[number];

export const lineStates = ['proposed', 'agreed', 'declined', 'withdrawn', 'replaced', 'removed'] as const;

/** People read the list in a minute. */
export const MOST_LINES = 20;
/** With its owner, a line still fits into a clause of a lead definition. */
export const LONGEST_LINE = 130;
export const LONGEST_QUESTION = 300;
export const LONGEST_NOTE = 300;
