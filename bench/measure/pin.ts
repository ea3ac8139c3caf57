import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Servers under test run on processor 0; load and Slack run on processor 1, so that they do not disturb each other. */
const SERVER = '0';
const LOAD = '1';

export const canPin: boolean = availableParallelism() > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-cp', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The same flags as `npm start` and the image; all servers get them. */
const FLAGS = ['--v8-pool-size=1'];

/** The command that runs Node on the server's processor, if the system can pin processes. */
export const serverCommand = (args: readonly string[]): [command: string, args: string[]] =>
  canPin ? ['taskset', ['-c', SERVER, process.execPath, ...FLAGS, ...args]] : [process.execPath, [...FLAGS, ...args]];

/** Pins this process and its threads to the other processor. */
export function pinLoad(): void {
  if (canPin) execFileSync('taskset', ['-acp', LOAD, String(process.pid)], { stdio: 'ignore' });
}
