import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from './rounds.ts';

/** About what a commit of a few pages appends to SQLite's log. */
const COMMIT = Buffer.alloc(4 * 4_120, 1);

/** Milliseconds for each of `times` appends that are brought to the disk by fdatasync. */
export function syncTimes(folder: string, times: number): number[] {
  const path = join(folder, 'sync');
  const file = openSync(path, 'w');
  try {
    return timed(times, () => {
      writeSync(file, COMMIT);
      fdatasyncSync(file);
    });
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
