import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from './rounds.ts';

/** The approximate size of a commit of a few pages in SQLite's log. */
const COMMIT = Buffer.alloc(4 * 4_120, 1);

/** Milliseconds of each of `times` appends followed by fdatasync. */
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

/** Syncs a file now, or the first measured sync would wait for all of it. */
export function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
