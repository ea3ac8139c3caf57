import type { Board } from './read.ts';
import { leadsIn, type Part } from './tally.ts';

/** A clause is worth a talk if more than this share of the returns cite it. */
const MANY = 0.2;
/** Fewer leads are chance. */
const ENOUGH = 3;

/** Clauses that many returns cite, the most cited first. Their parts are the numbers of the clauses. */
export function oftenCited({ cited, returned }: Pick<Board['figures'], 'cited' | 'returned'>): Part[] {
  const all = leadsIn(returned);
  return cited.filter(({ leads }) => leads >= ENOUGH && leads > MANY * all);
}
