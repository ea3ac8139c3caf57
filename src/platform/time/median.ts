/** The median of spans of time; undefined for an empty list. */
export function median(spans: readonly number[]): number | undefined {
  const sorted = spans.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
