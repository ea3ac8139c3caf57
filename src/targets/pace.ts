/** How a figure stands against its target and the time that has passed. */
import type { FigureProgress } from './standing.ts';
import type { Pace } from './types.ts';

/** Closer to its time than this share of the target is on track. */
const TOLERANCE = 0.05;

export function paceOf(
  { target, done, expected }: Pick<FigureProgress, 'target' | 'done' | 'expected'>,
  { isOver, hasBegun }: { isOver: boolean; hasBegun: boolean },
): Pace {
  if (done >= target) return 'reached';
  if (isOver) return 'missed';
  if (!hasBegun) return 'not_begun';
  const lead = (done - expected) / target;
  if (Math.abs(lead) <= TOLERANCE) return 'on_track';
  return lead > 0 ? 'ahead' : 'behind';
}
