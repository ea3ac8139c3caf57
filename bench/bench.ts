import type { Spread } from './measure/statistics.ts';

/** One file in benches/ each. */
export interface Bench {
  /** `npm run bench -- NAME`. */
  name: string;
  /** What is measured, in a line. */
  what: string;
  /** Left out of the short form. */
  isLong?: boolean;
  run(setting: Setting): Promise<Row[]>;
}

export interface Setting {
  /** The form for every change: fewer and shorter rounds, no large seeds. Its figures are coarse. */
  short: boolean;
  /** For databases and other files, on a real disk; deleted at the end. */
  folder: string;
  /** A line of progress. */
  tell(line: string): void;
  /**
   * The path of a database with so many leads, in the real schema; `untouched` of each of its twenty teams wait. Each call
   * gives a copy of its own.
   */
  seeded(leads: number, untouched?: number): Promise<string>;
}

/** A figure. Where it has a mark, it is a ratio to something that was measured in the same run, or a time in ms. */
export interface Row {
  what: string;
  value: Spread;
  unit: '×' | 'ms' | 'MB' | 's';
  mark?: Mark;
  /** The absolute numbers that stand behind it. */
  seen: string;
  /** Whether the short form fails on it, when it is off by more than a factor of two. */
  guards?: boolean;
}

export interface Mark {
  side: 'at most' | 'at least';
  of: number;
  /** The figure that is known for now, where that misses the mark: `docs/performance.md` says why. */
  known?: number;
}

export const atMost = (of: number, known?: number): Mark => ({ side: 'at most', of, known });
export const atLeast = (of: number, known?: number): Mark => ({ side: 'at least', of, known });

export const isMet = ({ value, mark }: Row): boolean | undefined => {
  if (!mark) return undefined;
  return mark.side === 'at most' ? value.median <= mark.of : value.median >= mark.of;
};

const GROSS = 2;

/** Whether a row is so far off what is known that no noise explains it. */
export function isGrosslyOff({ value, mark, guards }: Row): boolean {
  if (!mark || !guards) return false;
  if (mark.side === 'at most') return value.median > GROSS * Math.max(mark.of, mark.known ?? mark.of);
  return value.median < Math.min(mark.of, mark.known ?? mark.of) / GROSS;
}
