import type { IncomingMessage } from 'node:http';

const PATIENCE_MS = 1_000;
const MOST_BYTES = 4_194_304;

/**
 * Reads the rest of a body and drops it, within limits: a connection that is closed while its sender still writes is reset,
 * and the sender never sees the answer.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(done, PATIENCE_MS);
    let length = 0;
    request.removeAllListeners('data');
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_BYTES) done();
    });
    for (const end of ['end', 'close', 'error']) request.once(end, done);
    request.resume();
  });
}
