/** Runs in a worker thread, see backup-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { backUp } from './backup.ts';

const { path, file } = workerData as { path: string; file: string };
const client = new Database(path, { fileMustExist: true });
try {
  parentPort?.postMessage(backUp({ $client: client }, file));
} finally {
  client.close();
}
