import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Memory, memoryOf } from './memory.ts';
import { serverCommand } from './pin.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The process has to listen here. */
export const PORT = '41733';

interface Started {
  readyMs: number;
  /** Undefined if the system does not report it. */
  memory: Memory | undefined;
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
    return { readyMs, memory: memoryOf(child.pid ?? 0) };
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
