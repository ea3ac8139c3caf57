/** How the credit of a win is shared, by the rules of its day. */
import type { AssistPart } from './assist.ts';
import { shareOut } from './share-out.ts';
import { type Weights, WHOLE } from './types.ts';

export type CreditedPart = AssistPart & {
  /** In hundredths of a percent. */
  share: number;
  /** Of the deal value; null without one. */
  cents: number | null;
};

/**
 * Gives each part its share. People of one kind share by the size of their parts. The percent of a kind that no one had
 * go to the others in proportion, so that the sum is always the whole.
 */
export function creditOf(parts: readonly AssistPart[], weights: Weights, cents: number | null): CreditedPart[] {
  const sizes = new Map([...Map.groupBy(parts, ({ kind }) => kind)].map(([kind, of]) => [kind, sum(of)]));
  // Over one denominator, so that no fraction is rounded before the end.
  const common = [...sizes.values()].reduce((product, size) => product * size, 1n);
  const exact = parts.map(
    ({ kind, size }) => (BigInt(weights[kind]) * BigInt(size) * common) / (sizes.get(kind) ?? 1n),
  );
  const shares = shareOut(WHOLE, exact);
  const amounts = cents === null ? undefined : shareOut(cents, exact);
  return parts.map((part, index) => ({ ...part, share: shares[index] ?? 0, cents: amounts?.[index] ?? null }));
}

const sum = (parts: readonly AssistPart[]): bigint => BigInt(parts.reduce((total, { size }) => total + size, 0));
