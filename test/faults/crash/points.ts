/** The files by which a test and the process that will die speak: see points.child.ts. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ARMED = 'armed';
export const REACHED = 'reached';
/** Each name has a line of this length, so that the size of the file is the count. */
export const LINE_BYTES = 64;

/** The arguments of Node that count the points of a process in this folder. The file comes from where Baton comes from. */
export const countingIn = (folder: string, file = join(import.meta.dirname, 'points.child.ts')): string[] => {
  const url = pathToFileURL(file);
  url.searchParams.set('folder', folder);
  return ['--import', url.href];
};

/** Counts from now on; the process dies at this point, or at none. */
export function arm(folder: string, point: number): void {
  rmSync(join(folder, REACHED), { force: true });
  writeFileSync(join(folder, ARMED), String(point));
}

export const disarm = (folder: string): void => rmSync(join(folder, ARMED), { force: true });

/** The points that were reached since, in order. */
export function reached(folder: string): string[] {
  const file = join(folder, REACHED);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim());
}
