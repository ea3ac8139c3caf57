/** Pairs of a seller and a marketer who are to ride together next: a pure function. */
import { HOUR_MS } from '../platform/time/units.ts';

/** Work without a break, in milliseconds. */
export interface Span {
  from: number;
  to: number;
}

export interface Candidate {
  userId: string;
  /** Ride-alongs of the last year, as host or rider. */
  rides: number;
  /** How many more they may have this month. */
  room: number;
  /** Working time of the coming days, in order. */
  work: readonly Span[];
}

/** The past of two people with each other, in milliseconds; null for never. */
export interface Between {
  rodeAt: number | null;
  proposedAt: number | null;
}

export interface Pair {
  sellerId: string;
  marketerId: string;
  rodeAt: number | null;
}

/** A call needs so much time in which both work. */
export const COMMON_MS = HOUR_MS;

interface Matching {
  sellers: readonly Candidate[];
  marketers: readonly Candidate[];
  between: (sellerId: string, marketerId: string) => Between;
}

/**
 * Takes the pair with the person who has ridden least, of either side; of those, the pair that has not ridden together for
 * longest. Then the next one, until no pair is left. Pairs need an hour in which both work, and room on both sides. Of equal
 * ones, the pair that was proposed longest ago comes first, then the partner who has ridden least, then the order of ids.
 */
export function matchPairs({ sellers, marketers, between }: Matching): Pair[] {
  const [sales, marketing] = [sellers.map(copyOf), marketers.map(copyOf)];
  let possible = sales.flatMap((seller) =>
    marketing
      .filter((marketer) => haveCommonTime(seller.work, marketer.work))
      .map((marketer): Possible => ({ seller, marketer, ...between(seller.userId, marketer.userId) })),
  );
  const pairs: Pair[] = [];
  for (;;) {
    possible = possible.filter(({ seller, marketer }) => seller.room > 0 && marketer.room > 0);
    const [first] = possible;
    if (!first) return pairs;
    const next = possible.reduce((best, one) => (compare(one, best) < 0 ? one : best), first);
    const { seller, marketer, rodeAt } = next;
    pairs.push({ sellerId: seller.userId, marketerId: marketer.userId, rodeAt });
    possible = possible.filter((one) => one !== next);
    for (const person of [seller, marketer]) {
      person.room -= 1;
      person.rides += 1;
    }
  }
}

interface Possible extends Between {
  seller: Candidate;
  marketer: Candidate;
}

/** Its room and rides change with each pair. */
const copyOf = (person: Candidate): Candidate => ({ ...person });

function compare(a: Possible, b: Possible): number {
  const [[leastOfA, mostOfA], [leastOfB, mostOfB]] = [ridesOf(a), ridesOf(b)];
  return (
    leastOfA - leastOfB ||
    longAgo(a.rodeAt, b.rodeAt) ||
    longAgo(a.proposedAt, b.proposedAt) ||
    mostOfA - mostOfB ||
    byId(a.seller, b.seller) ||
    byId(a.marketer, b.marketer)
  );
}

const ridesOf = ({ seller, marketer }: Possible): [least: number, most: number] => [
  Math.min(seller.rides, marketer.rides),
  Math.max(seller.rides, marketer.rides),
];

const byId = (a: Candidate, b: Candidate): number => (a.userId === b.userId ? 0 : a.userId < b.userId ? -1 : 1);

/** Never comes first, then the earliest. */
function longAgo(one: number | null, other: number | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one - other;
}

function haveCommonTime(some: readonly Span[], others: readonly Span[]): boolean {
  return some.some((one) =>
    others.some((other) => Math.min(one.to, other.to) - Math.max(one.from, other.from) >= COMMON_MS),
  );
}
