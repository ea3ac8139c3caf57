import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFiles } from '../files/copy-files.ts';
import { filesBeside } from '../files/store.ts';
import type { Now } from '../time/clock.ts';
import { MINUTE_MS } from '../time/units.ts';
import { backUpInThread } from './backup-thread.ts';
import type { Db } from './open.ts';

export interface BackupPlan {
  /** A folder, best on another disk. Each backup is a folder in it, named by its day. */
  folder: string;
  /** The number of backups to keep. */
  keep: number;
}

export const BACKUP_DATABASE = 'baton.db';
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Before the night's erasures at 3:30, in UTC; a day without a backup gets one at once. */
const HOUR_UTC = 2;
const PAUSE_MS = 30 * MINUTE_MS;

/**
 * Once a day, copies the database and the library's files to a folder that is whole or missing, and removes the oldest
 * ones. The keys of anonymous answers are never copied. After a failure it rejects until the next try succeeds, so that
 * health reports it.
 */
export function createDailyBackup(
  { db, now, made }: { db: Db; now: Now; made: (backup: { file: string; bytes: number }) => Promise<void> },
  { folder, keep }: BackupPlan,
): (stop: AbortSignal) => Promise<void> {
  let notBefore = new Date(0);
  let failure: unknown;

  async function backUpIfDue(stop: AbortSignal): Promise<void> {
    const days = await daysIn(folder);
    if (!isDue(days, now())) return;
    const day = dayOf(now());
    const part = join(folder, `${day}.part`);
    try {
      await rm(part, { recursive: true, force: true });
      await mkdir(part, { recursive: true, mode: 0o700 });
      const { bytes } = await backUpInThread(db.$client.name, join(part, BACKUP_DATABASE));
      const latest = days.at(-1);
      const earlier = latest && filesBeside(join(folder, latest, BACKUP_DATABASE));
      await copyFiles(filesBeside(db.$client.name), filesBeside(join(part, BACKUP_DATABASE)), { earlier, stop });
      await rename(part, join(folder, day));
      await made({ file: join(folder, day), bytes });
    } finally {
      await rm(part, { recursive: true, force: true });
    }
    for (const old of [...days, day].slice(0, -keep)) await rm(join(folder, old), { recursive: true });
  }

  return async (stop) => {
    if (now() < notBefore) {
      if (failure === undefined) return;
      throw failure;
    }
    notBefore = new Date(now().getTime() + PAUSE_MS);
    failure = undefined;
    try {
      await backUpIfDue(stop);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function isDue(days: string[], at: Date): boolean {
  const latest = days.at(-1) ?? '';
  const yesterday = dayOf(new Date(at.getTime() - 24 * 60 * MINUTE_MS));
  return latest < yesterday || (latest === yesterday && at.getUTCHours() >= HOUR_UTC);
}

/** The days with a whole backup, in order. */
async function daysIn(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).filter((name) => DAY.test(name)).sort();
}
