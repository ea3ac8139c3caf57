/** Ways to have a part in a win. `close` is the closer's own; the others are the assist. */
export const assistKinds = ['hand_off', 'content', 'contacts', 'ride_along', 'close'] as const;
export type AssistKind = (typeof assistKinds)[number];

/** The rules of credit: percent for each kind, 100 in sum. */
export type Weights = Record<AssistKind, number>;

/** Until both teams agree on others. The closer has the win itself. */
export const USUAL_WEIGHTS: Weights = { hand_off: 45, content: 27, contacts: 18, ride_along: 10, close: 0 };

/** By amount, compared with the company's own wins. */
export const winSizesOfPosts = ['big', 'usual', 'small'] as const;
export type WinSize = (typeof winSizesOfPosts)[number];

/** A post of its own, a line in the post of a week, or none because the win was long ago. */
export const postings = ['own', 'week', 'none'] as const;
export type Posting = (typeof postings)[number];

/** How posts name a person. */
export const showings = ['named', 'unnamed', 'left', 'outside'] as const;
export type Showing = (typeof showings)[number];

/** Shares are in hundredths of a percent. */
export const WHOLE = 10_000;
