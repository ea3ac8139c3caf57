import type { Environment } from '../app/environment.ts';
import type { Now } from '../platform/time/clock.ts';

/** The environment of a command. Nothing is global, so that tests can pass their own. */
export interface Terminal {
  env: Environment;
  now: Now;
  /** Lines of a document, while the command works. It returns its result. */
  out: (line: string) => void;
  /** Errors and progress. */
  err: (line: string) => void;
  /** Draws a line over the one before, where a person watches. */
  draw?: (line: string) => void;
  /** Whether a person watches the progress. */
  isWatched: boolean;
}

export interface Given {
  /** By the long name of the flag, in camel case: `--dry-run` is `dryRun`. */
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

export interface Result {
  /** For people. */
  words: string;
  /** The same for programs: `--json` prints it. Undefined if the command printed its lines already. */
  data: unknown;
  /** Something failed, so the exit code is 1. */
  failed?: boolean;
}

/** One command; each has its own file, and commands.ts lists them. */
export interface Command {
  /** As typed after `baton`, such as `library import`. */
  name: string;
  /** Its arguments: `<file>` has to be given, `[file]` may be. */
  args: string[];
  /** One line. */
  summary: string;
  /** Details for its own help. */
  help: string;
  /** Flags such as `--since <day>`, each with its words. */
  options: [flags: string, words: string][];
  run(given: Given, terminal: Terminal): Promise<Result>;
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

/** For a count of one, or more. */
export const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
