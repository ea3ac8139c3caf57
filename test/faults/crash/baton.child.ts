/** Baton in a process that will die. It does what each line of its input says. */
import { appendFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startBaton } from '../../../src/app/boot.ts';
import { createLog } from '../../../src/platform/log.ts';
import { optionsOf, type Place } from './options.ts';

const { PLACE = '{}', SHIFT_MS = '0' } = process.env;
const place: Place = JSON.parse(PLACE);
let shiftMs = Number(SHIFT_MS);

const log = createLog('debug', { write: (line: string) => appendFileSync(place.log, line) });
const baton = await startBaton(optionsOf(place, () => new Date(Date.now() + shiftMs), log));
process.stdout.write(`ready ${baton.port ?? 0}\n`);

/** The target of a descriptor; nothing for the one that listed them, which is closed by then. */
function opened(descriptor: string): string[] {
  try {
    return [readlinkSync(`/proc/self/fd/${descriptor}`)];
  } catch {
    return [];
  }
}

/** Sizes at rest: memory in use, open files, connections, and what would wake the process. */
function sizes() {
  globalThis.gc?.();
  const open = readdirSync('/proc/self/fd').flatMap(opened);
  const sockets = open.filter((one) => one.startsWith('socket:')).length;
  return {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    files: open.length - sockets,
    sockets,
    timers: process.getActiveResourcesInfo().length,
  };
}

/** A line: its number, what to do, and the shift of the clock. */
createInterface(process.stdin).on('line', async (line) => {
  const [number, act, shift] = line.split(' ');
  if (act === 'sizes') return void process.stdout.write(`sizes-${number} ${JSON.stringify(sizes())}\n`);
  shiftMs = Number(shift);
  if (act === 'due') await baton.runDue();
  await baton.idle();
  process.stdout.write(`done-${number} ${baton.doorPort() ?? 0}\n`);
});
