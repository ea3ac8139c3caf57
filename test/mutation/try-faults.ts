/** Tries faults of a domain in a process, and starts it again when a fault makes it stand still. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Entry, type Job, jobEnvironment, note, readLog } from './job.ts';

/** The longest time without a word from the process. */
const LONGEST_SILENCE_MS = 180_000;
const LOOK_MS = 500;

export interface Outcome {
  /** The id of each noticed fault, with the test. */
  noticed: Map<string, string>;
  /** Tests that fail without a fault. */
  unfit: string[];
}

export async function tryFaults(sources: string[], tests: string[], mutants: string[]): Promise<Outcome> {
  if (tests.length === 0) return { noticed: new Map(), unfit: [] };
  const folder = mkdtempSync(join(tmpdir(), 'baton-mutation-'));
  const job: Job = { sources, tests, mutants, log: join(folder, 'log') };
  writeFileSync(job.log, '');
  try {
    for (;;) {
      const path = join(folder, 'job.json');
      writeFileSync(path, JSON.stringify(job));
      const stoodStill = await run(path, job.log);
      const tried = triedIn(readLog(job.log));
      const last = tried.at(-1);
      if (!stoodStill || last === undefined) {
        if (tried.length < mutants.length)
          throw new Error(`Only ${tried.length} of ${mutants.length} faults were tried.`);
        return outcome(readLog(job.log));
      }
      note(job, { noticed: last, by: 'the process does not end' });
      job.mutants = mutants.filter((id) => !tried.includes(id));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the process stood still, and was ended. */
async function run(path: string, log: string): Promise<boolean> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.mutation.config.ts', '--reporter=dot'];
  // In CI, vitest writes no snapshots: those of a fault would be wrong.
  const env = { ...process.env, ...jobEnvironment(path), CI: 'true' };
  const child = spawn(process.execPath, vitest, { env, stdio: 'ignore', detached: true });
  const end = once(child, 'exit');
  const stop = () => endAll(child);
  process.once('exit', stop);
  let heard = Date.now();
  let size = 0;
  while (child.exitCode === null && child.signalCode === null) {
    await Promise.race([end, pause(LOOK_MS)]);
    if (statSync(log).size !== size) heard = Date.now();
    size = statSync(log).size;
    if (Date.now() - heard > LONGEST_SILENCE_MS) break;
  }
  process.off('exit', stop);
  const stoodStill = child.exitCode === null && child.signalCode === null;
  if (stoodStill) endAll(child);
  return stoodStill;
}

/** Ends the process, and the one of vitest in which the tests run. */
const endAll = ({ pid }: ChildProcess): boolean => process.kill(-(pid as number), 'SIGKILL');

// Without this, nothing ends the processes of a run that someone stops.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const triedIn = (log: Entry[]): string[] => log.flatMap((entry) => ('tried' in entry ? [entry.tried] : []));

function outcome(log: Entry[]): Outcome {
  const found: Outcome = { noticed: new Map(), unfit: [] };
  for (const entry of log) {
    if ('noticed' in entry) found.noticed.set(entry.noticed, entry.by);
    if ('unfit' in entry) found.unfit.push(`${entry.unfit}: ${entry.because}`);
  }
  return found;
}
