import { existsSync, readFileSync } from 'node:fs';

/** In MB. Shared pages are those of files, such as Node itself, which other processes use too. */
export interface Memory {
  own: number;
  shared: number;
}

/** The memory of a process; undefined if the system does not report it. */
export function memoryOf(pid: number): Memory | undefined {
  const path = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const sum = (kind: string) =>
    [...text.matchAll(new RegExp(`^${kind}_(?:Clean|Dirty): +(\\d+) kB`, 'gm'))].reduce(
      (kilobytes, [, some]) => kilobytes + Number(some),
      0,
    );
  return { own: sum('Private') / 1024, shared: sum('Shared') / 1024 };
}

export const all = ({ own, shared }: Memory): number => own + shared;
