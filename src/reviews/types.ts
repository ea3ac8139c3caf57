/** The days on which the review can be, in the first week of a month that has them. */
export const reviewDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'off'] as const;
export type ReviewDay = (typeof reviewDays)[number];

/** `quiet`: nothing happened in its month, so it was not posted. */
export const reviewStatuses = ['planned', 'open', 'closed', 'skipped', 'quiet'] as const;

export const actionStatuses = ['open', 'done', 'dropped'] as const;

export const LONGEST_WORDS = 300;
