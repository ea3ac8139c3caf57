import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Servers under test run on processor 0, load and Slack on 1, so that they take nothing from each other. */
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

/** As `npm start` and the image have it; all servers get the same. */
const FLAGS = ['--v8-pool-size=1'];

/** The command that runs Node on the server's processor, where that can be said. */
export const serverCommand = (args: readonly string[]): [command: string, args: string[]] =>
  canPin ? ['taskset', ['-c', SERVER, process.execPath, ...FLAGS, ...args]] : [process.execPath, [...FLAGS, ...args]];

/** Keeps this process and its threads on the other processor. */
export function pinLoad(): void {
  if (canPin) execFileSync('taskset', ['-acp', LOAD, String(process.pid)], { stdio: 'ignore' });
}
