/** grouping → published; too few answers and a lost key end without a result. */
export const outcomes = ['grouping', 'published', 'too_few', 'lost', 'dropped'] as const;

/** Each person names so many. */
export const ADVANTAGES = 3;
export const LONGEST_ADVANTAGE = 80;

/** From this share on, the mindset is shared. */
export const SHARED = 0.75;
