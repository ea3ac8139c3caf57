/** The outcome of a side's card. */
export const cardOutcomes = ['shown', 'too_few_asked', 'too_few_answers', 'lost'] as const;
export type CardOutcome = (typeof cardOutcomes)[number];

export const marks = ['A', 'B', 'C', 'F'] as const;
/** As in schools: A is worth 4, F nothing. */
const POINTS = [4, 3, 2, 0];

/** How often each mark was given, in the order of `marks`. */
export type Marks = number[];

export const NEEDS = 6;
export const LONGEST_NEED = 120;
export const LONGEST_SENTENCE = 300;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** From 0 to 4; undefined without a mark. */
export function averageOf(given: Marks): number | undefined {
  const total = sum(given);
  return total === 0 ? undefined : sum(given.map((count, mark) => count * (POINTS[mark] ?? 0))) / total;
}

/** A third or more gave C or F: the team that was rated answers with an action. */
export function isWeak(given: Marks): boolean {
  const total = sum(given);
  const poor = (given[2] ?? 0) + (given[3] ?? 0);
  return total > 0 && poor * 3 >= total;
}

interface Compared {
  card: { needs: readonly string[]; marks: readonly Marks[] | null };
  /** The average of the last time for each need. */
  before: readonly (number | undefined)[];
}

/** The average of all needs, and its change on those that were on the last card too; undefined without marks. */
export function overallOf({ card, before }: Compared): { average: number; change: number | undefined } | undefined {
  const needs = card.needs.flatMap((_, place) => {
    const average = averageOf(card.marks?.[place] ?? []);
    return average === undefined ? [] : [{ average, before: before[place] }];
  });
  if (needs.length === 0) return undefined;
  const changes = needs.flatMap((one) => (one.before === undefined ? [] : [one.average - one.before]));
  return {
    average: mean(needs.map(({ average }) => average)),
    change: changes.length === 0 ? undefined : mean(changes),
  };
}

const mean = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0) / some.length;
