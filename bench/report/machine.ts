import { cpus, freemem, release, totalmem, type } from 'node:os';
import { syncTimes } from '../measure/disk.ts';
import { canPin } from '../measure/pin.ts';
import { median, percentile } from '../measure/statistics.ts';

const GIB = 2 ** 30;

/** The machine of the measurement, in sentences. */
export function machine(folder: string): string {
  const processors = cpus();
  const syncs = syncTimes(folder, 300);
  const pinned = canPin
    ? 'The process under test runs on one processor; load and Slack on another.'
    : 'Processes could not be pinned to processors, so load and server disturb each other.';
  return [
    `${processors.length} processors (${processors[0]?.model.trim()}), ${(totalmem() / GIB).toFixed(0)} GiB of memory (${(freemem() / GIB).toFixed(0)} GiB free), ${type()} ${release()}.`,
    `Node.js ${process.versions.node}. The disk's fdatasync takes ${median(syncs).toFixed(2)} ms (p99 ${percentile(syncs, 0.99).toFixed(2)} ms).`,
    pinned,
  ].join(' ');
}
