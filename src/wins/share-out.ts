/**
 * Divides a whole number by weights, so that the parts are whole and their sum is exact: each gets its quota rounded
 * down, and the largest remainders get one more. Of equal remainders the first comes first.
 */
export function shareOut(whole: number, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) throw new RangeError('Nothing has a weight.');
  const quotas = weights.map((weight) => BigInt(whole) * weight);
  const parts = quotas.map((quota) => quota / sum);
  const rest = Number(BigInt(whole) - parts.reduce((total, part) => total + part, 0n));
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota % sum }))
    .toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  const lucky = new Set(byRemainder.slice(0, rest).map(({ index }) => index));
  return parts.map((part, index) => Number(part) + (lucky.has(index) ? 1 : 0));
}
