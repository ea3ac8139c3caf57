/** The gap between the two sides, and the next step of a target. */
import type { Target } from './table.ts';
import type { TargetSide } from './types.ts';

export interface Gap {
  /** Top-down minus bottom-up, in cents: below 0 where sales plans more. */
  cents: number;
  /** The sum of the customer groups. */
  allocated: number;
  /** The part of the gap that no group covers; 0 or more. */
  left: number;
}

/** Undefined until both sides have entered their revenue. */
export function gapOf({ topCents, bottomCents, groups }: Target): Gap | undefined {
  if (topCents === null || bottomCents === null) return undefined;
  const cents = topCents - bottomCents;
  const allocated = groups.reduce((sum, group) => sum + group.cents, 0);
  return { cents, allocated, left: Math.max(0, cents - allocated) };
}

export const hasTopDown = ({ topCents, topHandedOff, topQualified }: Target): boolean =>
  topCents !== null || topHandedOff !== null || topQualified !== null;

/** The next step of a side; undefined if nothing is left for it to do now. */
export type Step = 'enter' | 'allocate' | 'approve';

export function stepOf(target: Target, side: TargetSide): Step | undefined {
  const isEntered = hasTopDown(target);
  if (side === 'marketing' && !isEntered) return 'enter';
  // Leads alone are marketing's promise: sales approves them.
  if (side === 'sales' && target.bottomCents === null && target.topCents !== null) return 'enter';
  if (side === 'sales' && needsAllocation(target)) return 'allocate';
  return isReady(target) && approvalOf(target, side) === undefined ? 'approve' : undefined;
}

const needsAllocation = (target: Target): boolean => (gapOf(target)?.left ?? 0) > 0 && target.openReason === null;

/** Both sides can approve it. */
export const isReady = (target: Target): boolean =>
  hasTopDown(target) && (target.topCents === null || target.bottomCents !== null) && !needsAllocation(target);

export function approvalOf(target: Target, side: TargetSide): { by: string; at: Date } | undefined {
  const [by, at] =
    side === 'marketing'
      ? [target.marketingApprovedBy, target.marketingApprovedAt]
      : [target.salesApprovedBy, target.salesApprovedAt];
  return by !== null && at !== null ? { by, at } : undefined;
}
