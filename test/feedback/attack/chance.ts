/** Compares guessers with chance. */
import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.ts';
import type { Guesser } from './guessers.ts';

export interface Trial {
  evidence: Evidence;
  /** The author of each text. */
  truth: ReadonlyMap<string, string>;
}

/** Numbers from 0 up to 1, the same for the same seed, so that a run can be repeated. */
export function seeded(seed: number): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash('sha256').update(`${seed}:${drawn}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

export function shuffledBy<T>(random: () => number, list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Right guesses of each guesser in each place, over all trials. */
export function score(guesser: Guesser, trials: Trial[]): Record<string, number> {
  const hits: Record<string, number> = {};
  for (const { evidence, truth } of trials) {
    for (const [place, guess] of Object.entries(guesser(evidence))) {
      const right = [...guess].filter(([word, person]) => truth.get(word) === person).length;
      hits[place] = (hits[place] ?? 0) + right;
    }
  }
  return hits;
}

/** Chance reaches the limit once in ten million runs. */
const RARE = 1e-7;

/**
 * The number of hits that guessing reaches once in ten million runs. A random assignment of people to texts has on
 * average one hit per trial, regardless of their number; over trials this is a Poisson distribution with the number of
 * trials as its mean.
 */
export function luck(trials: number): number {
  let term = Math.exp(-trials);
  let below = term;
  let hits = 0;
  while (1 - below > RARE) {
    hits += 1;
    term *= trials / hits;
    below += term;
  }
  return hits + 1;
}
