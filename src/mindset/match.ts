/** The figures of a mindset check. */
import { ADVANTAGES, SHARED } from './types.ts';

/** How often an advantage was named; sides are null where they are not told apart. */
export interface Counted {
  name: string;
  all: number;
  sales: number | null;
  marketing: number | null;
}

export interface Match {
  /** Of all answers, from 0 to 1: those within the three most-named advantages. */
  share: number;
  isShared: boolean;
  answers: number;
  /** The most-named three, or fewer. */
  top: Counted[];
}

type Of = 'all' | 'sales' | 'marketing';
const countOf = (one: Counted, of: Of): number => one[of] ?? 0;

/** The most-named first; with equal counts, the one that is named more by both together, then by its name. */
export const ranked = (groups: readonly Counted[], of: Of = 'all'): Counted[] =>
  groups
    .filter((one) => countOf(one, of) > 0)
    .sort((a, b) => countOf(b, of) - countOf(a, of) || b.all - a.all || (a.name < b.name ? -1 : 1));

/** Of everyone, or of one side by its own three. Undefined without answers, and for a side that is not told apart. */
export function matchOf(groups: readonly Counted[], of: Of = 'all'): Match | undefined {
  const order = ranked(groups, of);
  const top = order.slice(0, ADVANTAGES);
  const sum = (some: readonly Counted[]) => some.reduce((total, one) => total + countOf(one, of), 0);
  const answers = sum(order);
  if (answers === 0) return undefined;
  const share = sum(top) / answers;
  return { share, isShared: share >= SHARED, answers, top };
}

export interface Divide {
  advantage: Counted;
  /** Only this side has it among its three. */
  side: 'sales' | 'marketing';
}

/** Advantages that one side has among its three and the other has not, the furthest apart first. */
export function dividing(groups: readonly Counted[]): Divide[] {
  const sales = matchOf(groups, 'sales');
  const marketing = matchOf(groups, 'marketing');
  if (!sales || !marketing) return [];
  const apart = (one: Counted) =>
    Math.abs(countOf(one, 'sales') / sales.answers - countOf(one, 'marketing') / marketing.answers);
  const only = (side: Divide['side'], mine: Match, other: Match) =>
    mine.top.filter((one) => !other.top.includes(one)).map((advantage): Divide => ({ advantage, side }));
  return [...only('sales', sales, marketing), ...only('marketing', marketing, sales)].sort(
    (a, b) => apart(b.advantage) - apart(a.advantage),
  );
}
