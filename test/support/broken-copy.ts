/** A copy of the sources in which files are broken on purpose, and the tests that must notice it. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = /^(node_modules|\.git|\.vitest|dist|sandbox\/node_modules)$/;
/** A fault may make a loop endless. */
const LONGEST_MS = 120_000;

export interface BrokenCopy {
  /** Whether vitest passes. */
  passes(args: readonly string[]): Promise<boolean>;
  /** Changes a file while `during` runs. */
  broken<T>(file: string, change: (text: string) => string, during: () => Promise<T>): Promise<T>;
  remove(): void;
}

function copyOfSources(): BrokenCopy {
  const copy = mkdtempSync(join(tmpdir(), 'baton-broken-'));
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.test(path.slice(ROOT.length + 1)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return {
    passes: (args) => {
      const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args, '--bail=1'];
      const child = spawn(process.execPath, vitest, { cwd: copy, stdio: 'ignore', timeout: LONGEST_MS });
      return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
    },
    broken: async (file, change, during) => {
      const path = join(copy, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, change(text));
      try {
        return await during();
      } finally {
        writeFileSync(path, text);
      }
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** Gives each task to the next free copy. Two, since two cores are usual. */
export async function withCopies<T>(
  tasks: readonly T[],
  run: (copy: BrokenCopy, task: T) => Promise<void>,
): Promise<void> {
  const copies = [copyOfSources(), copyOfSources()];
  const queue = [...tasks];
  try {
    await Promise.all(
      copies.map(async (copy) => {
        for (let task = queue.shift(); task !== undefined; task = queue.shift()) await run(copy, task);
      }),
    );
  } finally {
    for (const copy of copies) copy.remove();
  }
}
