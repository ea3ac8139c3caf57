import type { Spread } from './measure/statistics.ts';

/** A benchmark; one file each in benches/. */
export interface Bench {
  /** `npm run bench -- NAME`. */
  name: string;
  /** The measured value, on one line. */
  what: string;
  /** Skipped in the short form. */
  isLong?: boolean;
  run(setting: BenchContext): Promise<Row[]>;
}

export interface BenchContext {
  /** The short form, for every change: fewer and shorter rounds, no large seeds. Its figures are coarse. */
  short: boolean;
  /** A minute for each rate of acts, in place of seconds. */
  long: boolean;
  /** For databases and other files, on a real disk; deleted at the end. */
  folder: string;
  /** Prints a line of progress. */
  tell(line: string): void;
  /**
   * A copy of a seeded database with this many leads, in the real schema. `untouched` is the number of leads awaiting
   * contact in each of its twenty teams; `apart`, whose sellers are in no other team.
   */
  seeded(leads: number, untouched?: number, apart?: boolean): Promise<string>;
  /** The folder of a build as production runs it, with Baton for benchmarks in it: one for all of them. */
  built(): Promise<string>;
}

/** A figure. With a target, it is a ratio to a value measured in the same run, a time in ms, or a share in %. */
export interface Row {
  what: string;
  value: Spread;
  unit: '×' | 'ms' | 'MB' | 's' | '%';
  target?: Target;
  /** The absolute numbers behind the figure. */
  absolute: string;
  /** A line of the chart: milliseconds by the number of leads. */
  line?: { name: string; points: [leads: number, ms: number][] };
  /** Whether the short form fails when the figure is off by more than a factor of two. */
  guards?: boolean;
}

export interface Target {
  side: 'at most' | 'at least';
  of: number;
  /** The current figure, if it misses the target; docs/performance.md explains why. */
  known?: number;
}

export const atMost = (of: number, known?: number): Target => ({ side: 'at most', of, known });
export const atLeast = (of: number, known?: number): Target => ({ side: 'at least', of, known });

export const isMet = ({ value, target }: Row): boolean | undefined => {
  if (!target) return undefined;
  return target.side === 'at most' ? value.median <= target.of : value.median >= target.of;
};

const FAR = 2;

/** Whether a figure is further off than noise explains. */
export function isFarOff({ value, target, guards }: Row): boolean {
  if (!target || !guards) return false;
  if (target.side === 'at most') return value.median > FAR * Math.max(target.of, target.known ?? target.of);
  return value.median < Math.min(target.of, target.known ?? target.of) / FAR;
}
