import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverCommand } from './pin.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The process has to listen here. */
export const PORT = '41733';

interface Started {
  readyMs: number;
  /** Undefined if the system does not report it. */
  memoryMb: number | undefined;
}

/** Starts a process, measures it once it has been idle for a while, and stops it. */
export async function startOnce(file: string, environment: NodeJS.ProcessEnv, idleMs: number): Promise<Started> {
  const [command, args] = serverCommand([file]);
  const begin = performance.now();
  const child = spawn(command, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    while (!(await isTaken())) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}.`);
      await sleep(1);
    }
    const readyMs = performance.now() - begin;
    await sleep(idleMs);
    return { readyMs, memoryMb: residentMb(child) };
  } finally {
    const gone = once(child, 'exit');
    // Node writes its compile cache on a clean exit.
    child.kill('SIGTERM');
    await gone;
  }
}

function isTaken(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(PORT), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function residentMb({ pid }: ChildProcess): number | undefined {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
