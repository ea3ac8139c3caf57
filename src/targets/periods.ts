/** The months and quarters of targets, whole days in the zone of their team. */

import { offsetMs } from '../platform/time/zones.ts';
import { type Period, periodOf } from '../scoreboard/periods.ts';
import type { TargetUnit } from './types.ts';

export interface TargetPeriod extends Omit<Period, 'before'> {
  /** `2026-Q4` or `2026-11`. */
  key: string;
  unit: TargetUnit;
}

const KEY = /^(20\d\d)-(?:Q([1-4])|(0[1-9]|1[0-2]))$/;
const MONTHS = { quarter: 3, month: 1 } as const;

/** Cache: a moment in a zone takes Luxon a while, and each home asks for the same periods. */
const known = new Map<string, TargetPeriod>();
const MOST_KNOWN = 1_000;

/** Undefined for text that is no key. */
export function targetPeriod(key: string, zone: string): TargetPeriod | undefined {
  const found = known.get(`${key} ${zone}`);
  if (found) return found;
  const [, year, quarter, month] = KEY.exec(key) ?? [];
  if (!year) return undefined;
  const unit = quarter ? 'quarter' : 'month';
  const first = quarter ? Number(quarter) * 3 - 3 : Number(month) - 1;
  const day = (months: number, days: number) =>
    new Date(Date.UTC(Number(year), first + months, 1 - days)).toISOString().slice(0, 10);
  const { before, ...days } = periodOf({ first: day(0, 0), last: day(MONTHS[unit], 1) }, zone, new Date(0));
  const period = { ...days, key, unit } as const;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(`${key} ${zone}`, period);
  return period;
}

/** @throws RangeError for text that is no key. */
export function requirePeriod(key: string, zone: string): TargetPeriod {
  const period = targetPeriod(key, zone);
  if (!period) throw new RangeError(`No period of a target: ${key}.`);
  return period;
}

/** The period that holds a moment, or the one so many periods later. */
export function periodAt(unit: TargetUnit, zone: string, at: Date, later = 0): TargetPeriod {
  const local = new Date(at.getTime() + offsetMs(zone, at.getTime()));
  const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + later * MONTHS[unit]));
  const month = first.getUTCMonth();
  const part = unit === 'quarter' ? `Q${Math.floor(month / 3) + 1}` : String(month + 1).padStart(2, '0');
  return requirePeriod(`${first.getUTCFullYear()}-${part}`, zone);
}
