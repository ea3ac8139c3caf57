/** Chooses the counterpart of a newcomer. */
import { MINUTE_MS } from '../platform/time/units.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, endOfWorkOn, nextStartOfWork, workingTimeBetween } from '../teams/working-time.ts';

export interface Candidate {
  userId: string;
  /** Managers are paired among themselves: they come last. */
  isManager: boolean;
  /** Introductions in the last half year, in either role. */
  lately: number;
  /** The last one, in milliseconds; 0 without any. */
  lastAt: number;
  /** Minutes of the day in which both work. */
  together: number;
}

/**
 * The one with the fewest introductions lately; among equals, the one whose working hours overlap most, and then the one
 * who has waited longest. Undefined without a candidate.
 */
export const chooseCounterpart = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.toSorted(
    (one, other) =>
      Number(one.isManager) - Number(other.isManager) ||
      one.lately - other.lately ||
      other.together - one.together ||
      one.lastAt - other.lastAt ||
      (one.userId < other.userId ? -1 : 1),
  )[0];

/** How long two teams both work on the next working day of the first one. */
export function minutesTogether(one: Team, other: Team, now: Date): number {
  const start = nextStartOfWork(one, now);
  const end = endOfWorkOn(one, dateIn(one, start));
  return workingTimeBetween(other, start, end) / MINUTE_MS;
}
