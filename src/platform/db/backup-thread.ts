import { Worker } from 'node:worker_threads';

/**
 * `backUp` of a database in use, in a thread: the copy of a gigabyte takes seconds, in which the event loop would answer
 * no one.
 */
export function backUpInThread(path: string, file: string): Promise<{ bytes: number }> {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: { path, file }, env: {} });
  // It does not keep the process from ending; the half-written file is removed by the next backup.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The backup ended without a result.')));
  });
}
