/** Baton in a process that will die. It does what each line of its input says: moves the clock, runs due work, waits until idle. */
import { appendFileSync } from 'node:fs';
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

/** A line: its number, what to do, and the shift of the clock. */
createInterface(process.stdin).on('line', async (line) => {
  const [number, act, shift] = line.split(' ');
  shiftMs = Number(shift);
  if (act === 'due') await baton.runDue();
  await baton.idle();
  process.stdout.write(`done-${number} ${baton.doorPort() ?? 0}\n`);
});
