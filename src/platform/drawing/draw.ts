import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MINUTE_MS } from '../time/units.ts';
import type { Drawing } from './drawing.ts';

export interface DrawWork {
  drawing: Drawing;
  as: 'pdf' | 'png';
}

const LONGEST_MS = MINUTE_MS;
const MEMORY_MB = 384;

/** Pages to print and project. @throws if it cannot be drawn in time */
export const drawPdf = (drawing: Drawing): Promise<Uint8Array> => drawn({ drawing, as: 'pdf' });

/** One picture of all pages. @throws if it cannot be drawn in time */
export const drawPng = (drawing: Drawing): Promise<Uint8Array> => drawn({ drawing, as: 'png' });

let last: Promise<unknown> = Promise.resolve();

/** One after the other: each takes as much memory as all of Baton. */
function drawn(work: DrawWork): Promise<Uint8Array> {
  const result = last.then(() => inProcess(work));
  last = result.catch(() => {});
  return result;
}

/** In a process of its own, which keeps the event loop free and gives its memory back. */
function inProcess(work: DrawWork): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./draw-process.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--v8-pool-size=1'],
      // Its messages may hold words of people, so they do not reach Baton's output.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    const timer = setTimeout(() => end(() => reject(new Error('Drawing took too long'))), LONGEST_MS);
    function end(settle: () => void): void {
      clearTimeout(timer);
      settle();
      child.kill('SIGKILL');
    }
    child.once('message', (bytes: Uint8Array) => end(() => resolve(bytes)));
    // Twice, if it cannot start: for its start, and for what it was sent. An error without a listener would end Baton.
    child.on('error', (error) => end(() => reject(error)));
    child.once('exit', (code, signal) => end(() => reject(new Error(`Drawing ended early: ${signal ?? code}`))));
    child.send(work);
  });
}
