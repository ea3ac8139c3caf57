/** Baton in a process that will die. It does what each line of its input says. */
import { appendFileSync, readdirSync } from 'node:fs';
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

/** Sizes at rest: memory in use, open files, and what would wake the process. */
function sizes() {
  globalThis.gc?.();
  return {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    files: readdirSync('/proc/self/fd').length,
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
