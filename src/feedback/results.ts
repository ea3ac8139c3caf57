import { shuffled } from '../platform/crypto/shuffled.ts';
import type { Side } from '../teams/sides.ts';
import type { Answers, Question } from './types.ts';

/** The count of each choice, in the order of the choices; a side is null where it is not shown. */
export interface Tally {
  all: number[];
  sales: number[] | null;
  marketing: number[] | null;
  others: number[] | null;
}

export interface Said {
  words: string;
  /** Null in an anonymous survey. */
  userId: string | null;
}

export interface Results {
  answered: number;
  /** In the order of the questions. */
  questions: ({ tally: Tally } | { words: Said[] })[];
}

export interface Given {
  side: Side;
  answers: Answers;
}

/** A named survey: comments with names, in the given order. */
export function evaluate(questions: Question[], given: (Given & { userId: string })[]): Results {
  const count = groupSizes(given);
  const apart = count.sales > 0 && count.marketing > 0;
  return sumUp(questions, given, { apart, said: (one, words) => ({ words, userId: one.userId }) });
}

/**
 * An anonymous survey: answers cannot be told apart, and the comments on each question have their own order. Undefined
 * with fewer than `minimum` answers. Sides are shown only if each group that follows from them, the rest included, has
 * as many.
 */
export function evaluateAnonymous(questions: Question[], given: Given[], minimum: number): Results | undefined {
  if (given.length < minimum) return undefined;
  const { sales, marketing, others } = groupSizes(given);
  const apart = sales >= minimum && marketing >= minimum && (others === 0 || others >= minimum);
  const results = sumUp(questions, given, { apart, said: (_, words) => ({ words, userId: null }) });
  return {
    ...results,
    questions: results.questions.map((one) => ('words' in one ? { words: shuffled(one.words) } : one)),
  };
}

function groupSizes(given: Given[]) {
  const of = (side: Side) => given.filter((one) => one.side === side).length;
  return { sales: of('sales'), marketing: of('marketing'), others: of(null) };
}

function sumUp<G extends Given>(
  questions: Question[],
  given: G[],
  { apart, said }: { apart: boolean; said: (one: G, words: string) => Said },
): Results {
  const tallyOf = (place: number, choices: string[], some: G[]) =>
    choices.map((_, choice) => some.filter(({ answers }) => answers[place] === choice).length);
  const onSide = (side: Side) => given.filter((one) => one.side === side);
  const others = onSide(null);
  return {
    answered: given.length,
    questions: questions.map(({ kind, choices }, place) => {
      if (kind === 'text') {
        const words = given.flatMap((one) => {
          const text = one.answers[place];
          return typeof text === 'string' ? [said(one, text)] : [];
        });
        return { words };
      }
      return {
        tally: {
          all: tallyOf(place, choices, given),
          sales: apart ? tallyOf(place, choices, onSide('sales')) : null,
          marketing: apart ? tallyOf(place, choices, onSide('marketing')) : null,
          others: apart && others.length > 0 ? tallyOf(place, choices, others) : null,
        },
      };
    }),
  };
}
