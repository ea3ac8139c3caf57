/** Retention: data is kept for a number of months, or forever. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Job } from '../schedule/job.ts';
import { settingOf } from './queries.ts';
import { type Setting, setting } from './setting.ts';

/** Per night. The rest follows the next night, so that edits of cards do not fill the morning. */
export const A_NIGHT = 1_000;

interface Kept extends Pick<Setting<number | null>, 'key' | 'group' | 'title' | 'help'> {
  unit: readonly [one: string, many: string];
  /** How much ended before this moment and would be erased. */
  count: (db: Db, before: Date) => number;
}

/** A setting of months; null keeps everything. */
export const keptMonths = ({ unit, count, ...words }: Kept): Setting<number | null> =>
  setting<number | null>({
    ...words,
    schema: z
      .int('The number of months is a whole number.')
      .min(1, 'At least one month.')
      .max(240, 'At most 20 years.')
      .nullable(),
    default: null,
    editor: { kind: 'number', unit: ['month', 'months'], empty: 'Forever' },
    adminsOnly: true,
    preview: (db, months, now) => ({
      of: 'erasing',
      unit,
      count: months === null ? 0 : count(db, monthsBefore(now, months)),
    }),
  });

export const monthsBefore = (now: Date, months: number): Date =>
  DateTime.fromJSDate(now, { zone: 'UTC' }).minus({ months }).toJSDate();

/** Runs every night once a number of months is set; `run` erases what ended before that moment. */
export function keepingJobs(
  db: Db,
  { name, kept, run }: { name: string; kept: Setting<number | null>; run: (tx: Tx, before: Date, now: Date) => void },
): Job[] {
  const months = settingOf(db, kept);
  if (months === null) return [];
  return [{ name, cron: '30 3 * * *', zone: 'UTC', run: (tx, _slot, now) => run(tx, monthsBefore(now, months), now) }];
}
