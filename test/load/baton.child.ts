/** Baton as production runs it, in the process that is measured. It does what each line of its input says. */
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { startBaton } from '../../src/app/boot.ts';
import { collectAtRest, keepBaselineWasm } from '../../src/app/memory.ts';
import type { BatonOptions } from '../../src/app/options.ts';
import { createLog } from '../../src/platform/log.ts';

/** Given by the test. */
export interface Given {
  connection: BatonOptions['connection'];
  botToken: string;
  apiUrl: string;
  databasePath: string;
  log: string;
  shiftMs: number;
}

const given: Given = JSON.parse(process.env.GIVEN ?? '');
let { shiftMs } = given;
const RESOLUTION_MS = 1;

keepBaselineWasm();
collectAtRest();
const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const baton = await startBaton({
  ...given,
  now: () => new Date(Date.now() + shiftMs),
  log: createLog('info', { write: (line: string) => appendFileSync(given.log, line) }),
});
loop.enable();
process.stdout.write(`ready ${baton.port ?? 0}\n`);

/** A line: its number, what to do, and the shift of the clock. */
createInterface(process.stdin).on('line', async (line) => {
  const [number, act, shift] = line.split(' ');
  shiftMs = Number(shift);
  if (act === 'clock') loop.reset();
  if (act === 'idle') await baton.idle();
  if (act === 'stop') await baton.stop();
  process.stdout.write(`done-${number} ${(loop.max / 1e6 - RESOLUTION_MS).toFixed(0)}\n`);
  if (act === 'stop') process.exit(0);
});
