/** The median of several rounds, and the quartiles. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** The value below which this share of the samples lies. Samples need not be sorted. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new RangeError('There are no samples.');
  return value;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const spread = (samples: readonly number[]): Spread => ({
  median: median(samples),
  low: percentile(samples, 0.25),
  high: percentile(samples, 0.75),
});

export const exactly = (value: number): Spread => ({ median: value, low: value, high: value });

/** Ratios by round, because a slow phase of the machine slows down both sides. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((value, round) => value / (theirs[round] ?? Number.NaN));

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
