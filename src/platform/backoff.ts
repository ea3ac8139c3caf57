/** Pauses between tries: each is twice as long as the one before, up to a longest. */
export interface Pauses {
  firstMs: number;
  longestMs: number;
}

/** Keeps the power of two finite. */
const MOST_DOUBLINGS = 30;

/**
 * The pause after this number of failures in a row, from 1. The jitter keeps those that failed together from coming back
 * at once.
 */
export function pauseMs({ firstMs, longestMs }: Pauses, failures: number): number {
  const ms = Math.min(firstMs * 2 ** Math.min(failures - 1, MOST_DOUBLINGS), longestMs);
  return ms * (0.5 + Math.random() / 2);
}
