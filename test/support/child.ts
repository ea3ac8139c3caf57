import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface Child {
  /** Resolves with the rest of the first line on stdout with this beginning. */
  says(beginning: string): Promise<string>;
  /** Sends kill -9, and resolves when the process has ended. */
  kill(): Promise<void>;
  /** Sends SIGTERM, as a supervisor does. */
  terminate(): void;
  /** Resolves when the process has ended, with its exit code or signal. */
  ended: Promise<number | NodeJS.Signals>;
  tell(line: string): void;
  /** Such as SIGSTOP, after which it does nothing until SIGCONT. */
  signal(name: NodeJS.Signals): void;
  pid: number;
}

/** Runs a TypeScript file in a process of its own, which cannot outlive the test, with these arguments of Node. */
export function startChild(file: string, env: Record<string, string>, nodeArgs: string[] = []): Child {
  const child: ChildProcess = spawn(process.execPath, [...nodeArgs, file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  // A process that was killed reads no more; `ended` tells.
  child.stdin?.on('error', () => {});
  const lines: string[] = [];
  const waiting: { beginning: string; resolve: (rest: string) => void }[] = [];
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      for (const wait of waiting.filter(({ beginning }) => line.startsWith(beginning))) {
        waiting.splice(waiting.indexOf(wait), 1);
        wait.resolve(line.slice(wait.beginning.length).trim());
      }
    });
  }
  return {
    ended,
    says: (beginning) => {
      const said = lines.find((line) => line.startsWith(beginning));
      if (said !== undefined) return Promise.resolve(said.slice(beginning.length).trim());
      return Promise.race([
        new Promise<string>((resolve) => waiting.push({ beginning, resolve })),
        ended.then((how) => Promise.reject(new Error(`It ended (${how}) without saying "${beginning}".`))),
      ]);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    terminate: () => void child.kill('SIGTERM'),
    tell: (line) => void child.stdin?.write(`${line}\n`),
    signal: (name) => void child.kill(name),
    pid: child.pid ?? 0,
  };
}
