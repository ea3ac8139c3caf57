/** The work of a process that tries the faults of a domain, and the log in which it answers. */
import { appendFileSync, readFileSync } from 'node:fs';

export interface Job {
  sources: string[];
  /** In the order in which they run: the nearest first. */
  tests: string[];
  /** The ids of the faults to try. */
  mutants: string[];
  log: string;
}

export type Entry =
  /** A test file that ran as it is. */
  | { ran: string }
  | { tried: string }
  /** The test that notices it. */
  | { noticed: string; by: string }
  /** The test file fails without a fault, so that it says nothing. */
  | { unfit: string; because: string };

const VARIABLE = 'MUTATION_JOB';

export const jobEnvironment = (path: string): Record<string, string> => ({ [VARIABLE]: path });

export const readJob = (): Job => JSON.parse(readFileSync(process.env[VARIABLE] ?? '', 'utf8'));

export const note = ({ log }: Job, entry: Entry): void => appendFileSync(log, `${JSON.stringify(entry)}\n`);

export const readLog = (path: string): Entry[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
