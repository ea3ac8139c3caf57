/** Faults that change nothing, with the reason. */
import explanations from './explained.json' with { type: 'json' };
import type { Mutant } from './mutants.ts';

export interface Explanation {
  file: string;
  /** The text of the line in which the fault begins. */
  line: string;
  was: string;
  now: string;
  why: string;
}

const all: Explanation[] = explanations;

const explains = (one: Explanation, { file, code, was, now }: Mutant): boolean =>
  one.file === file && one.line === code && one.was === was && one.now === now;

export const isExplained = (mutant: Mutant): boolean => all.some((one) => explains(one, mutant));

/** Explanations of faults in these files that no longer exist, or that tests notice by now. */
export const outdated = (files: readonly string[], unnoticed: readonly Mutant[]): Explanation[] =>
  all.filter((one) => files.includes(one.file) && !unnoticed.some((mutant) => explains(one, mutant)));
