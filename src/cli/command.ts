import type { ParseArgsOptionsConfig } from 'node:util';
import type { Environment } from '../app/config.ts';
import type { Now } from '../platform/time/clock.ts';

/** What a command is given besides its arguments: nothing of it is a global, so that a test can bring its own. */
export interface Terminal {
  env: Environment;
  now: Now;
  /** Results. */
  out: (line: string) => void;
  /** What went wrong, and how far it is. */
  err: (line: string) => void;
  /** A person watches the progress. */
  isWatched: boolean;
}

export interface Given {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** One command, a file each; commands.ts lists them. */
export interface Command {
  /** As it is typed after `baton`, such as `library import`. */
  name: string;
  /** What follows its name, as it stands in the help. */
  usage: string;
  /** In a line. */
  summary: string;
  /** More lines for its own help. */
  help: string;
  options: ParseArgsOptionsConfig;
  /** Resolves with the exit code: 0 all is done, 1 something was not. */
  run(given: Given, terminal: Terminal): Promise<number>;
}

/** It was called in a way that it does not know: exit code 2, with a hint at the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The text of an option, if it was given. */
export const textOf = ({ values }: Given, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
