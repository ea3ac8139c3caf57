/** The months and quarters of targets, whole days in the zone of their team. */
import { DateTime } from 'luxon';
import { type Period, periodOf } from '../scoreboard/periods.ts';
import type { TargetUnit } from './types.ts';

export interface TargetPeriod extends Omit<Period, 'before'> {
  /** `2026-Q4` or `2026-11`. */
  key: string;
  unit: TargetUnit;
}

const KEY = /^(20\d\d)-(?:Q([1-4])|(0[1-9]|1[0-2]))$/;
const MONTHS = { quarter: 3, month: 1 } as const;

/** Undefined for text that is no key. */
export function targetPeriod(key: string, zone: string): TargetPeriod | undefined {
  const [, year, quarter, month] = KEY.exec(key) ?? [];
  if (!year) return undefined;
  const unit = quarter ? 'quarter' : 'month';
  const first = DateTime.utc(Number(year), quarter ? Number(quarter) * 3 - 2 : Number(month));
  const last = first.plus({ months: MONTHS[unit] }).minus({ days: 1 });
  const { before, ...period } = periodOf({ first: day(first), last: day(last) }, zone, new Date(0));
  return { ...period, key, unit };
}

/** @throws RangeError for text that is no key. */
export function requirePeriod(key: string, zone: string): TargetPeriod {
  const period = targetPeriod(key, zone);
  if (!period) throw new RangeError(`No period of a target: ${key}.`);
  return period;
}

/** The period that holds a moment, or the one so many periods later. */
export function periodAt(unit: TargetUnit, zone: string, at: Date, later = 0): TargetPeriod {
  const start = DateTime.fromJSDate(at, { zone })
    .startOf(unit)
    .plus({ months: later * MONTHS[unit] });
  const part = unit === 'quarter' ? `Q${start.quarter}` : String(start.month).padStart(2, '0');
  return requirePeriod(`${start.year}-${part}`, zone);
}

const day = (at: DateTime): string => at.toISODate() ?? '';
