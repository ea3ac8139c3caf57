/** For how long something of the past is kept: a number of months, or for ever. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Job } from '../schedule/job.ts';
import { settingOf } from './queries.ts';
import { type Setting, setting } from './setting.ts';

/** In one night; more go in the next, so that the morning is not one of edits alone. */
export const A_NIGHT = 1_000;

/** Null keeps all. */
export const keptMonths = (key: string): Setting<number | null> =>
  setting<number | null>(
    key,
    z
      .int('The number of months is a whole number.')
      .min(1, 'At least one month.')
      .max(240, 'At most 20 years.')
      .nullable(),
    null,
  );

export const monthsBefore = (now: Date, months: number): Date =>
  DateTime.fromJSDate(now, { zone: 'UTC' }).minus({ months }).toJSDate();

/** Each night, where a company has said for how long; `run` takes away what ended before that moment. */
export function keepingJobs(
  db: Db,
  { name, kept, run }: { name: string; kept: Setting<number | null>; run: (tx: Tx, before: Date, now: Date) => void },
): Job[] {
  const months = settingOf(db, kept);
  if (months === null) return [];
  return [{ name, cron: '30 3 * * *', zone: 'UTC', run: (tx, _slot, now) => run(tx, monthsBefore(now, months), now) }];
}
