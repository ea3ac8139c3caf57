/** Processes under test: each is started by its file and answers calls by name. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { serverCommand } from '../measure/pin.ts';

export interface Child {
  /** The value that the process sent when it was ready. */
  ready: unknown;
  pid: number;
  ask<T>(question: string, argument?: unknown): Promise<T>;
  stop(): Promise<void>;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

const READY = 0;

/** With PROFILE=folder, each process under test writes a CPU profile there, for the developer tools of Chromium. */
const { PROFILE } = process.env;
const PROFILING = PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${PROFILE}`] : [];

/** Starts `file` of this folder, or of a build, with `settings`, and resolves when it is ready. */
export async function startChild(file: string, settings: object): Promise<Child> {
  const [command, args] = serverCommand([...PROFILING, resolve(import.meta.dirname, file)]);
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = READY;
  child.on('message', (message) => {
    const { id, value, error } = message as Answer;
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.once('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`${file} ended with ${code}.`));
    waiting.clear();
  });
  const await_ = (id: number) => {
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    return answer.promise;
  };
  const started = await_(READY);
  child.send(settings);
  return {
    ready: await started,
    pid: child.pid ?? 0,
    ask: <T>(question: string, argument?: unknown) => {
      asked += 1;
      const answer = await_(asked) as Promise<T>;
      child.send({ id: asked, question, argument });
      return answer;
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** The CPU time of the process so far, in all its threads. Other processes do not affect it. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Answers = Record<string, (argument: never) => unknown>;

/** The child's side: passes the settings to `start`, then answers calls with the functions that it returned. */
export function serve<S>(start: (settings: S) => Promise<{ ready: unknown; answers?: Answers }>): void {
  // Exits at once: the database is deleted, so nothing must be saved.
  process.once('SIGTERM', () => process.exit(0));
  process.once('message', async (settings) => {
    const started = await start(settings as S);
    const { ready } = started;
    const answers: Answers = { processorMs, ...started.answers };
    process.on('message', async (message) => {
      const { id, question, argument } = message as { id: number; question: string; argument: never };
      try {
        process.send?.({ id, value: await answers[question]?.(argument) });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
      }
    });
    process.send?.({ id: READY, value: ready });
  });
}
