/** The fixed choices of targets. */

/** A target is for one of these. */
export const targetUnits = ['quarter', 'month'] as const;
export type TargetUnit = (typeof targetUnits)[number];

/** Marketing enters the top-down figures, sales the bottom-up one. Each approves. */
export const targetSides = ['marketing', 'sales'] as const;
export type TargetSide = (typeof targetSides)[number];

/** Revenue is in cents of the target's currency, the others are leads. */
export const targetFigures = ['revenue', 'handed_off', 'qualified'] as const;
export type TargetFigure = (typeof targetFigures)[number];

/**
 * Against the share of working time that has passed. Before the end, a target is ahead, on track or behind; `reached`
 * comes at any time.
 */
export type Pace = 'not_begun' | 'ahead' | 'on_track' | 'behind' | 'reached' | 'missed';

/** A group of customers from which sales expects a part of the gap. */
export interface TargetGroup {
  name: string;
  cents: number;
}
