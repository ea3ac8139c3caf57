/**
 * planned → open → closed → published. A ritual that asks no one is published on its day; skipped is the end of a cycle that was
 * not published.
 */
export const cycleStatuses = ['planned', 'open', 'closed', 'published', 'skipped'] as const;

export const rhythms = ['weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'off'] as const;
export type Rhythm = (typeof rhythms)[number];

export const LONGEST_REASON = 300;

/** The day on which a cycle usually begins. */
export interface UsualDay {
  /** ISO, 1 is Monday. */
  weekday: 1 | 2 | 3 | 4 | 5;
  /** Of the month; of no meaning in a weekly rhythm. */
  week: 1 | 2 | 3 | 4;
  /** From 1: a month in which a year, half-year or quarter of it begins. */
  month: number;
}
