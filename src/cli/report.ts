import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { neutral } from '../platform/files/cells.ts';
import { withRoom } from './room.ts';
import { requireNew } from './whole-file.ts';

export interface Report {
  add(cells: string[]): Promise<void>;
  close(): Promise<void>;
}

/** A CSV file that grows with the work, and keeps the rows so far when the work fails. Without a path, nothing is written. It is
 * removed when its disk is full. */
export async function openReport(path: string | undefined, columns: string[]): Promise<Report> {
  if (path === undefined) return { add: async () => {}, close: async () => {} };
  await requireNew(path);
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const csv = stringify({ header: true, columns, bom: true });
  const written = finished(csv.pipe(file));
  // Told by the next call.
  written.catch(() => {});
  await new Promise<void>((ready, fail) => file.once('open', () => ready()).once('error', fail));

  const orRemoved = <T>(work: () => Promise<T>) =>
    withRoom(path, async () => {
      try {
        return await work();
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    });
  return {
    add: (cells) =>
      orRemoved(async () => {
        const isFull = !csv.write(cells.map(neutral));
        if (file.errored) throw file.errored;
        if (isFull) await Promise.race([written, new Promise((ready) => csv.once('drain', ready))]);
      }),
    close: () =>
      orRemoved(async () => {
        csv.end();
        await written;
      }),
  };
}
