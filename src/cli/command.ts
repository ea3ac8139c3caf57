import type { ParseArgsOptionsConfig } from 'node:util';
import type { Environment } from '../app/environment.ts';
import type { Now } from '../platform/time/clock.ts';

/** The environment of a command. Nothing is global, so that tests can pass their own. */
export interface Terminal {
  env: Environment;
  now: Now;
  /** Results. */
  out: (line: string) => void;
  /** Errors and progress. */
  err: (line: string) => void;
  /** Whether a person watches the progress. */
  isWatched: boolean;
}

export interface Given {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** One command; each has its own file, and commands.ts lists them. */
export interface Command {
  /** As typed after `baton`, such as `library import`. */
  name: string;
  /** The arguments, as shown in the help. */
  usage: string;
  /** One line. */
  summary: string;
  /** Details for its own help. */
  help: string;
  options: ParseArgsOptionsConfig;
  /** Resolves with the exit code: 0 for success, 1 if something failed. */
  run(given: Given, terminal: Terminal): Promise<number>;
}

/** Wrong usage: exit code 2, with a hint at the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The value of an option, if it was given. */
export const textOf = ({ values }: Given, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
