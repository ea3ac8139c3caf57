import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Free bytes on the disk that holds this file; undefined where the system does not tell. */
export function diskFreeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
