import type { Company, CompanySpec } from './company.ts';

/** An act of a person, of another system or of the clock. */
export interface Step {
  /** Acts as they do; rejects if it was refused, so that they try again. */
  act: (company: Company) => Promise<unknown>;
  /** Whether its effect is there, as the person can see it. */
  isDone: (company: Company) => boolean;
}

/** Work that is done once in the end, however Baton dies. */
export interface Scenario extends CompanySpec {
  name: string;
  /** Before the points are counted. */
  prepare?: (company: Company) => Promise<void>;
  steps: Step[];
  /** Words of people in it, which no log may have. */
  words?: string[];
  /** Further things in the end that are the same with and without a death. */
  end?: (company: Company) => unknown;
  /** Messages that one order of things at the same moment brings, and another does not. */
  mayMiss?: RegExp;
}
