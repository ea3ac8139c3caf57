/** How good a lead was, in the words of whoever worked on it. */
export const ratings = { good: 'Good', so_so: 'So-so', poor: 'Poor' } as const;
export type Rating = keyof typeof ratings;

/** When somebody is asked: once they were the first in touch with the lead, and when they give it back. */
export const ratingMoments = ['touch', 'decline'] as const;
export type RatingMoment = (typeof ratingMoments)[number];
